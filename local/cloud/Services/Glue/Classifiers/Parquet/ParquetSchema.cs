using System.Globalization;

namespace CustomerLake.Local.Cloud.Services.Glue.Classifiers.Parquet;

using static InferredType;

/// <summary>Hive columns of a Parquet schema, as Parquet's format notes and Hive's reader understand it.</summary>
internal sealed class ParquetSchema
{
    private readonly IReadOnlyList<ParquetElement> _elements;
    private int _next;

    private ParquetSchema(IReadOnlyList<ParquetElement> elements) => _elements = elements;

    /// <summary>Columns in file order; names keep their case.</summary>
    public static IReadOnlyList<InferredField> Columns(ParquetFooter footer)
    {
        if (footer.Elements.Count == 0)
        {
            throw new InvalidDataException("The Parquet footer has no schema.");
        }
        var reader = new ParquetSchema(footer.Elements) { _next = 1 };
        return reader.Fields(footer.Elements[0].Children);
    }

    private List<InferredField> Fields(int count)
    {
        var fields = new List<InferredField>();
        for (var index = 0; index < count; index++)
        {
            var element = Peek();
            fields.Add(new InferredField(element.Name, Field()));
        }
        return fields;
    }

    /// <summary>A repeated field outside LIST and MAP is a list of required elements (Parquet's backward rule).</summary>
    private InferredType Field()
    {
        var element = Peek();
        var type = Value();
        return element.IsRepeated ? new InferredType.Array(type) : type;
    }

    private InferredType Value()
    {
        var element = Take();
        if (element.Physical is not null)
        {
            return ParquetTypes.Of(element);
        }
        const int convertedMap = 1;
        const int convertedMapKeyValue = 2;
        const int convertedList = 3;
        if (element.Logical.Kind == ParquetLogicalKind.List || element.Converted == convertedList)
        {
            return List(element);
        }
        return
            element.Logical.Kind == ParquetLogicalKind.Map || element.Converted is convertedMap or convertedMapKeyValue
            ? MapOf(element)
            : new Struct(Fields(element.Children));
    }

    private InferredType.Array List(ParquetElement list)
    {
        var repeated = Peek();
        // Three levels when the repeated group only wraps one element; two when it is the element itself.
        var isElement =
            repeated.Physical is not null
            || repeated.Children > 1
            || repeated.Name == "array"
            || repeated.Name == list.Name + "_tuple";
        if (isElement)
        {
            return new InferredType.Array(Value());
        }
        Take();
        return new InferredType.Array(Field());
    }

    private Map MapOf(ParquetElement map)
    {
        var entry = Take();
        if (map.Children != 1 || entry.Children != 2)
        {
            throw new InvalidDataException($"The Parquet map '{map.Name}' has no key and value.");
        }
        var key = Field();
        return new Map(key, Field());
    }

    private ParquetElement Peek() =>
        _next < _elements.Count
            ? _elements[_next]
            : throw new InvalidDataException("The Parquet schema announces more elements than it has.");

    private ParquetElement Take()
    {
        var element = Peek();
        _next++;
        return element;
    }
}

/// <summary>Hive's name of a primitive Parquet type.</summary>
internal static class ParquetTypes
{
    // ConvertedType numbers of parquet.thrift.
    private const int Utf8 = 0;
    private const int Enum = 4;
    private const int Decimal = 5;
    private const int Date = 6;
    private const int TimestampMillis = 9;
    private const int TimestampMicros = 10;
    private const int UInt8 = 11;
    private const int Int64 = 18;
    private const int Json = 19;

    // By ConvertedType, from UInt8 to Int64: an unsigned type takes the next wider signed one.
    private static readonly string[] Integers =
    [
        "smallint",
        "int",
        "bigint",
        "decimal(20,0)",
        "tinyint",
        "smallint",
        "int",
        "bigint",
    ];

    public static InferredType Of(ParquetElement element) => new Scalar(Name(element));

    private static string Name(ParquetElement element)
    {
        var (logical, converted) = (element.Logical, element.Converted);
        if (logical.Kind == ParquetLogicalKind.Decimal)
        {
            return DecimalName(logical.Precision, logical.Scale);
        }
        if (converted == Decimal)
        {
            return DecimalName(element.Precision, element.Scale);
        }
        if (logical.Kind == ParquetLogicalKind.Integer)
        {
            var width = logical.BitWidth switch
            {
                8 => 0,
                16 => 1,
                32 => 2,
                _ => 3,
            };
            return Integers[(logical.IsSigned ? 4 : 0) + width];
        }
        if (converted is >= UInt8 and <= Int64)
        {
            return Integers[converted.Value - UInt8];
        }
        if (logical.Kind == ParquetLogicalKind.Date || converted == Date)
        {
            return "date";
        }
        if (logical.Kind == ParquetLogicalKind.Timestamp || converted is TimestampMillis or TimestampMicros)
        {
            return "timestamp";
        }
        var isText =
            logical.Kind is ParquetLogicalKind.String or ParquetLogicalKind.Enum or ParquetLogicalKind.Json
            || converted is Utf8 or Enum or Json;
        return isText ? "string" : PhysicalName(element.Physical);
    }

    private static string PhysicalName(ParquetPhysical? physical) =>
        physical switch
        {
            ParquetPhysical.Boolean => "boolean",
            ParquetPhysical.Int32 => "int",
            ParquetPhysical.Int64 => "bigint",
            // Impala's and Spark's old timestamps; Parquet has no other use for the type.
            ParquetPhysical.Int96 => "timestamp",
            ParquetPhysical.Float => "float",
            ParquetPhysical.Double => "double",
            _ => "binary",
        };

    private static string DecimalName(int precision, int scale) =>
        string.Create(CultureInfo.InvariantCulture, $"decimal({precision},{scale})");
}
