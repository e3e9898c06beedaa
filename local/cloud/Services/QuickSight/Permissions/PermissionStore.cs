using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.QuickSight.People;
using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Local.Cloud.Services.QuickSight.Permissions;

/// <summary>
/// Who may do what with which resource, by the resource's ARN. A grant adds actions, a revocation removes the named
/// ones, and Describe answers exactly what was granted.
/// </summary>
internal sealed class PermissionStore(StateDatabase database, Principals principals)
{
    private readonly ResourceTable<SortedDictionary<string, List<string>>> _grants = new(
        database,
        "quicksight-permissions"
    );

    public IReadOnlyList<ResourcePermission> Of(Scope scope, string arn) =>
        [.. Get(scope, arn).Select(grant => new ResourcePermission(grant.Key, grant.Value))];

    public void Delete(Scope scope, string arn) => _grants.Delete(scope, arn);

    public void Grant(
        Scope scope,
        string arn,
        IReadOnlySet<string> known,
        IReadOnlyList<ResourcePermission>? grants,
        IReadOnlyList<ResourcePermission>? revocations = null
    )
    {
        foreach (var permission in (grants ?? []).Concat(revocations ?? []))
        {
            Check(permission, known);
        }

        foreach (var permission in grants ?? [])
        {
            principals.CheckExists(scope, permission.Principal);
        }

        database.InTransaction(() =>
        {
            var current = Get(scope, arn);
            foreach (var revoked in revocations ?? [])
            {
                if (current.TryGetValue(revoked.Principal, out var actions))
                {
                    actions.RemoveAll(revoked.Actions.Contains);
                }
            }

            foreach (var granted in grants ?? [])
            {
                current[granted.Principal] =
                [
                    .. (current.GetValueOrDefault(granted.Principal) ?? []).Union(
                        granted.Actions,
                        StringComparer.Ordinal
                    ),
                ];
            }

            foreach (var empty in current.Where(grant => grant.Value.Count == 0).Select(grant => grant.Key).ToList())
            {
                current.Remove(empty);
            }

            _grants.Put(scope, arn, current);
        });
    }

    private SortedDictionary<string, List<string>> Get(Scope scope, string arn) =>
        _grants.Find(scope, arn) ?? new SortedDictionary<string, List<string>>(StringComparer.Ordinal);

    private static void Check(ResourcePermission permission, IReadOnlySet<string> known)
    {
        if (permission.Actions.Count == 0)
        {
            throw QuickSightErrors.Invalid($"The permission of '{permission.Principal}' names no action.");
        }

        if (permission.Actions.FirstOrDefault(action => !known.Contains(action)) is { } unknown)
        {
            throw QuickSightErrors.Invalid(
                $"'{unknown}' is no action of this resource. Its actions are: {string.Join(", ", known.Order(StringComparer.Ordinal))}."
            );
        }
    }
}
