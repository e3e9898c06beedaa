namespace CustomerLake.Local.Cloud.Services.Glue.Classifiers;

internal enum CsvHeaderRule
{
    Unknown,
    Present,
    Absent,
}

/// <summary>How delimited text is read: the built-in rules, or those of a custom CSV classifier.</summary>
internal sealed record CsvOptions
{
    /// <summary>The delimiters that AWS tries, in its order; the last is Ctrl-A, Hive's own.</summary>
    public static readonly IReadOnlyList<char> KnownDelimiters = [',', '|', '\t', ';', '\u0001'];

    public static readonly CsvOptions BuiltIn = new();

    public IReadOnlyList<char> Delimiters { get; init; } = KnownDelimiters;

    public char Quote { get; init; } = '"';

    public CsvHeaderRule Header { get; init; } = CsvHeaderRule.Unknown;

    /// <summary>Names that replace the header's.</summary>
    public IReadOnlyList<string> ColumnNames { get; init; } = [];

    public bool AllowsSingleColumn { get; init; }

    public bool TrimsValues { get; init; }

    /// <summary>Hive types given by the classifier instead of inferred ones.</summary>
    public IReadOnlyList<string> ColumnTypes { get; init; } = [];

    public SerdeFormat Serde { get; init; } = SerdeFormat.LazySimple;

    /// <summary>A custom classifier claims a file of one line too; the built-in one wants two rows.</summary>
    public bool IsCustom { get; init; }
}
