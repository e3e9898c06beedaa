using System.Collections.Concurrent;
using System.Collections.Immutable;
using Pulumi.Serialization;

namespace Pulumi.Testing;

/// <summary>The engine's side of a run: asks the mocks and keeps what was registered.</summary>
internal sealed class MockMonitor(IMocks mocks, Deployment deployment)
{
    private readonly List<Resource> _resources = [];
    private readonly ConcurrentDictionary<string, Registered> _registered = new();

    public sealed record Request(string Type, string Name, string Parent, string Provider, SerializedMembers Inputs);

    public sealed record Registered(string Urn, string? Id, ImmutableDictionary<string, object?> State);

    public ImmutableArray<Resource> Resources()
    {
        lock (_resources)
        {
            return [.. _resources];
        }
    }

    public async Task<Registered> RegisterAsync(Resource resource, Request request, string importId)
    {
        Keep(resource);
        var urn = UrnOf(request);
        if (request.Type == Stack.TypeName)
        {
            return new Registered(urn, null, ImmutableDictionary<string, object?>.Empty);
        }

        var (id, state) = await AskAsync(request, importId);
        return _registered[urn] = new Registered(urn, id ?? importId, state);
    }

    public async Task<Registered> ReadAsync(Resource resource, Request request, string id)
    {
        var (newId, state) = await AskAsync(request, id);
        var urn = UrnOf(request);
        _registered[urn] = new Registered(urn, newId, state);
        Keep(resource);
        return new Registered(urn, id, state);
    }

    public Registered Find(string urn) =>
        _registered.TryGetValue(urn, out var found)
            ? found
            : throw new InvalidOperationException($"Unknown resource {urn}");

    public async Task<ImmutableDictionary<string, object?>> CallAsync(
        string token,
        ImmutableDictionary<string, object?> args,
        string provider
    )
    {
        var answer = await mocks.CallAsync(
            new MockCallArgs
            {
                Token = token,
                Args = Wire.KnownMembers(args),
                Provider = provider,
            }
        );
        return await StateAsync(answer);
    }

    public Task RegisterOutputsAsync(string urn, ImmutableDictionary<string, object?> outputs) =>
        mocks.RegisterResourceOutputs(
            new MockRegisterResourceOutputsRequest(
                urn,
                outputs.ToImmutableDictionary(e => e.Key, e => ToOutput(e.Value))
            )
        );

    private static Output<object?> ToOutput(object? wire)
    {
        var (value, isKnown, isSecret) = Wire.Unwrap(wire);
        return new Output<object?>(Task.FromResult(new OutputData<object?>([], value, isKnown, isSecret)));
    }

    private async Task<(string? Id, ImmutableDictionary<string, object?> State)> AskAsync(Request request, string id)
    {
        var (newId, state) = await mocks.NewResourceAsync(
            new MockResourceArgs
            {
                Type = request.Type,
                Name = request.Name,
                Inputs = Wire.KnownMembers(request.Inputs.Values),
                Provider = request.Provider,
                Id = id,
            }
        );
        return (newId, await StateAsync(state));
    }

    private static async Task<ImmutableDictionary<string, object?>> StateAsync(object state)
    {
        if (state is IDictionary<string, object> map)
        {
            state = map.ToImmutableDictionary();
        }

        return await new Serializer().SerializeAsync("", state) as ImmutableDictionary<string, object?>
            ?? throw new InvalidOperationException($"{state.GetType().FullName} is not a supported argument type");
    }

    /// <summary>Not the engine's URN: of the parents only the first segment is kept, as in the genuine mocks.</summary>
    private string UrnOf(Request request)
    {
        var type = request.Type;
        if (request.Parent.Length > 0)
        {
            type = $"{request.Parent.Split("::")[2].Split('$')[0]}${type}";
        }

        return $"urn:pulumi:{deployment.StackName}::{deployment.ProjectName}::{type}::{request.Name}";
    }

    private void Keep(Resource resource)
    {
        lock (_resources)
        {
            _resources.Add(resource);
        }
    }
}
