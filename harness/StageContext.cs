using Amazon.Runtime;
using CustomerLake.Harness.Records;

namespace CustomerLake.Harness;

/// <summary>What the stages of one run share: where to find things, and what earlier stages found out.</summary>
internal sealed class StageContext(HarnessOptions options)
{
    public HarnessOptions Options => options;

    public LakeOutputs Outputs => options.Outputs;

    public Polling Polling { get; } = new(options.Time, options.Deadline);

    /// <summary>One for each source, by the name of its file.</summary>
    public required IReadOnlyList<Contracts.DataContract> Contracts { get; init; }

    public Expectations.ExpectedResults? Expected { get; init; }

    public IReadOnlyDictionary<string, SourceCounts> Sources { get; set; } = new Dictionary<string, SourceCounts>();

    public List<Mismatch> Mismatches { get; } = [];

    public List<Anomaly> Anomalies { get; } = [];

    public bool AccessEnforced { get; set; }

    public AthenaQueries Queries(Amazon.Athena.IAmazonAthena athena) =>
        new(athena, Outputs.Workgroup, options.Deadline, options.Time);

    /// <summary>Does a step and turns what AWS says against it into the stage's failure.</summary>
    public static async Task<T> TryAsync<T>(StageName stage, string resource, Func<Task<T>> step)
    {
        try
        {
            return await step();
        }
        catch (AmazonServiceException fault)
        {
            throw new StageException(stage, resource, $"{fault.ErrorCode}: {fault.Message}", inner: fault);
        }
        catch (Exception fault)
            when (fault is QueryFailedException or TimeoutException or AmazonClientException or IOException)
        {
            throw new StageException(stage, resource, fault.Message, inner: fault);
        }
    }
}
