using System.Globalization;

namespace CustomerLake.Local.Cloud.Services.Glue.Catalog.Expressions;

/// <summary>One partition key in a condition, and how its values compare.</summary>
internal sealed record PartitionKey(string Name, int Place, string Type)
{
    /// <summary>How Hive spells a null partition value.</summary>
    private const string HiveNull = "__HIVE_DEFAULT_PARTITION__";

    public string TextOf(IReadOnlyList<string> values) => values[Place];

    public bool IsNull(IReadOnlyList<string> values) => values[Place] == HiveNull;

    /// <summary>Null for a null value, and for a value that its type cannot hold: such a partition matches nothing.</summary>
    public IComparable? ValueOf(IReadOnlyList<string> values) => IsNull(values) ? null : TryConvert(values[Place]);

    public IComparable Literal(string text) =>
        TryConvert(text)
        ?? throw GlueErrors.InvalidInput($"'{text}' is no value of the partition key {Name} of type {Type}.");

    private IComparable? TryConvert(string text) =>
        Type.Split('(')[0] switch
        {
            "tinyint" or "smallint" or "int" or "integer" or "bigint" or "long" => decimal.TryParse(
                text,
                NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture,
                out var whole
            )
                ? whole
                : null,
            "decimal" or "double" or "float" => decimal.TryParse(
                text,
                NumberStyles.Float,
                CultureInfo.InvariantCulture,
                out var number
            )
                ? number
                : null,
            "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", out var date) ? date : null,
            "timestamp" => DateTime.TryParse(
                text,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var time
            )
                ? time
                : null,
            "boolean" => bool.TryParse(text, out var flag) ? flag : null,
            _ => new OrdinalText(text),
        };

    /// <summary>Text compares by code unit, never by a culture.</summary>
    private sealed record OrdinalText(string Text) : IComparable
    {
        public int CompareTo(object? obj) => string.CompareOrdinal(Text, (obj as OrdinalText)?.Text);
    }
}
