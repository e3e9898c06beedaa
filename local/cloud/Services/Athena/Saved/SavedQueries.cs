using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Local.Cloud.Services.Athena.Saved;

/// <summary>What workgroups keep for their users, as tables: named queries by id, prepared statements by name.</summary>
internal sealed class SavedQueries(StateDatabase database)
{
    public StateDatabase Database => database;

    public ResourceTable<NamedQueryDescription> Named { get; } = new(database, "athena-named-query");

    /// <summary>Ids of named queries, in the order of workgroup and creation: what a list walks.</summary>
    public ResourceTable<string> NamedOrder { get; } = new(database, "athena-named-query-order");

    public ResourceTable<PreparedStatementDescription> Prepared { get; } = new(database, "athena-prepared");

    /// <summary>A workgroup's name holds no <c>/</c>, so that one workgroup is one prefix.</summary>
    public static string Prefix(string workGroup) => workGroup + "/";

    public bool Any(Scope scope, string workGroup) =>
        NamedOrder.Entries(scope, Prefix(workGroup), limit: 1).Count > 0
        || Prepared.Entries(scope, Prefix(workGroup), limit: 1).Count > 0;

    public void DeleteAll(Scope scope, string workGroup)
    {
        foreach (var id in NamedOrder.List(scope, Prefix(workGroup)))
        {
            Named.Delete(scope, id);
        }

        NamedOrder.DeleteAll(scope, Prefix(workGroup));
        Prepared.DeleteAll(scope, Prefix(workGroup));
    }
}
