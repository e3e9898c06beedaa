using System.Collections.Concurrent;
using System.Collections.Immutable;
using CustomerLake.Local.Engine.State;
using CustomerLake.Local.Engine.Values;
using Pulumi;
using Pulumi.Utilities;

namespace CustomerLake.Local.Engine.Programs.InProcess;

/// <summary>
/// The resources that a program has made: their real URNs (the mocks know others), who is whose child, what is
/// protected, which provider serves whom.
/// </summary>
internal sealed class ProgramResources
{
    private readonly ConcurrentDictionary<Resource, string> _urns = new();
    private readonly ConcurrentDictionary<Resource, ConcurrentQueue<Resource>> _children = new();
    private readonly ConcurrentDictionary<Resource, bool> _protected = new();
    private readonly ConcurrentDictionary<string, string> _providersById = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _providersByName = new(StringComparer.Ordinal);
    private readonly List<Resource> _waitingForOutputs = [];

    /// <summary>The stack, once its constructor has begun.</summary>
    public Resource? Stack { get; private set; }

    public required string RootUrn { get; set; }

    /// <summary>Called when a resource is being made, before it is registered.</summary>
    public void Observe(ResourceTransformationArgs args)
    {
        var resource = args.Resource;
        if (resource is Stack)
        {
            Stack = resource;
            return;
        }

        var parent = args.Options.Parent ?? Stack;
        if (parent is not null)
        {
            _children.GetOrAdd(parent, _ => new()).Enqueue(resource);
        }

        _protected[resource] = args.Options.Protect ?? (parent is not null && _protected.GetValueOrDefault(parent));
        if (resource is ComponentResource)
        {
            lock (_waitingForOutputs)
            {
                _waitingForOutputs.Add(resource);
            }
        }
    }

    public IEnumerable<ComponentResource> Components => _protected.Keys.OfType<ComponentResource>();

    public bool IsProtected(Resource resource) => _protected.GetValueOrDefault(resource);

    public void Answered(Resource resource, RegisterResponse response)
    {
        _urns[resource] = response.Urn;
        if (resource is ProviderResource)
        {
            var reference = new ProviderReference(response.Urn, response.Id ?? Markers.Unknown).ToString();
            _providersByName[NameKey(resource.GetResourceType(), resource.GetResourceName())] = reference;
            if (response.Id is { } id)
            {
                _providersById[id] = reference;
            }
        }
    }

    public string UrnOf(Resource? resource) =>
        resource is null || resource == Stack ? RootUrn
        : _urns.TryGetValue(resource, out var urn) ? urn
        : throw new InvalidOperationException($"'{resource.GetResourceName()}' is used before it is registered");

    /// <summary>The URNs that a dependency stands for: a component stands for the custom resources below it.</summary>
    public IEnumerable<string> Reachable(IEnumerable<Resource> resources)
    {
        foreach (var resource in resources)
        {
            if (resource is CustomResource)
            {
                if (_urns.TryGetValue(resource, out var urn))
                {
                    yield return urn;
                }

                continue;
            }

            foreach (var urn in Reachable(_children.TryGetValue(resource, out var children) ? children : []))
            {
                yield return urn;
            }
        }
    }

    /// <summary>A provider reference of the mocks as the engine knows it; null for the default provider.</summary>
    public string? Provider(string? mockReference)
    {
        if (string.IsNullOrEmpty(mockReference) || !ProviderReference.TryParse(mockReference, out var reference))
        {
            return null;
        }

        if (_providersById.TryGetValue(reference.Id, out var known))
        {
            return known;
        }

        var urn = Values.Urn.Parse(reference.Urn);
        return _providersByName.TryGetValue(NameKey(urn.Type, urn.Name), out var named)
            ? named
            : throw new InvalidOperationException($"the provider '{mockReference}' was never registered");
    }

    /// <summary>The component that registers outputs under the mocks' URN; each once.</summary>
    public async Task<Resource?> TakeByMockUrnAsync(string mockUrn)
    {
        ImmutableArray<Resource> candidates;
        lock (_waitingForOutputs)
        {
            candidates = [.. _waitingForOutputs];
        }

        foreach (var candidate in candidates.Where(_urns.ContainsKey))
        {
            if (await OutputUtilities.GetValueAsync(candidate.Urn) != mockUrn)
            {
                continue;
            }

            lock (_waitingForOutputs)
            {
                if (_waitingForOutputs.Remove(candidate))
                {
                    return candidate;
                }
            }
        }

        return null;
    }

    private static string NameKey(string type, string name) => $"{type}\n{name}";
}
