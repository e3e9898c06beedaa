using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Local.Cloud.Services.QuickSight.People;

/// <summary>The tables of those who can be granted something: namespaces, groups, users, and who is in which group.</summary>
internal sealed class Principals(StateDatabase database)
{
    public const string DefaultNamespace = "default";

    public StateDatabase Database => database;

    public ResourceTable<NamespaceDescription> Namespaces { get; } = new(database, "quicksight-namespace");

    /// <summary>By <c>namespace/name</c>, as users are.</summary>
    public ResourceTable<GroupDescription> Groups { get; } = new(database, "quicksight-group");

    public ResourceTable<UserDescription> Users { get; } = new(database, "quicksight-user");

    /// <summary>By <c>namespace/group/member</c>.</summary>
    public ResourceTable<GroupMember> Members { get; } = new(database, "quicksight-member");

    public static string Key(string space, string name) => $"{space}/{name}";

    /// <summary>A group's name may hold any Latin character, the separator too: it is escaped in the members' keys.</summary>
    public static string MemberPrefix(string space, string group) => $"{space}/{Uri.EscapeDataString(group)}/";

    public NamespaceDescription? FindNamespace(CallContext call, string name) =>
        Namespaces.Find(call.Scope, name)
        ?? (
            name == DefaultNamespace
                ? new NamespaceDescription
                {
                    Name = DefaultNamespace,
                    Arn = call.Arn("quicksight", "namespace/" + DefaultNamespace),
                    CapacityRegion = call.Region,
                }
                : null
        );

    public void CheckNamespace(CallContext call, string name)
    {
        if (FindNamespace(call, name) is null)
        {
            throw QuickSightErrors.NotFound("Namespace", name);
        }
    }

    /// <summary>A grant names a user, a group or a namespace by ARN, and it must be there.</summary>
    public void CheckExists(Scope scope, string arn)
    {
        var parts = arn.Split(':', 6);
        var resource = parts.Length == 6 && parts[2] == "quicksight" ? parts[5].Split('/', 2) : [];
        var exists = resource switch
        {
            ["user", var key] => Users.Find(scope, key) is not null,
            ["group", var key] => Groups.Find(scope, key) is not null,
            ["namespace", DefaultNamespace] => true,
            ["namespace", var name] => Namespaces.Find(scope, name) is not null,
            _ => throw QuickSightErrors.Invalid(
                $"The principal '{arn}' is no ARN of a QuickSight user, group or namespace."
            ),
        };
        if (!exists || parts[4] != scope.AccountId)
        {
            throw QuickSightErrors.Invalid($"The principal '{arn}' does not exist.");
        }
    }
}
