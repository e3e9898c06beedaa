using CustomerLake.Harness.Records;

namespace CustomerLake.Harness;

/// <summary>A stage could not do its work: which resource, what AWS said, and what its log says.</summary>
public sealed class StageException(
    StageName stage,
    string resource,
    string reason,
    IReadOnlyList<string>? log = null,
    Exception? inner = null
) : Exception(Compose(stage, resource, reason, log ?? []), inner)
{
    public StageName Stage => stage;

    public string Resource => resource;

    public IReadOnlyList<string> Log => log ?? [];

    private static string Compose(StageName stage, string resource, string reason, IReadOnlyList<string> log) =>
        $"{stage} failed at {resource}: {reason}"
        + string.Concat(log.Select(line => $"{Environment.NewLine}  | {line}"));
}
