using System.Globalization;
using System.Text.Json;
using CustomerLake.Local.Cloud.Services.Glue.Catalog;
using CustomerLake.Local.Cloud.Services.Glue.Classifiers;
using CustomerLake.Local.Cloud.Services.Glue.Crawlers.Discovery;

namespace CustomerLake.Local.Cloud.Services.Glue.Crawlers.Writing;

/// <summary>How a crawler writes what it found into the catalog, member by member as published dumps show it.</summary>
internal sealed class TableInputs(string crawler, string crawlId, S3Target target, TimeProvider time)
{
    public const string UpdatedBy = "UPDATED_BY_CRAWLER";
    public const string DeprecatedBy = "DEPRECATED_BY_CRAWLER";
    public const string RunId = "CRAWL_RUN_ID";

    private readonly string _bucket = S3Path.Parse(target.Path).Bucket;

    public string LocationOf(string key) => new S3Path(_bucket, key).ToString();

    public TableInput Table(FoundTable table, string name)
    {
        var parameters = Parameters(table.Content, table.Size);
        if (table.PartitionKeys.Count > 0)
        {
            parameters["partition_filtering.enabled"] = "true";
        }

        return new TableInput
        {
            Name = name,
            Owner = "owner",
            LastAccessTime = time.GetUtcNow(),
            Retention = 0,
            TableType = "EXTERNAL_TABLE",
            StorageDescriptor = Storage(table.Content, LocationOf(table.Key), parameters),
            PartitionKeys = [.. table.PartitionKeys.Select(key => new Column { Name = key, Type = "string" })],
            Parameters = parameters,
        };
    }

    public PartitionInput Partition(FoundPartition partition)
    {
        var parameters = Parameters(partition.Content, partition.Size);
        return new PartitionInput
        {
            Values = partition.Values,
            LastAccessTime = time.GetUtcNow(),
            StorageDescriptor = Storage(partition.Content, LocationOf(partition.Prefix), parameters),
            Parameters = parameters,
        };
    }

    /// <summary>InheritFromTable: format, SerDe and columns are the table's; place and sizes are the partition's.</summary>
    public PartitionInput Inheriting(FoundPartition partition, TableInput table)
    {
        var own = Partition(partition);
        var parameters = new SortedDictionary<string, string>(
            (table.Parameters ?? new Dictionary<string, string>()).ToDictionary(),
            StringComparer.Ordinal
        );
        parameters.Remove("partition_filtering.enabled");
        foreach (var name in (string[])["averageRecordSize", "objectCount", "recordCount", "sizeKey", RunId])
        {
            parameters[name] = own.Parameters![name];
        }

        return own with
        {
            Parameters = parameters,
            StorageDescriptor = table.StorageDescriptor! with
            {
                Location = own.StorageDescriptor!.Location,
                Parameters = parameters,
            },
        };
    }

    private static StorageDescriptor Storage(
        Classification content,
        string location,
        IReadOnlyDictionary<string, string> parameters
    ) =>
        new()
        {
            Columns = [.. content.Columns.Select(ToColumn)],
            Location = location,
            InputFormat = content.Format.InputFormat,
            OutputFormat = content.Format.OutputFormat,
            Compressed = content.Compression != FileCompression.None,
            NumberOfBuckets = -1,
            SerdeInfo = new SerDeInfo
            {
                SerializationLibrary = content.Format.Library,
                Parameters = content.SerdeParameters,
            },
            BucketColumns = [],
            SortColumns = [],
            Parameters = parameters,
            StoredAsSubDirectories = false,
        };

    private static Column ToColumn(InferredField field) => new() { Name = field.Name, Type = field.Type.ToHive() };

    private SortedDictionary<string, string> Parameters(Classification content, DataSize size)
    {
        var parameters = new SortedDictionary<string, string>(
            content.TableParameters.ToDictionary(),
            StringComparer.Ordinal
        )
        {
            ["CrawlerSchemaDeserializerVersion"] = "1.0",
            ["CrawlerSchemaSerializerVersion"] = "1.0",
            [UpdatedBy] = crawler,
            [RunId] = crawlId,
            ["averageRecordSize"] = Text(content.Name == "parquet" ? size.AverageRecord : content.AverageRecordSize),
            ["classification"] = content.Name,
            ["compressionType"] = content.Compression,
            ["objectCount"] = Text(size.Objects),
            ["recordCount"] = Text(size.Records),
            ["sizeKey"] = Text(size.Bytes),
            ["typeOfData"] = "file",
        };
        if (target.Exclusions is { Count: > 0 } exclusions)
        {
            // Glue's ETL readers honour this property; the patterns are written out with the path they start from.
            var root = S3Path.Parse(target.Path);
            parameters["exclusions"] = JsonSerializer.Serialize(
                exclusions.Select(glob => $"s3://{root.Bucket}/{root.FolderPrefix}{glob}")
            );
        }

        return parameters;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
