using System.Collections.Immutable;
using CustomerLake.Local.Engine.Deploy;
using CustomerLake.Local.Engine.State;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Commands;

/// <summary>Puts URNs in the place of names, parents before their children; all faults are told at once.</summary>
internal sealed class ImportResolver(StackName stack, bool protect)
{
    private readonly List<string> _faults = [];

    /// <exception cref="CommandFailedException">Something is missing, ambiguous or unknown.</exception>
    public ImmutableArray<ImportSpec> Resolve(ImportList list)
    {
        foreach (var (at, item) in list.Items.Index())
        {
            _faults.AddRange(Faults(item, Describe(at, item)));
        }

        ThrowIfFaulty();
        var specs = Ordered(list);
        ThrowIfFaulty();
        return specs;
    }

    private static IEnumerable<string> Faults(ImportItem item, string what)
    {
        if (item.Type.Length == 0)
        {
            yield return $"{what} has no type";
        }

        if (item.Name.Length == 0)
        {
            yield return $"{what} has no name";
        }

        if (ProviderReference.IsProviderType(item.Type))
        {
            yield return $"{what} is a provider: the embedded engine does not create providers on import";
        }
        else if (!item.IsComponent && item.Id.Length == 0)
        {
            yield return $"{what} has no ID";
        }
        else if (item.IsComponent && item.Id.Length > 0)
        {
            yield return $"{what} has an ID, but is marked as a component";
        }

        if (item is { IsRemote: true, IsComponent: false })
        {
            yield return $"{what} is marked as remote, but not as a component";
        }
    }

    private ImmutableArray<ImportSpec> Ordered(ImportList list)
    {
        var specs = ImmutableArray.CreateBuilder<ImportSpec>();
        var urns = new Dictionary<string, string>(list.Names, StringComparer.Ordinal);
        var taken = list.Names.Values.ToHashSet(StringComparer.Ordinal);
        var names = list.Items.CountBy(item => item.Name).ToDictionary(StringComparer.Ordinal);
        var waiting = list.Items.Index().ToList();
        while (waiting.Count > 0 && _faults.Count == 0)
        {
            var ready = waiting
                .Where(entry =>
                    entry.Item.Parent is not { } parent || urns.ContainsKey(parent) || !names.ContainsKey(parent)
                )
                .ToList();
            if (ready.Count == 0)
            {
                _faults.Add($"{Describe(waiting[0].Index, waiting[0].Item)} is among its own parents");
            }

            foreach (var (at, item) in ready)
            {
                specs.Add(Spec(item, Describe(at, item), urns, names));
                if (!taken.Add(urns[item.Name]))
                {
                    _faults.Add($"{Describe(at, item)} has an ambiguous URN, set name (or logical name) to be unique");
                }
            }

            waiting = [.. waiting.Except(ready)];
        }

        return specs.ToImmutable();
    }

    private ImportSpec Spec(
        ImportItem item,
        string what,
        Dictionary<string, string> urns,
        Dictionary<string, int> names
    )
    {
        var parent = Find(item.Parent, "parent", "'nameTable'", what, urns, names);
        var provider = Find(item.Provider, "provider", "'nameTable' or 'resources'", what, urns, names);
        if (
            provider is not null
            && (!Urn.TryParse(provider, out var urn) || !ProviderReference.IsProviderType(urn.Type))
        )
        {
            _faults.Add($"the provider '{item.Provider}' for {what} is not a provider");
        }

        urns[item.Name] = Urn.Create(stack.Name, stack.Project, parent, item.Type, item.LogicalName).ToString();
        return new ImportSpec(item.Type, item.LogicalName, item.Id)
        {
            Parent = parent,
            Provider = provider,
            Version = item.Version,
            IsComponent = item.IsComponent,
            Properties = item.Properties,
            Protect = protect,
        };
    }

    private string? Find(
        string? name,
        string role,
        string where,
        string what,
        Dictionary<string, string> urns,
        Dictionary<string, int> names
    )
    {
        if (name is null)
        {
            return null;
        }

        if (names.GetValueOrDefault(name) > 1)
        {
            _faults.Add($"{what} has an ambiguous {role}");
        }

        if (urns.TryGetValue(name, out var urn))
        {
            return urn;
        }

        _faults.Add($"the {role} '{name}' for {what} has no entry in {where}");
        return null;
    }

    private static string Describe(int at, ImportItem item)
    {
        var name =
            item.Name.Length > 0 ? $"'{item.Name}'"
            : item.Id.Length > 0 ? $"'{item.Id}'"
            : at.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return $"resource {name}{(item.Type.Length > 0 ? $" of type '{item.Type}'" : "")}";
    }

    private void ThrowIfFaulty()
    {
        if (_faults.Count > 0)
        {
            throw CommandFailedException.Of(_faults);
        }
    }
}
