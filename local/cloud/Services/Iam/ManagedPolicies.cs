using System.Globalization;
using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Local.Cloud.Services.Iam;

/// <summary>The policies that an account made. AWS's own policies are not here: they change, and cover what is not emulated.</summary>
internal sealed class ManagedPolicies(CloudState state)
{
    private const int MostVersions = 5;
    private readonly ResourceTable<ManagedPolicy> _table = state.Table<ManagedPolicy>("iam-policy");

    public ManagedPolicy Require(CallContext call, string arn)
    {
        if (arn.StartsWith("arn:aws:iam::aws:policy/", StringComparison.Ordinal))
        {
            throw AwsException.NotEmulated(
                $"The local cloud does not have AWS's own policies, such as '{arn}'. Write a policy with what the role needs."
            );
        }

        return _table.Find(call.GlobalScope, arn) ?? throw IamErrors.NoSuchPolicy(arn);
    }

    public ManagedPolicy? Find(string accountId, string arn) => _table.Find(new Scope(accountId, "aws-global"), arn);

    public IReadOnlyList<ManagedPolicy> List(CallContext call) => _table.List(call.GlobalScope);

    public ManagedPolicy Create(CallContext call, ManagedPolicy policy)
    {
        var isTaken = List(call).Any(other => other.Name.Equals(policy.Name, StringComparison.OrdinalIgnoreCase));
        return !isTaken && _table.TryAdd(call.GlobalScope, policy.Arn, policy)
            ? policy
            : throw IamErrors.PolicyExists(policy.Name);
    }

    public PolicyVersion AddVersion(CallContext call, string arn, string document, bool isDefault)
    {
        var changed = Change(
            call,
            arn,
            policy =>
            {
                if (policy.Versions.Count >= MostVersions)
                {
                    throw IamErrors.LimitExceeded(
                        "A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version."
                    );
                }

                var number = policy.LastVersion + 1;
                var version = new PolicyVersion
                {
                    Id = string.Create(CultureInfo.InvariantCulture, $"v{number}"),
                    Document = document,
                    Created = state.Time.GetUtcNow(),
                };
                return policy with
                {
                    LastVersion = number,
                    Versions = [.. policy.Versions, version],
                    DefaultVersion = isDefault ? version.Id : policy.DefaultVersion,
                };
            }
        );
        return changed.Versions[^1];
    }

    public ManagedPolicy Change(CallContext call, string arn, Func<ManagedPolicy, ManagedPolicy> change) =>
        state.Database.InTransaction(() =>
        {
            var changed = change(Require(call, arn)) with { Updated = state.Time.GetUtcNow() };
            _table.Put(call.GlobalScope, arn, changed);
            return changed;
        });

    public static PolicyVersion RequireVersion(ManagedPolicy policy, string id) =>
        policy.Versions.FirstOrDefault(version => version.Id == id) ?? throw IamErrors.NoSuchVersion(policy.Arn, id);

    public void Delete(CallContext call, string arn) => _table.Delete(call.GlobalScope, arn);
}
