using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.S3;
using CustomerLake.Local.Sql;
using CustomerLake.Local.Sql.Storage;

namespace CustomerLake.Local.Cloud.Services.Glue.Sql;

/// <summary>S3 as a SQL session sees it, in the name of one caller: Athena's, or a job run's role.</summary>
/// <param name="objects">The store.</param>
/// <param name="call">The caller.</param>
/// <param name="attributes">What is said about published objects, such as their encryption; null: the bucket's defaults.</param>
internal sealed class S3SqlStorage(ObjectStore objects, CallContext call, ObjectAttributes? attributes = null)
    : ISqlStorage
{
    public ISqlScan OpenScan(string location)
    {
        var path = Parse(location);
        return Translate(() => new Scan(objects.OpenScan(call, path.Bucket, path.Key)));
    }

    public ISqlOutputFolder NewOutputFolder() => new OutputFolder(objects.NewScratchFolder());

    public async Task PublishAsync(SqlPublication publication, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(publication);
        var path = Parse(publication.Location);
        var prefix = path.FolderPrefix;
        var files = publication.Files.Select(file => new NewObject(
            prefix + file.Key,
            file.Path,
            attributes ?? new ObjectAttributes()
        ));
        IReadOnlyList<string> replaced = publication.Replaces switch
        {
            SqlReplacement.Nothing => [],
            SqlReplacement.Everything => [prefix],
            SqlReplacement.PartitionFolders =>
            [
                .. publication.PartitionFolders.Select(folder => prefix + Slashed(folder)),
            ],
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        try
        {
            await objects.PublishAsync(call, path.Bucket, [.. files], replaced, cancellationToken);
        }
        catch (AwsException fault)
        {
            throw Translated(fault);
        }
    }

    private static string Slashed(string folder) => folder.EndsWith('/') ? folder : folder + "/";

    private static S3Path Parse(string location) =>
        S3Path.TryParse(location)
        ?? throw new SqlException(
            "INVALID_LOCATION",
            $"'{location}' is no S3 location of the form s3://bucket/prefix/."
        );

    private static T Translate<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (AwsException fault)
        {
            throw Translated(fault);
        }
    }

    private static SqlException Translated(AwsException fault) =>
        fault.Status == 403
            ? new SqlException(
                "PERMISSION_DENIED",
                $"{fault.Message} (Service: Amazon S3; Error Code: {fault.Code})",
                fault
            )
            : new SqlException(
                "HIVE_FILESYSTEM_ERROR",
                $"{fault.Message} (Service: Amazon S3; Error Code: {fault.Code})",
                fault
            );

    private sealed class Scan(ObjectScan scan) : ISqlScan
    {
        public IReadOnlyList<SqlObject> Objects { get; } =
        [
            .. scan
                .Objects.Select(item => new SqlObject(item.Uri, item.Path, item.Size)
                {
                    Modified = item.Version.Modified,
                })
                .OrderBy(item => item.Uri, StringComparer.Ordinal),
        ];

        public void Dispose() => scan.Dispose();
    }

    private sealed class OutputFolder(string path) : ISqlOutputFolder
    {
        public string Path => path;

        public void Dispose()
        {
            if (Directory.Exists(path))
            {
                Directory.Delete(path, recursive: true);
            }
        }
    }
}
