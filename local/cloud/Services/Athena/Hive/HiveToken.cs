namespace CustomerLake.Local.Cloud.Services.Athena.Hive;

internal enum HiveTokenKind
{
    Word,
    Quoted,
    Text,
    Number,
    Symbol,
    End,
}

/// <summary>One token of a Hive statement: what it means (<paramref name="Value"/>) and how it was written.</summary>
internal readonly record struct HiveToken(HiveTokenKind Kind, string Value, int Start, int End, int Line, int Column)
{
    public bool Is(string word) =>
        Kind is HiveTokenKind.Word or HiveTokenKind.Symbol && Value.Equals(word, StringComparison.OrdinalIgnoreCase);
}
