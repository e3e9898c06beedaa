using Amazon.Glue;
using Amazon.Glue.Model;
using Amazon.S3.Model;
using CustomerLake.Harness.Records;

namespace CustomerLake.Harness.Stages;

/// <summary>
/// Whether a crawl took every file of a source into its table. A file that it cannot read as the table's format is in no
/// partition, and would be missing from every later stage without a word.
/// </summary>
internal static class Coverage
{
    private const int Shown = 5;

    /// <exception cref="StageException">Files lie where no table or partition is.</exception>
    public static async Task CheckAsync(StageContext context, Table table, CancellationToken cancellationToken)
    {
        var bucket = context.Outputs.RawBucket;
        var source = $"s3://{bucket}/{table.Name}/";
        var folders = await StageContext.TryAsync(
            StageName.Stage,
            $"table {table.Name}",
            () => FoldersAsync(context, table, cancellationToken)
        );
        var keys = await StageContext.TryAsync(
            StageName.Stage,
            source,
            () => KeysAsync(context, bucket, table.Name + "/", cancellationToken)
        );
        var missed = Missed(bucket, keys, folders);
        if (missed.Count > 0)
        {
            var more = missed.Count > Shown ? $" and {missed.Count - Shown} more" : "";
            throw new StageException(
                StageName.Stage,
                source,
                $"the crawler did not take {string.Join(", ", missed.Take(Shown))}{more} into the table '{table.Name}': "
                    + $"not of the form of its other files ({Form(table)}), or damaged. Repair or remove them, and run again."
            );
        }
    }

    /// <summary>The keys that lie in none of the folders; marks of folders and hidden files are no data.</summary>
    public static IReadOnlyList<string> Missed(
        string bucket,
        IEnumerable<string> keys,
        IReadOnlyCollection<string> folders
    ) =>
        [
            .. keys.Where(key =>
                key[(key.LastIndexOf('/') + 1)..] is { Length: > 0 } name
                && name[0] is not ('.' or '_')
                && !folders.Any(folder => $"s3://{bucket}/{key}".StartsWith(folder, StringComparison.Ordinal))
            ),
        ];

    private static async Task<IReadOnlyCollection<string>> FoldersAsync(
        StageContext context,
        Table table,
        CancellationToken cancellationToken
    )
    {
        if (table.PartitionKeys is not { Count: > 0 })
        {
            return [Folder(table.StorageDescriptor.Location)];
        }

        using var glue = context.Options.Target.Glue();
        var folders = new List<string>();
        string? next = null;
        do
        {
            var page = await glue.GetPartitionsAsync(
                new GetPartitionsRequest
                {
                    DatabaseName = table.DatabaseName,
                    TableName = table.Name,
                    ExcludeColumnSchema = true,
                    NextToken = next,
                },
                cancellationToken
            );
            folders.AddRange((page.Partitions ?? []).Select(partition => Folder(partition.StorageDescriptor.Location)));
            next = page.NextToken;
        } while (next is not null);

        return folders;
    }

    private static async Task<IReadOnlyList<string>> KeysAsync(
        StageContext context,
        string bucket,
        string prefix,
        CancellationToken cancellationToken
    )
    {
        using var s3 = context.Options.Target.S3();
        var keys = new List<string>();
        var pages = s3.Paginators.ListObjectsV2(new ListObjectsV2Request { BucketName = bucket, Prefix = prefix });
        await foreach (var page in pages.Responses.WithCancellation(cancellationToken))
        {
            keys.AddRange((page.S3Objects ?? []).Select(item => item.Key));
        }

        return keys;
    }

    private static string Folder(string location) => location.TrimEnd('/') + "/";

    private static string Form(Table table) => table.Parameters?.GetValueOrDefault("classification") ?? "unknown";
}
