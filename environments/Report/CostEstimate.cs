using CustomerLake.Harness.Records;

namespace CustomerLake.Environments.Report;

/// <summary>
/// About what one run of the sample costs on AWS, in US dollars: the services that bill by use, at list prices
/// (https://aws.amazon.com/glue/pricing/, https://aws.amazon.com/athena/pricing/), with their minimum charges, which is
/// what small data comes to. Measured seconds are this machine's: the job's minimum hides that for a sample.
/// </summary>
internal sealed record CostEstimate(decimal Job, decimal Crawlers, decimal Queries)
{
    public const decimal PerDpuHour = 0.44m;
    public const decimal PerTebibyteScanned = 5m;

    private const decimal JobDpus = 2;
    private const decimal CrawlerDpus = 2;
    private const decimal MinJobSeconds = 60;
    private const decimal MinCrawlerSeconds = 600;
    private const decimal BytesPerTebibyte = 1024m * 1024 * 1024 * 1024;

    public decimal Total => Job + Crawlers + Queries;

    public static CostEstimate Of(RunRecord run)
    {
        var stages = run.Stages.ToDictionary(stage => stage.Name);
        return new CostEstimate(
            Dpu(JobDpus, MinJobSeconds, stages.GetValueOrDefault(StageName.Process)),
            Dpu(CrawlerDpus, MinCrawlerSeconds, stages.GetValueOrDefault(StageName.Stage))
                + Dpu(CrawlerDpus, MinCrawlerSeconds, stages.GetValueOrDefault(StageName.Store)),
            (stages.GetValueOrDefault(StageName.Analyze)?.Bytes ?? 0) / BytesPerTebibyte * PerTebibyteScanned
        );
    }

    private static decimal Dpu(decimal dpus, decimal minSeconds, StageRecord? stage) =>
        stage is null ? 0 : dpus * Math.Max((decimal)stage.Seconds, minSeconds) / 3600 * PerDpuHour;
}
