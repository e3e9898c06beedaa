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

/// <summary>xxHash64; a number is hashed as its bytes, little-endian.</summary>
internal sealed class XxHash64 : IHash
{
    public static readonly XxHash64 Instance = new();

    public long Int(int value, long seed)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return Bytes(bytes, seed);
    }

    public long Long(long value, long seed)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return Bytes(bytes, seed);
    }

    public long Bytes(ReadOnlySpan<byte> value, long seed) =>
        (long)System.IO.Hashing.XxHash64.HashToUInt64(value, seed);
}
