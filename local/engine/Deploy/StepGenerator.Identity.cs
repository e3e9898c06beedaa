using System.Collections.Immutable;
using CustomerLake.Local.Engine.Programs;
using CustomerLake.Local.Engine.State;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Deploy;

/// <summary>Which old resource a registration means: by its URN, or by a former one.</summary>
internal sealed partial class StepGenerator
{
    /// <summary>The URN a new one had before, in this run.</summary>
    public IReadOnlyDictionary<string, string> Aliased => _aliased;

    private ImmutableArray<string> AliasesOf(RegisterRequest goal, string urn)
    {
        var found = new List<string>();
        foreach (var alias in goal.Aliases)
        {
            add(UrnOf(goal, alias, goal.Parent));
        }

        foreach (var parentAlias in goal.Parent is null ? [] : _aliases.GetValueOrDefault(goal.Parent, []))
        {
            add(ChildOf(parentAlias, goal, goal.Type, goal.Name));
            foreach (var alias in goal.Aliases.Where(alias => alias.Urn is null))
            {
                add(ChildOf(parentAlias, goal, alias.Type ?? goal.Type, alias.Name ?? goal.Name));
            }
        }

        ImmutableArray<string> result = [.. found];
        _aliases[urn] = result;
        return result;

        void add(string alias)
        {
            if (alias != urn && !found.Contains(alias))
            {
                found.Add(alias);
            }
        }
    }

    private string UrnOf(RegisterRequest goal, AliasSpec alias, string? parent) =>
        alias.Urn
        ?? Urn.Create(
                alias.Stack ?? run.Target.Stack.Name,
                alias.Project ?? run.Target.Stack.Project,
                alias.NoParent ? null : alias.ParentUrn ?? parent,
                alias.Type ?? goal.Type,
                alias.Name ?? goal.Name
            )
            .ToString();

    /// <summary>A child's URN below a former URN of its parent; a name that begins with the parent's follows it.</summary>
    private static string ChildOf(string parentAlias, RegisterRequest goal, string type, string name)
    {
        var before = Urn.Parse(parentAlias);
        var parentName = Urn.Parse(goal.Parent!).Name;
        var childName = name.StartsWith(parentName, StringComparison.Ordinal)
            ? before.Name + name[parentName.Length..]
            : name;
        return Urn.Create(before.Stack, before.Project, parentAlias, type, childName).ToString();
    }

    private ResourceState? FindOld(string urn, ImmutableArray<string> aliases)
    {
        foreach (var candidate in aliases.Prepend(urn))
        {
            if (run.Old(candidate) is not { } old)
            {
                continue;
            }

            if (candidate != urn)
            {
                if (_seen.Contains(candidate))
                {
                    throw new PlanningException(urn, AliasConflict(candidate, urn, urn));
                }

                if (_aliased.TryGetValue(candidate, out var other))
                {
                    throw new PlanningException(urn, AliasConflict(candidate, urn, other));
                }

                _aliased[candidate] = urn;
            }

            return old;
        }

        return null;
    }

    private static string AliasConflict(string alias, string second, string first) =>
        $"Duplicate resource alias '{alias}' applied to resource with URN '{second}' conflicting with resource with URN '{first}'";
}
