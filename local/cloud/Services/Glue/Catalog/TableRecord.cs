using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.Glue.Catalog;

/// <summary>A table as it is kept: what was put in, and what the service knows besides.</summary>
internal sealed record TableRecord
{
    public required string Database { get; init; }

    public required TableInput Input { get; init; }

    public required DateTimeOffset CreateTime { get; init; }

    public required DateTimeOffset UpdateTime { get; init; }

    public required string CreatedBy { get; init; }

    /// <summary>Counts updates, from 0.</summary>
    public int Version { get; init; }

    public string Name => Input.Name;

    public IReadOnlyList<Column> PartitionKeys => Input.PartitionKeys ?? [];

    public IReadOnlyDictionary<string, string> Parameters => Input.Parameters ?? new Dictionary<string, string>();

    public TableDescription ToDescription(Scope scope) =>
        new()
        {
            Name = Name,
            DatabaseName = Database,
            Description = Input.Description,
            Owner = Input.Owner,
            CreateTime = CreateTime,
            UpdateTime = UpdateTime,
            LastAccessTime = Input.LastAccessTime,
            LastAnalyzedTime = Input.LastAnalyzedTime,
            Retention = Input.Retention ?? 0,
            StorageDescriptor = Input.StorageDescriptor?.WithDefaults(),
            PartitionKeys = PartitionKeys,
            ViewOriginalText = Input.ViewOriginalText,
            ViewExpandedText = Input.ViewExpandedText,
            TableType = Input.TableType,
            Parameters = Input.Parameters,
            CreatedBy = CreatedBy,
            CatalogId = scope.AccountId,
            VersionId = Version.ToString(System.Globalization.CultureInfo.InvariantCulture),
        };

    public TableVersion ToVersion(Scope scope)
    {
        var table = ToDescription(scope);
        return new TableVersion(table, table.VersionId);
    }
}
