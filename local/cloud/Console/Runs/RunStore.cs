using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Local.Cloud.Console.Runs;

/// <summary>The last run of every stack.</summary>
internal sealed class RunStore(CloudState state)
{
    private static readonly Scope Everywhere = new("", "");
    private readonly ResourceTable<RunReport> _runs = state.Table<RunReport>("console-run");

    public void Put(RunReport run) => _runs.Put(Everywhere, run.Stack, run);

    public IReadOnlyList<RunReport> List() => _runs.List(Everywhere);
}
