using Amazon.S3.Model;
using CustomerLake.Harness.Records;

namespace CustomerLake.Harness.Stages;

/// <summary>Store: what the job wrote lies in the curated zone; the second crawler catalogs it.</summary>
internal static class StoreStage
{
    public static async Task<StageRecord> RunAsync(StageContext context, CancellationToken cancellationToken)
    {
        var bucket = context.Outputs.CuratedBucket;
        var (objects, bytes) = await StageContext.TryAsync(
            StageName.Store,
            $"s3://{bucket}",
            () => MeasureAsync(context, bucket, cancellationToken)
        );
        var tables = await Crawling.RunAsync(
            context,
            StageName.Store,
            context.Outputs.CuratedCrawler,
            context.Outputs.CuratedDatabase,
            cancellationToken
        );
        foreach (var missing in (context.Expected?.Tables.Keys ?? []).Except(tables.Select(table => table.Name)))
        {
            throw new StageException(
                StageName.Store,
                $"database {context.Outputs.CuratedDatabase}",
                $"the crawler made no table '{missing}' (it made: {string.Join(", ", tables.Select(table => table.Name))})"
            );
        }

        return new StageRecord
        {
            Name = StageName.Store,
            In = objects,
            InUnit = "objects",
            Out = tables.Count,
            OutUnit = "tables",
            Bytes = bytes,
        };
    }

    private static async Task<(long Objects, long Bytes)> MeasureAsync(
        StageContext context,
        string bucket,
        CancellationToken cancellationToken
    )
    {
        using var s3 = context.Options.Target.S3();
        var (objects, bytes) = (0L, 0L);
        await foreach (
            var page in s3
                .Paginators.ListObjectsV2(new ListObjectsV2Request { BucketName = bucket })
                .Responses.WithCancellation(cancellationToken)
        )
        {
            objects += page.S3Objects?.Count ?? 0;
            bytes += page.S3Objects?.Sum(item => item.Size ?? 0) ?? 0;
        }

        return (objects, bytes);
    }
}
