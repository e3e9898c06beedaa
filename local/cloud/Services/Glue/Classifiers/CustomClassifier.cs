using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.Glue.Classifiers;

/// <summary>A user-defined classifier as it is kept: exactly one of the two is there.</summary>
internal sealed record CustomClassifier
{
    public required string Name { get; init; }

    public CsvClassifierInput? Csv { get; init; }

    public JsonClassifierInput? Json { get; init; }

    public required DateTimeOffset CreationTime { get; init; }

    public required DateTimeOffset LastUpdated { get; init; }

    public long Version { get; init; } = 1;

    public IClassifier ToClassifier() =>
        Csv is not null ? new CsvClassifier(CustomCsv.Options(Csv)) : new JsonClassifier(PathOf(Json!));

    /// <exception cref="AwsException">InvalidInputException, or NotImplemented for a path step that is not understood.</exception>
    public static JsonPath PathOf(JsonClassifierInput input) =>
        JsonPath.TryParse(input.JsonPath ?? throw GlueErrors.InvalidInput("A JSON classifier needs a JsonPath."))
        ?? throw GlueErrors.NotEmulated($"the JSON path '{input.JsonPath}' ($, .name, ['name'], [n], [*] and .* are)");

    public ClassifierDescription ToDescription() =>
        Csv is not null
            ? new ClassifierDescription { CsvClassifier = DescribeCsv(Csv) }
            : new ClassifierDescription
            {
                JsonClassifier = new JsonClassifierDescription
                {
                    Name = Name,
                    CreationTime = CreationTime,
                    LastUpdated = LastUpdated,
                    Version = Version,
                    JsonPath = Json!.JsonPath!,
                },
            };

    private CsvClassifierDescription DescribeCsv(CsvClassifierInput csv) =>
        new()
        {
            Name = Name,
            CreationTime = CreationTime,
            LastUpdated = LastUpdated,
            Version = Version,
            Delimiter = csv.Delimiter,
            QuoteSymbol = csv.QuoteSymbol,
            ContainsHeader = csv.ContainsHeader ?? "UNKNOWN",
            Header = csv.Header,
            DisableValueTrimming = csv.DisableValueTrimming ?? false,
            AllowSingleColumn = csv.AllowSingleColumn ?? false,
            CustomDatatypeConfigured = csv.CustomDatatypeConfigured ?? false,
            CustomDatatypes = csv.CustomDatatypes,
            Serde = csv.Serde,
        };
}

/// <summary>The wire form of a CSV classifier, checked and turned into reading rules.</summary>
internal static class CustomCsv
{
    private static readonly string[] Datatypes =
    [
        "BINARY",
        "BOOLEAN",
        "DATE",
        "DECIMAL",
        "DOUBLE",
        "FLOAT",
        "INT",
        "LONG",
        "SHORT",
        "STRING",
        "TIMESTAMP",
    ];

    public static CsvOptions Options(CsvClassifierInput input) =>
        new()
        {
            Delimiters = input.Delimiter is null ? CsvOptions.KnownDelimiters : [Single(input.Delimiter, "Delimiter")],
            Quote = input.QuoteSymbol is null ? CsvOptions.BuiltIn.Quote : Single(input.QuoteSymbol, "QuoteSymbol"),
            Header = HeaderRule(input.ContainsHeader),
            ColumnNames = input.Header ?? [],
            AllowsSingleColumn = input.AllowSingleColumn ?? false,
            TrimsValues = !(input.DisableValueTrimming ?? false),
            ColumnTypes =
                input.CustomDatatypeConfigured == true ? [.. (input.CustomDatatypes ?? []).Select(HiveType)] : [],
            Serde = SerdeOf(input.Serde),
            IsCustom = true,
        };

    /// <summary>Reports the first fault as the service does; the caller has not stored anything yet.</summary>
    public static void Check(CsvClassifierInput input)
    {
        var options = Options(input);
        if (input.Delimiter is not null && options.Delimiters[0] == options.Quote)
        {
            throw GlueErrors.InvalidInput("Delimiter and QuoteSymbol must differ.");
        }

        if (
            options.ColumnNames.Count > 0
            && options.ColumnTypes.Count > 0
            && options.ColumnNames.Count != options.ColumnTypes.Count
        )
        {
            throw GlueErrors.InvalidInput(
                $"Header has {options.ColumnNames.Count} names, CustomDatatypes {options.ColumnTypes.Count} types."
            );
        }
    }

    private static char Single(string text, string member) =>
        text.Length == 1
            ? text[0]
            : throw GlueErrors.InvalidInput($"{member} must be a single character, not '{text}'.");

    private static CsvHeaderRule HeaderRule(string? text) =>
        text switch
        {
            null or "UNKNOWN" => CsvHeaderRule.Unknown,
            "PRESENT" => CsvHeaderRule.Present,
            "ABSENT" => CsvHeaderRule.Absent,
            _ => throw GlueErrors.InvalidInput($"ContainsHeader must be UNKNOWN, PRESENT or ABSENT, not '{text}'."),
        };

    private static SerdeFormat SerdeOf(string? text) =>
        text switch
        {
            null or "LazySimpleSerDe" or "None" => SerdeFormat.LazySimple,
            "OpenCSVSerDe" => SerdeFormat.OpenCsv,
            _ => throw GlueErrors.InvalidInput($"Serde must be OpenCSVSerDe, LazySimpleSerDe or None, not '{text}'."),
        };

    private static string HiveType(string datatype)
    {
        var upper = datatype.ToUpperInvariant();
        if (!Datatypes.Contains(upper))
        {
            throw GlueErrors.InvalidInput($"CustomDatatypes knows {string.Join(", ", Datatypes)}, not '{datatype}'.");
        }

        return upper switch
        {
            "LONG" => "bigint",
            "SHORT" => "smallint",
            "DECIMAL" => "decimal(10,0)",
            _ => upper.ToLowerInvariant(),
        };
    }
}
