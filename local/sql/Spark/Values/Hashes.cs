using System.Buffers.Binary;
using System.Numerics;

namespace CustomerLake.Local.Sql.Spark.Values;

/// <summary>A seeded hash of Spark's primitive values.</summary>
internal interface IHash
{
    long Int(int value, long seed);

    long Long(long value, long seed);

    long Bytes(ReadOnlySpan<byte> value, long seed);
}

/// <summary>Murmur3 x86 32, with Spark's own treatment of trailing bytes: each is mixed as a whole block.</summary>
internal sealed class Murmur3 : IHash
{
    public static readonly Murmur3 Instance = new();

    public long Int(int value, long seed) => Finish(MixH((uint)seed, MixK((uint)value)), 4);

    public long Long(long value, long seed)
    {
        var h = MixH((uint)seed, MixK((uint)value));
        return Finish(MixH(h, MixK((uint)(value >>> 32))), 8);
    }

    public long Bytes(ReadOnlySpan<byte> value, long seed)
    {
        var h = (uint)seed;
        var aligned = value.Length - (value.Length % 4);
        for (var i = 0; i < aligned; i += 4)
        {
            h = MixH(h, MixK(BinaryPrimitives.ReadUInt32LittleEndian(value[i..])));
        }

        for (var i = aligned; i < value.Length; i++)
        {
            h = MixH(h, MixK((uint)(sbyte)value[i]));
        }

        return Finish(h, value.Length);
    }

    private static uint MixK(uint k) => BitOperations.RotateLeft(k * 0xcc9e2d51, 15) * 0x1b873593;

    private static uint MixH(uint h, uint k) => (BitOperations.RotateLeft(h ^ k, 13) * 5) + 0xe6546b64;

    private static int Finish(uint h, int length)
    {
        h ^= (uint)length;
        h ^= h >> 16;
        h *= 0x85ebca6b;
        h ^= h >> 13;
        h *= 0xc2b2ae35;
        return (int)(h ^ (h >> 16));
    }
}

/// <summary>xxHash64.</summary>
internal sealed class XxHash64 : IHash
{
    public static readonly XxHash64 Instance = new();

    private const ulong P1 = 0x9E3779B185EBCA87;
    private const ulong P2 = 0xC2B2AE3D27D4EB4F;
    private const ulong P3 = 0x165667B19E3779F9;
    private const ulong P4 = 0x85EBCA77C2B2AE63;
    private const ulong P5 = 0x27D4EB2F165667C5;

    public long Int(int value, long seed)
    {
        var hash = (ulong)seed + P5 + 4;
        hash ^= (uint)value * P1;
        hash = (BitOperations.RotateLeft(hash, 23) * P2) + P3;
        return Finish(hash);
    }

    public long Long(long value, long seed)
    {
        var hash = (ulong)seed + P5 + 8;
        hash ^= Round(0, (ulong)value);
        hash = (BitOperations.RotateLeft(hash, 27) * P1) + P4;
        return Finish(hash);
    }

    public long Bytes(ReadOnlySpan<byte> value, long seed)
    {
        var s = (ulong)seed;
        var length = (ulong)value.Length;
        ulong hash;
        if (value.Length >= 32)
        {
            ulong[] v = [s + P1 + P2, s + P2, s, s - P1];
            while (value.Length >= 32)
            {
                for (var i = 0; i < 4; i++)
                {
                    v[i] = Round(v[i], BinaryPrimitives.ReadUInt64LittleEndian(value[(i * 8)..]));
                }

                value = value[32..];
            }

            hash =
                BitOperations.RotateLeft(v[0], 1)
                + BitOperations.RotateLeft(v[1], 7)
                + BitOperations.RotateLeft(v[2], 12)
                + BitOperations.RotateLeft(v[3], 18);
            foreach (var part in v)
            {
                hash = ((hash ^ Round(0, part)) * P1) + P4;
            }
        }
        else
        {
            hash = s + P5;
        }

        hash += length;
        for (; value.Length >= 8; value = value[8..])
        {
            hash =
                (BitOperations.RotateLeft(hash ^ Round(0, BinaryPrimitives.ReadUInt64LittleEndian(value)), 27) * P1)
                + P4;
        }

        if (value.Length >= 4)
        {
            hash =
                (BitOperations.RotateLeft(hash ^ (BinaryPrimitives.ReadUInt32LittleEndian(value) * P1), 23) * P2) + P3;
            value = value[4..];
        }

        foreach (var rest in value)
        {
            hash = BitOperations.RotateLeft(hash ^ (rest * P5), 11) * P1;
        }

        return Finish(hash);
    }

    private static ulong Round(ulong accumulator, ulong input) =>
        BitOperations.RotateLeft(accumulator + (input * P2), 31) * P1;

    private static long Finish(ulong hash)
    {
        hash ^= hash >> 33;
        hash *= P2;
        hash ^= hash >> 29;
        hash *= P3;
        return (long)(hash ^ (hash >> 32));
    }
}
