using System.Buffers.Binary;

namespace CustomerLake.Local.Cloud.Protocol;

/// <summary>
/// A cyclic redundancy check of up to 64 bits, bit-reversed, all ones in and out: CRC-32, CRC-32C and CRC-64/NVME differ
/// only in their polynomial. Eight bytes a step through eight tables.
/// </summary>
internal sealed class ReflectedCrc(ReflectedCrc.Kind kind)
{
    private ulong _state = kind.Ones;

    public void Append(ReadOnlySpan<byte> data)
    {
        var tables = kind.Tables;
        var state = _state;
        while (data.Length >= 8)
        {
            var word = BinaryPrimitives.ReadUInt64LittleEndian(data) ^ state;
            state =
                tables[7][word & 0xff]
                ^ tables[6][(word >> 8) & 0xff]
                ^ tables[5][(word >> 16) & 0xff]
                ^ tables[4][(word >> 24) & 0xff]
                ^ tables[3][(word >> 32) & 0xff]
                ^ tables[2][(word >> 40) & 0xff]
                ^ tables[1][(word >> 48) & 0xff]
                ^ tables[0][word >> 56];
            data = data[8..];
        }

        foreach (var value in data)
        {
            state = tables[0][(state ^ value) & 0xff] ^ (state >> 8);
        }

        _state = state;
    }

    /// <summary>Big-endian, as AWS writes checksums.</summary>
    public byte[] Finish()
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, _state ^ kind.Ones);
        return bytes[(8 - kind.Width / 8)..];
    }

    /// <summary>A polynomial (reversed) with its tables.</summary>
    internal sealed class Kind
    {
        public static readonly Kind Crc32 = new(32, 0xEDB88320);
        public static readonly Kind Crc32C = new(32, 0x82F63B78);
        public static readonly Kind Crc64Nvme = new(64, 0x9A6C9329AC4BC9B5);

        private Kind(int width, ulong polynomial)
        {
            Width = width;
            Ones = width == 64 ? ulong.MaxValue : uint.MaxValue;
            Tables = [.. Enumerable.Range(0, 8).Select(_ => new ulong[256])];
            for (ulong index = 0; index < 256; index++)
            {
                var value = index;
                for (var bit = 0; bit < 8; bit++)
                {
                    value = (value & 1) == 1 ? (value >> 1) ^ polynomial : value >> 1;
                }

                Tables[0][index] = value;
            }

            for (var table = 1; table < 8; table++)
            {
                for (var index = 0; index < 256; index++)
                {
                    var before = Tables[table - 1][index];
                    Tables[table][index] = Tables[0][before & 0xff] ^ (before >> 8);
                }
            }
        }

        public int Width { get; }

        public ulong Ones { get; }

        public ulong[][] Tables { get; }
    }
}
