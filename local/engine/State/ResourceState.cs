using System.Collections.Immutable;
using System.Text.Json;
using CustomerLake.Local.Engine.Programs;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.State;

/// <summary>
/// One resource in a checkpoint. An object with identity: the engine marks old states (to be deleted, pending
/// replacement) while others refer to them.
/// </summary>
public sealed class ResourceState
{
    public required string Urn { get; init; }

    public required string Type { get; init; }

    public required bool Custom { get; init; }

    /// <summary>Empty for components and for what is not created yet.</summary>
    public string Id { get; set; } = "";

    public PropertyMap Inputs { get; set; } = PropertyMap.Empty;

    public PropertyMap Outputs { get; set; } = PropertyMap.Empty;

    public string Parent { get; set; } = "";

    public bool Protect { get; set; }

    /// <summary>Read, not managed: a <c>Get</c>.</summary>
    public bool External { get; init; }

    /// <summary>Replaced already; waits for its deletion.</summary>
    public bool Delete { get; set; }

    /// <summary>Deleted already; waits for its replacement.</summary>
    public bool PendingReplacement { get; set; }

    public ImmutableArray<string> InitErrors { get; set; } = [];

    /// <summary><c>urn::id</c>; empty for components and providers.</summary>
    public string Provider { get; set; } = "";

    public ImmutableArray<string> Dependencies { get; set; } = [];

    public ImmutableSortedDictionary<string, ImmutableArray<string>> PropertyDependencies { get; set; } =
        ImmutableSortedDictionary.Create<string, ImmutableArray<string>>(StringComparer.Ordinal);

    public ImmutableArray<string> AdditionalSecretOutputs { get; init; } = [];

    public CustomTimeouts? CustomTimeouts { get; init; }

    public string ImportId { get; set; } = "";

    public bool RetainOnDelete { get; init; }

    public string DeletedWith { get; set; } = "";

    public ImmutableArray<string> ReplaceWith { get; set; } = [];

    public ImmutableArray<string> IgnoreChanges { get; init; } = [];

    public ImmutableArray<string> ReplaceOnChanges { get; init; } = [];

    /// <summary>Paths whose differences no display shows.</summary>
    public ImmutableArray<string> HideDiffs { get; init; } = [];

    /// <summary>As <see cref="RegisterRequest.InApply"/>. Not one of Pulumi's members: its CLI passes over it.</summary>
    public bool InApply { get; init; }

    /// <summary>Members that mean nothing here but are Pulumi's own: kept as long as the state is not made anew.</summary>
    public ImmutableArray<KeyValuePair<string, JsonElement>> Others { get; init; } = [];

    /// <summary>To be replaced by the next update (<c>state taint</c>).</summary>
    public bool Taint { get; set; }

    public DateTimeOffset? Created { get; set; }

    public DateTimeOffset? Modified { get; set; }

    public Urn ParsedUrn => Values.Urn.Parse(Urn);

    public string Name => ParsedUrn.Name;

    public bool IsProvider => ProviderReference.IsProviderType(Type);

    /// <summary>A copy under another URN or with other members.</summary>
    public ResourceState Copy(string? urn = null, string? type = null) =>
        new()
        {
            Urn = urn ?? Urn,
            Type = type ?? Type,
            Custom = Custom,
            Id = Id,
            Inputs = Inputs,
            Outputs = Outputs,
            Parent = Parent,
            Protect = Protect,
            External = External,
            Delete = Delete,
            PendingReplacement = PendingReplacement,
            InitErrors = InitErrors,
            Provider = Provider,
            Dependencies = Dependencies,
            PropertyDependencies = PropertyDependencies,
            AdditionalSecretOutputs = AdditionalSecretOutputs,
            CustomTimeouts = CustomTimeouts,
            ImportId = ImportId,
            RetainOnDelete = RetainOnDelete,
            DeletedWith = DeletedWith,
            ReplaceWith = ReplaceWith,
            IgnoreChanges = IgnoreChanges,
            ReplaceOnChanges = ReplaceOnChanges,
            HideDiffs = HideDiffs,
            InApply = InApply,
            Taint = Taint,
            Created = Created,
            Modified = Modified,
            Others = Others,
        };

    /// <summary>Every URN this resource needs to be there: parent, provider, dependencies, those it goes or is replaced with.</summary>
    public IEnumerable<string> AllDependencies()
    {
        if (Parent.Length > 0)
        {
            yield return Parent;
        }

        if (ProviderReference.TryParse(Provider, out var provider))
        {
            yield return provider.Urn;
        }

        foreach (var urn in Dependencies)
        {
            yield return urn;
        }

        foreach (var urn in PropertyDependencies.Values.SelectMany(urns => urns))
        {
            yield return urn;
        }

        if (DeletedWith.Length > 0)
        {
            yield return DeletedWith;
        }

        foreach (var urn in ReplaceWith)
        {
            yield return urn;
        }
    }

    /// <summary>Puts other URNs in place of those this resource refers to.</summary>
    public void RenameReferences(Func<string, string> rename)
    {
        Parent = Parent.Length == 0 ? "" : rename(Parent);
        DeletedWith = DeletedWith.Length == 0 ? "" : rename(DeletedWith);
        Dependencies = [.. Dependencies.Select(rename)];
        ReplaceWith = [.. ReplaceWith.Select(rename)];
        PropertyDependencies = PropertyDependencies.ToImmutableSortedDictionary(
            entry => entry.Key,
            entry => entry.Value.Select(rename).ToImmutableArray(),
            StringComparer.Ordinal
        );
        if (ProviderReference.TryParse(Provider, out var reference))
        {
            Provider = new ProviderReference(rename(reference.Urn), reference.Id).ToString();
        }
    }

    /// <summary>Drops what refers to resources that are no longer there.</summary>
    public void DropReferences(Func<string, bool> isGone)
    {
        Parent = isGone(Parent) ? "" : Parent;
        DeletedWith = isGone(DeletedWith) ? "" : DeletedWith;
        Dependencies = [.. Dependencies.Where(urn => !isGone(urn))];
        ReplaceWith = [.. ReplaceWith.Where(urn => !isGone(urn))];
        PropertyDependencies = PropertyDependencies.ToImmutableSortedDictionary(
            entry => entry.Key,
            entry => entry.Value.Where(urn => !isGone(urn)).ToImmutableArray(),
            StringComparer.Ordinal
        );
    }
}
