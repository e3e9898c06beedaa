using System.Buffers.Binary;

namespace CustomerLake.Local.Cloud.Services.Glue.Classifiers.Parquet;

/// <summary>One element of the flattened schema tree in a Parquet footer.</summary>
internal sealed record ParquetElement
{
    public required string Name { get; init; }

    /// <summary>Physical type, or null for a group.</summary>
    public ParquetPhysical? Physical { get; init; }

    public bool IsRepeated { get; init; }

    public int Children { get; init; }

    public int? Converted { get; init; }

    public int Scale { get; init; }

    public int Precision { get; init; }

    public ParquetLogical Logical { get; init; } = ParquetLogical.None;
}

internal enum ParquetPhysical
{
    Boolean,
    Int32,
    Int64,
    Int96,
    Float,
    Double,
    ByteArray,
    FixedLengthByteArray,
}

/// <summary>LogicalType of parquet.thrift: the union's field number, and the parameters that a type has.</summary>
internal readonly record struct ParquetLogical(int Kind, int Scale, int Precision, int BitWidth, bool IsSigned)
{
    public static readonly ParquetLogical None;
}

/// <summary>What a crawler needs of a Parquet file: it reads the end of the file and nothing else.</summary>
internal sealed record ParquetFooter(IReadOnlyList<ParquetElement> Elements, long Rows)
{
    private static readonly byte[] Magic = "PAR1"u8.ToArray();
    private const int LongestFooter = 64 * 1024 * 1024;

    public static bool HasMagic(ReadOnlySpan<byte> head) => head.StartsWith(Magic);

    public static ParquetFooter Read(Stream file)
    {
        Span<byte> end = stackalloc byte[8];
        if (file.Length < 12)
        {
            throw new InvalidDataException("The file is too short for Parquet.");
        }
        file.Seek(-8, SeekOrigin.End);
        file.ReadExactly(end);
        var length = BinaryPrimitives.ReadInt32LittleEndian(end);
        if (!end[4..].SequenceEqual(Magic) || length <= 0 || length > Math.Min(file.Length - 12, LongestFooter))
        {
            throw new InvalidDataException("The file begins as Parquet but its footer is missing or damaged.");
        }
        var footer = new byte[length];
        file.Seek(-8 - length, SeekOrigin.End);
        file.ReadExactly(footer);
        return Parse(footer);
    }

    private static ParquetFooter Parse(ReadOnlySpan<byte> bytes)
    {
        var reader = new ThriftCompactReader(bytes);
        List<ParquetElement> elements = [];
        long rows = 0;
        var id = 0;
        while (true)
        {
            (id, var type) = reader.ReadField(id);
            switch (id, type)
            {
                case (_, ThriftCompactReader.Stop):
                    return new ParquetFooter(elements, rows);
                case (2, _):
                    var (count, _) = reader.ReadListHeader();
                    for (var index = 0; index < count; index++)
                    {
                        elements.Add(ReadElement(ref reader));
                    }
                    break;
                case (3, _):
                    rows = reader.ReadInt64();
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }
    }

    private static ParquetElement ReadElement(ref ThriftCompactReader reader)
    {
        var element = new ParquetElement { Name = "" };
        var id = 0;
        while (true)
        {
            (id, var type) = reader.ReadField(id);
            if (type == ThriftCompactReader.Stop)
            {
                return element;
            }
            element = id switch
            {
                1 => element with { Physical = (ParquetPhysical)reader.ReadInt32() },
                3 => element with { IsRepeated = reader.ReadInt32() == 2 },
                4 => element with { Name = reader.ReadString() },
                5 => element with { Children = reader.ReadInt32() },
                6 => element with { Converted = reader.ReadInt32() },
                7 => element with { Scale = reader.ReadInt32() },
                8 => element with { Precision = reader.ReadInt32() },
                10 => element with { Logical = ReadLogical(ref reader) },
                _ => Skip(ref reader, type, element),
            };
        }
    }

    private static T Skip<T>(ref ThriftCompactReader reader, byte type, T unchanged)
    {
        reader.Skip(type);
        return unchanged;
    }

    private static ParquetLogical ReadLogical(ref ThriftCompactReader reader)
    {
        var logical = ParquetLogical.None;
        var id = 0;
        while (true)
        {
            (id, var type) = reader.ReadField(id);
            if (type == ThriftCompactReader.Stop)
            {
                return logical;
            }
            logical = id switch
            {
                ParquetLogicalKind.Decimal => ReadDecimal(ref reader),
                ParquetLogicalKind.Integer => ReadInteger(ref reader),
                _ => Skip(ref reader, type, ParquetLogical.None with { Kind = id }),
            };
        }
    }

    private static ParquetLogical ReadDecimal(ref ThriftCompactReader reader)
    {
        var logical = ParquetLogical.None with { Kind = ParquetLogicalKind.Decimal };
        var id = 0;
        while (true)
        {
            (id, var type) = reader.ReadField(id);
            if (type == ThriftCompactReader.Stop)
            {
                return logical;
            }
            logical = id switch
            {
                1 => logical with { Scale = reader.ReadInt32() },
                2 => logical with { Precision = reader.ReadInt32() },
                _ => Skip(ref reader, type, logical),
            };
        }
    }

    private static ParquetLogical ReadInteger(ref ThriftCompactReader reader)
    {
        var logical = ParquetLogical.None with { Kind = ParquetLogicalKind.Integer };
        var id = 0;
        while (true)
        {
            (id, var type) = reader.ReadField(id);
            switch (id, type)
            {
                case (_, ThriftCompactReader.Stop):
                    return logical;
                case (1, _):
                    logical = logical with { BitWidth = reader.ReadSByte() };
                    break;
                case (2, _):
                    logical = logical with { IsSigned = type == ThriftCompactReader.True };
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }
    }
}

/// <summary>Field numbers of the LogicalType union.</summary>
internal static class ParquetLogicalKind
{
    public const int String = 1;
    public const int Map = 2;
    public const int List = 3;
    public const int Enum = 4;
    public const int Decimal = 5;
    public const int Date = 6;
    public const int Time = 7;
    public const int Timestamp = 8;
    public const int Integer = 10;
    public const int Json = 12;
}
