namespace CustomerLake.Local.Cloud.Services.Glue.Classifiers;

internal sealed record CsvClassifierInput
{
    public required string Name { get; init; }

    public string? Delimiter { get; init; }

    public string? QuoteSymbol { get; init; }

    /// <summary>UNKNOWN, PRESENT or ABSENT.</summary>
    public string? ContainsHeader { get; init; }

    public IReadOnlyList<string>? Header { get; init; }

    public bool? DisableValueTrimming { get; init; }

    public bool? AllowSingleColumn { get; init; }

    public bool? CustomDatatypeConfigured { get; init; }

    public IReadOnlyList<string>? CustomDatatypes { get; init; }

    /// <summary>OpenCSVSerDe, LazySimpleSerDe or None.</summary>
    public string? Serde { get; init; }
}

internal sealed record JsonClassifierInput
{
    public required string Name { get; init; }

    public string? JsonPath { get; init; }
}

internal sealed record ClassifierRequest
{
    public CsvClassifierInput? CsvClassifier { get; init; }

    public JsonClassifierInput? JsonClassifier { get; init; }
}

internal sealed record ClassifierNameRequest
{
    public required string Name { get; init; }
}

internal sealed record GetClassifiersRequest
{
    public int? MaxResults { get; init; }

    public string? NextToken { get; init; }
}

internal sealed record CsvClassifierDescription
{
    public required string Name { get; init; }

    public required DateTimeOffset CreationTime { get; init; }

    public required DateTimeOffset LastUpdated { get; init; }

    public required long Version { get; init; }

    public string? Delimiter { get; init; }

    public string? QuoteSymbol { get; init; }

    public string? ContainsHeader { get; init; }

    public IReadOnlyList<string>? Header { get; init; }

    public bool? DisableValueTrimming { get; init; }

    public bool? AllowSingleColumn { get; init; }

    public bool? CustomDatatypeConfigured { get; init; }

    public IReadOnlyList<string>? CustomDatatypes { get; init; }

    public string? Serde { get; init; }
}

internal sealed record JsonClassifierDescription
{
    public required string Name { get; init; }

    public required DateTimeOffset CreationTime { get; init; }

    public required DateTimeOffset LastUpdated { get; init; }

    public required long Version { get; init; }

    public required string JsonPath { get; init; }
}

internal sealed record ClassifierDescription
{
    public CsvClassifierDescription? CsvClassifier { get; init; }

    public JsonClassifierDescription? JsonClassifier { get; init; }
}

internal sealed record GetClassifierResponse(ClassifierDescription Classifier);

internal sealed record GetClassifiersResponse(IReadOnlyList<ClassifierDescription> Classifiers, string? NextToken);
