using System.Text;

namespace CustomerLake.Local.Cloud.Services.Glue.Classifiers;

/// <summary>A type read off data or out of a file's footer, as the catalog will spell it.</summary>
internal abstract record InferredType
{
    private InferredType() { }

    public static readonly InferredType String = new Scalar("string");
    public static readonly InferredType BigInt = new Scalar("bigint");
    public static readonly InferredType Int = new Scalar("int");
    public static readonly InferredType Double = new Scalar("double");
    public static readonly InferredType Boolean = new Scalar("boolean");

    /// <summary>Nothing but nulls or empty cells was seen; the catalog says string.</summary>
    public static readonly InferredType Unknown = new Scalar("string") { IsUnknown = true };

    public sealed record Scalar(string Name) : InferredType
    {
        public bool IsUnknown { get; init; }
    }

    public sealed record Array(InferredType Element) : InferredType;

    public sealed record Map(InferredType Key, InferredType Value) : InferredType;

    public sealed record Struct(IReadOnlyList<InferredField> Fields) : InferredType;

    /// <summary>The Hive spelling, as a column's Type in the catalog.</summary>
    public string ToHive()
    {
        var text = new StringBuilder();
        Write(this, text);
        return text.ToString();
    }

    private static void Write(InferredType type, StringBuilder text)
    {
        switch (type)
        {
            case Scalar scalar:
                text.Append(scalar.Name);
                break;
            case Array array:
                text.Append("array<");
                Write(array.Element, text);
                text.Append('>');
                break;
            case Map map:
                text.Append("map<");
                Write(map.Key, text);
                text.Append(',');
                Write(map.Value, text);
                text.Append('>');
                break;
            case Struct { Fields.Count: 0 }:
                // Hive has no empty struct: an object that was always empty can only be kept as text.
                text.Append("string");
                break;
            case Struct structure:
                text.Append("struct<");
                foreach (var (index, field) in structure.Fields.Index())
                {
                    text.Append(index == 0 ? "" : ",").Append(field.Name).Append(':');
                    Write(field.Type, text);
                }
                text.Append('>');
                break;
        }
    }
}

/// <summary>A column or a struct's member with its type.</summary>
internal sealed record InferredField(string Name, InferredType Type);
