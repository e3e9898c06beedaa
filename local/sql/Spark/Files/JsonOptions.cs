namespace CustomerLake.Local.Sql.Spark.Files;

/// <summary>Spark's options for reading and writing JSON.</summary>
internal sealed record JsonOptions
{
    public bool AllowComments { get; init; }
    public bool AllowSingleQuotes { get; init; } = true;
    public bool AllowUnquotedFieldNames { get; init; }
    public bool AllowNumericLeadingZeros { get; init; }
    public bool AllowNonNumericNumbers { get; init; } = true;
    public bool AllowUnquotedControlChars { get; init; }
    public bool AllowBackslashEscapingAnyCharacter { get; init; }
    public bool PrimitivesAsString { get; init; }
    public bool PrefersDecimal { get; init; }
    public bool DropFieldIfAllNull { get; init; }
    public bool IgnoreNullFields { get; init; } = true;

    /// <summary>Keys match whatever their case: for tables of the catalog, whose names are lower case.</summary>
    public bool IgnoresCase { get; init; }
    public bool IsMultiLine { get; init; }
    public bool IsPretty { get; init; }
    public string Mode { get; init; } = "PERMISSIVE";
    public string CorruptColumn { get; init; } = "_corrupt_record";
    public string? DateFormat { get; init; }
    public string? TimestampFormat { get; init; }
    public string? LineSeparator { get; init; }
    public string Zone { get; init; } = "UTC";

    public bool IsSame(string a, string b) =>
        string.Equals(a, b, IgnoresCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);

    public static JsonOptions Of(IReadOnlyDictionary<string, string> options, string zone)
    {
        var given = new ReaderOptions(options);
        return new JsonOptions
        {
            AllowComments = given.Flag("allowComments", false),
            AllowSingleQuotes = given.Flag("allowSingleQuotes", true),
            AllowUnquotedFieldNames = given.Flag("allowUnquotedFieldNames", false),
            AllowNumericLeadingZeros = given.Flag("allowNumericLeadingZeros", false),
            AllowNonNumericNumbers = given.Flag("allowNonNumericNumbers", true),
            AllowUnquotedControlChars = given.Flag("allowUnquotedControlChars", false),
            AllowBackslashEscapingAnyCharacter = given.Flag("allowBackslashEscapingAnyCharacter", false),
            PrimitivesAsString = given.Flag("primitivesAsString", false),
            PrefersDecimal = given.Flag("prefersDecimal", false),
            DropFieldIfAllNull = given.Flag("dropFieldIfAllNull", false),
            IgnoreNullFields = given.Flag("ignoreNullFields", true),
            IsMultiLine = given.Flag("multiLine", false),
            IsPretty = given.Flag("pretty", false),
            Mode = (given.Text("mode") ?? "PERMISSIVE").ToUpperInvariant(),
            CorruptColumn = given.Text("columnNameOfCorruptRecord") ?? "_corrupt_record",
            DateFormat = given.Text("dateFormat"),
            TimestampFormat = given.Text("timestampFormat"),
            LineSeparator = given.Text("lineSep"),
            Zone = given.Text("timeZone") ?? zone,
        };
    }
}

/// <summary>Options by name, case-insensitively.</summary>
internal sealed class ReaderOptions(IReadOnlyDictionary<string, string> options)
{
    private readonly Dictionary<string, string> _options = new(options, StringComparer.OrdinalIgnoreCase);

    public string? Text(string name) => _options.GetValueOrDefault(name);

    public bool Flag(string name, bool otherwise) =>
        _options.TryGetValue(name, out var text)
            ? string.Equals(text, "true", StringComparison.OrdinalIgnoreCase)
            : otherwise;
}
