using Amazon.S3;
using Amazon.S3.Model;
using CustomerLake.Harness.Records;

namespace CustomerLake.Harness.Stages;

/// <summary>Acquire: the files of the data folder land in the raw zone under the same keys.</summary>
internal static class AcquireStage
{
    public static async Task<StageRecord> RunAsync(StageContext context, CancellationToken cancellationToken)
    {
        var folder = context.Options.DataFolder;
        var sources = context.Contracts.Select(contract => contract.Source).ToList();
        var files = sources.SelectMany(source => FilesOf(folder, source)).ToList();
        using var s3 = context.Options.Target.S3();
        if (context.Options.ReplaceRaw)
        {
            await RemoveOthersAsync(context, s3, sources, [.. files.Select(file => file.Key)], cancellationToken);
        }

        long bytes = 0;
        await Parallel.ForEachAsync(
            files,
            new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellationToken },
            async (file, token) =>
            {
                await StageContext.TryAsync(
                    StageName.Acquire,
                    $"s3://{context.Outputs.RawBucket}/{file.Key}",
                    () =>
                        s3.PutObjectAsync(
                            new PutObjectRequest
                            {
                                BucketName = context.Outputs.RawBucket,
                                Key = file.Key,
                                FilePath = file.Path,
                            },
                            token
                        )
                );
                Interlocked.Add(ref bytes, new FileInfo(file.Path).Length);
            }
        );

        return new StageRecord
        {
            Name = StageName.Acquire,
            In = files.Count,
            InUnit = "files",
            Out = files.Count,
            OutUnit = "objects",
            Bytes = bytes,
        };
    }

    private static IEnumerable<(string Key, string Path)> FilesOf(string folder, string source)
    {
        var root = Path.Combine(folder, source);
        var files = Directory.Exists(root)
            ? Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList()
            : [];
        return files.Count > 0
            ? files.Select(path => (Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/'), path))
            : throw new StageException(
                StageName.Acquire,
                root,
                $"the data folder has no files of the source '{source}'; check the folder that was given, or make a sample with `lake sample`."
            );
    }

    private static async Task RemoveOthersAsync(
        StageContext context,
        IAmazonS3 s3,
        List<string> sources,
        HashSet<string> keep,
        CancellationToken cancellationToken
    )
    {
        foreach (var source in sources)
        {
            var prefix = $"s3://{context.Outputs.RawBucket}/{source}/";
            await StageContext.TryAsync(
                StageName.Acquire,
                prefix,
                async () =>
                {
                    var pages = s3.Paginators.ListObjectsV2(
                        new ListObjectsV2Request { BucketName = context.Outputs.RawBucket, Prefix = source + "/" }
                    );
                    await foreach (var page in pages.Responses.WithCancellation(cancellationToken))
                    {
                        var others = (page.S3Objects ?? [])
                            .Where(item => !keep.Contains(item.Key))
                            .Select(item => new KeyVersion { Key = item.Key })
                            .ToList();
                        if (others.Count > 0)
                        {
                            // 200 may carry errors: the SDK raises DeleteObjectsException for them.
                            await s3.DeleteObjectsAsync(
                                new DeleteObjectsRequest { BucketName = context.Outputs.RawBucket, Objects = others },
                                cancellationToken
                            );
                        }
                    }

                    return true;
                }
            );
        }
    }
}
