using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.Glue.Catalog;

/// <summary>Where a table's data lies and how it is read. A value: the same on the wire and in the state.</summary>
internal sealed record StorageDescriptor
{
    public IReadOnlyList<Column>? Columns { get; init; }

    public string? Location { get; init; }

    public IReadOnlyList<string>? AdditionalLocations { get; init; }

    public string? InputFormat { get; init; }

    public string? OutputFormat { get; init; }

    public bool? Compressed { get; init; }

    public int? NumberOfBuckets { get; init; }

    public SerDeInfo? SerdeInfo { get; init; }

    public IReadOnlyList<string>? BucketColumns { get; init; }

    public IReadOnlyList<SortOrder>? SortColumns { get; init; }

    public IReadOnlyDictionary<string, string>? Parameters { get; init; }

    public SkewedInfo? SkewedInfo { get; init; }

    public bool? StoredAsSubDirectories { get; init; }

    /// <summary>As the service answers: flags and counts are always there.</summary>
    public StorageDescriptor WithDefaults() =>
        this with
        {
            Columns = Columns ?? [],
            Compressed = Compressed ?? false,
            NumberOfBuckets = NumberOfBuckets ?? 0,
            SortColumns = SortColumns ?? [],
            StoredAsSubDirectories = StoredAsSubDirectories ?? false,
        };
}

internal sealed record Column
{
    public required string Name { get; init; }

    public string? Type { get; init; }

    public string? Comment { get; init; }

    public IReadOnlyDictionary<string, string>? Parameters { get; init; }
}

internal sealed record SerDeInfo
{
    public string? Name { get; init; }

    public string? SerializationLibrary { get; init; }

    public IReadOnlyDictionary<string, string>? Parameters { get; init; }
}

/// <summary>A sort column: 1 for ascending, 0 for descending.</summary>
internal sealed record SortOrder
{
    public required string Column { get; init; }

    [System.Text.Json.Serialization.JsonPropertyName("SortOrder")]
    public required int SortOrderValue { get; init; }
}

internal sealed record SkewedInfo
{
    public IReadOnlyList<string>? SkewedColumnNames { get; init; }

    public IReadOnlyList<string>? SkewedColumnValues { get; init; }

    public IReadOnlyDictionary<string, string>? SkewedColumnValueLocationMaps { get; init; }
}

/// <summary>Members that several reads share and that change nothing here.</summary>
internal abstract record AuditedRequest
{
    [Ignored("An audit remark of the caller; nothing here keeps an audit log.")]
    public AuditContext? AuditContext { get; init; }
}

internal sealed record AuditContext
{
    public string? AdditionalAuditContext { get; init; }

    public IReadOnlyList<string>? RequestedColumns { get; init; }

    public bool? AllColumnsRequested { get; init; }
}
