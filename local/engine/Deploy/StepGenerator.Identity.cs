using System.Collections.Immutable;
using CustomerLake.Local.Engine.Programs;
using CustomerLake.Local.Engine.State;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Deploy;

/// <summary>Which old resource a registration means: by its URN, or by a former one.</summary>
internal sealed partial class StepGenerator
{
    private ImmutableArray<string> AliasesOf(
        string type,
        string name,
        string? parent,
        ImmutableArray<AliasSpec> aliases
    )
    {
        var found = aliases.Select(alias => UrnOf(alias, type, name, parent)).ToList();
        if (parent is not null && _formerly.TryGetValue(parent, out var before))
        {
            found.Add(ChildOf(before, parent, type, name));
            found.AddRange(
                aliases
                    .Select(alias => Urn.Parse(UrnOf(alias, type, name, parent)))
                    .Select(alias => ChildOf(before, parent, alias.Type, alias.Name))
            );
        }

        return [.. found.Distinct(StringComparer.Ordinal)];
    }

    private string UrnOf(AliasSpec alias, string type, string name, string? parent)
    {
        if (alias.Urn is not null)
        {
            return alias.Urn;
        }

        var above = alias.ParentUrn is { } given ? _formerly.GetValueOrDefault(given, given) : parent;
        return Urn.Create(
                alias.Stack ?? run.Target.Stack.Name,
                alias.Project ?? run.Target.Stack.Project,
                alias.NoParent ? null : above,
                alias.Type ?? type,
                alias.Name ?? name
            )
            .ToString();
    }

    /// <summary>A child's URN below a former URN of its parent; a name that begins with the parent's follows it.</summary>
    private string ChildOf(string parentBefore, string parent, string type, string name)
    {
        var before = Urn.Parse(parentBefore);
        var parentName = Urn.Parse(parent).Name;
        var childName = name.StartsWith(parentName, StringComparison.Ordinal)
            ? before.Name + name[parentName.Length..]
            : name;
        return Urn.Create(run.Target.Stack.Name, run.Target.Stack.Project, parentBefore, type, childName).ToString();
    }

    /// <exception cref="PlanningException">Two resources want to be the same one; told already.</exception>
    private ResourceState? FindOld(string urn, ImmutableArray<string> aliases)
    {
        var conflicts = new List<string>();
        if (_aliased.TryGetValue(urn, out var claimant))
        {
            conflicts.Add($"Duplicate resource URN '{urn}' conflicting with alias on resource with URN '{claimant}'");
        }

        var found = aliases.Prepend(urn).FirstOrDefault(candidate => run.Old(candidate) is not null);
        if (found is not null && found != urn)
        {
            if (_seen.Contains(found))
            {
                conflicts.Add(AliasConflict(found, urn, urn));
            }

            if (_aliased.TryGetValue(found, out var other))
            {
                conflicts.Add(AliasConflict(found, urn, other));
            }

            _aliased[found] = urn;
            _formerly[urn] = found;
        }

        foreach (var conflict in conflicts)
        {
            run.Reporter.Diagnose(LogSeverity.Error, urn, conflict);
        }

        return conflicts.Count > 0 ? throw new PlanningException(urn, null)
            : found is null ? null
            : run.Old(found);
    }

    private static string AliasConflict(string alias, string second, string first) =>
        $"Duplicate resource alias '{alias}' applied to resource with URN '{second}' conflicting with resource with URN '{first}'";
}
