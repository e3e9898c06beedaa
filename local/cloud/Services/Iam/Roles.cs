using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Local.Cloud.Services.Iam;

/// <summary>The roles of every account, for IAM itself and for services that take them.</summary>
internal sealed class Roles(CloudState state)
{
    // Names differ in case but are unique without regard to it.
    private readonly ResourceTable<Role> _table = state.Table<Role>("iam-role");

    public Role? Find(string accountId, string name) =>
        _table.Find(Global(accountId), Key(name)) is { } role && role.Name == name ? role : null;

    public Role Require(CallContext call, string name) =>
        Find(call.AccountId, name) ?? throw IamErrors.NoSuchRole(name);

    /// <summary>The role that an ARN names, in whichever account; null when there is none.</summary>
    public Role? FindByArn(string arn) =>
        arn.Split(':', 6) is ["arn", "aws", "iam", "", var account, var resource]
        && resource.StartsWith("role/", StringComparison.Ordinal)
        && Find(account, resource[(resource.LastIndexOf('/') + 1)..]) is { } role
        && role.Arn == arn
            ? role
            : null;

    /// <summary>The role behind a session's ARN; null when the caller is no session of a role.</summary>
    public Role? FindBySession(string callerArn) =>
        callerArn.Split(':', 6) is ["arn", "aws", "sts", "", var account, var resource]
        && resource.Split('/') is ["assumed-role", var name, _]
            ? Find(account, name)
            : null;

    public IReadOnlyList<Role> List(CallContext call, string pathPrefix) =>
        [.. _table.List(call.GlobalScope).Where(role => role.Path.StartsWith(pathPrefix, StringComparison.Ordinal))];

    public void Add(CallContext call, Role role)
    {
        if (!_table.TryAdd(call.GlobalScope, Key(role.Name), role))
        {
            throw IamErrors.RoleExists(role.Name);
        }
    }

    /// <summary>Reads, changes and writes as one step.</summary>
    public Role Change(CallContext call, string name, Func<Role, Role> change) =>
        state.Database.InTransaction(() =>
        {
            var changed = change(Require(call, name));
            _table.Put(call.GlobalScope, Key(name), changed);
            return changed;
        });

    public void Delete(CallContext call, string name) =>
        state.Database.InTransaction(() =>
        {
            var role = Require(call, name);
            if (role.Attached.Count > 0)
            {
                throw IamErrors.Conflict("Cannot delete entity, must detach all policies first.");
            }

            if (role.Inline.Count > 0)
            {
                throw IamErrors.Conflict("Cannot delete entity, must delete policies first.");
            }

            _table.Delete(call.GlobalScope, Key(name));
        });

    private static Scope Global(string accountId) => new(accountId, "aws-global");

    private static string Key(string name) => name.ToLowerInvariant();
}
