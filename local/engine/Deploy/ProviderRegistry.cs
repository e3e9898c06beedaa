using System.Collections.Concurrent;
using CustomerLake.Local.Engine.Providers;
using CustomerLake.Local.Engine.State;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Deploy;

/// <summary>
/// The providers of one operation, by reference. A provider resource is itself checked, compared and made here: its
/// Check is CheckConfig, its Diff is DiffConfig, and making it is Configure.
/// </summary>
public sealed class ProviderRegistry(DeploymentTarget target, bool preview) : IAsyncDisposable
{
    public const string InternalKey = "__internal";
    public const string VersionKey = "version";

    private readonly ConcurrentDictionary<string, LoadedProvider> _loaded = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, IResourceProvider> _checked = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<IResourceProvider> _started = [];

    /// <summary>A provider and whether its configuration was known, so that it could be configured.</summary>
    public sealed record LoadedProvider(IResourceProvider Provider, bool Configured, PropertyMap Inputs);

    public LoadedProvider? Find(string reference) => _loaded.GetValueOrDefault(reference);

    /// <summary>CheckConfig of a provider resource.</summary>
    public async Task<CheckResult> CheckAsync(CheckRequest request, CancellationToken cancellationToken)
    {
        var provider = Start(request.Type, request.NewInputs, request.Urn);
        _checked[request.Urn] = provider;
        var result = await provider.CheckConfigAsync(
            request with
            {
                OldInputs = Config(request.OldInputs),
                NewInputs = Config(request.NewInputs),
            },
            cancellationToken
        );
        return result with { Inputs = result.Inputs.With(Bookkeeping(request.NewInputs)) };
    }

    /// <summary>DiffConfig of a provider resource, asked of the provider with the new configuration.</summary>
    public async Task<DiffResult> DiffAsync(DiffRequest request, CancellationToken cancellationToken)
    {
        var provider = _checked.GetValueOrDefault(request.Urn) ?? Start(request.Type, request.NewInputs, request.Urn);
        var result = await provider.DiffConfigAsync(
            request with
            {
                OldInputs = Config(request.OldInputs),
                OldOutputs = Config(request.OldOutputs),
                NewInputs = Config(request.NewInputs),
            },
            cancellationToken
        );
        return result.Changes == DiffChanges.Unknown
            ? ByEngine(Config(request.OldInputs), Config(request.NewInputs))
            : result;
    }

    /// <summary>Compares the configuration of two providers as if one became the other.</summary>
    public async Task<bool> IsReplacementAsync(
        ResourceState old,
        ResourceState wanted,
        CancellationToken cancellationToken
    )
    {
        var request = new DiffRequest(wanted.Urn, old.Id, old.Inputs, old.Outputs, wanted.Inputs);
        return (await DiffAsync(request, cancellationToken)).IsReplace;
    }

    /// <summary>Configures the provider that was checked before and serves it under the reference.</summary>
    public async Task ConfigureAsync(string urn, string id, PropertyMap inputs, CancellationToken cancellationToken)
    {
        var reference = new ProviderReference(urn, id).ToString();
        var provider = _checked.TryRemove(urn, out var known) ? known : Start(Urn.Parse(urn).Type, inputs, urn);
        var config = Config(inputs);
        if (config.ContainsUnknowns)
        {
            _loaded[reference] = new LoadedProvider(provider, Configured: false, inputs);
            return;
        }

        await provider.ConfigureAsync(new ConfigureRequest(urn, id, config), cancellationToken);
        _loaded[reference] = new LoadedProvider(provider, Configured: true, inputs);
    }

    /// <summary>A provider under a new name serves those that know it by its former one.</summary>
    public void AddName(string urn, ResourceState provider) =>
        _loaded[new ProviderReference(urn, provider.Id).ToString()] = _loaded[
            new ProviderReference(provider.Urn, provider.Id).ToString()
        ];

    /// <summary>Loads the provider of an old state, as it was configured then.</summary>
    /// <exception cref="ProviderException">The package is not there, or refuses its configuration.</exception>
    public async Task EnsureAsync(ResourceState state, Snapshot old, CancellationToken cancellationToken)
    {
        if (state.Provider.Length == 0 || _loaded.ContainsKey(state.Provider))
        {
            return;
        }

        if (!ProviderReference.TryParse(state.Provider, out var reference))
        {
            throw new ProviderException(
                $"could not load provider for resource {state.Urn}: {ProviderReference.Fault(state.Provider)}"
            );
        }

        var provider =
            old.Resources.FirstOrDefault(candidate => candidate.Urn == reference.Urn && candidate.Id == reference.Id)
            ?? throw new ProviderException(
                $"could not load provider for resource {state.Urn}: unknown provider '{state.Provider}'"
            );
        try
        {
            await ConfigureAsync(provider.Urn, provider.Id, provider.Inputs, cancellationToken);
        }
        catch (ProviderException fault)
        {
            throw new ProviderException(
                $"could not load provider for resource {state.Urn}: configure provider '{provider.Urn}': {fault.Message}",
                fault
            );
        }
        catch (MissingPackageException fault)
        {
            throw new ProviderException(
                $"could not load provider for resource {state.Urn}: could not create provider {state.Provider}: "
                    + $"load plugin for {provider.Type[ProviderReference.TypePrefix.Length..]} provider "
                    + $"'{provider.Urn}': {fault.Message}",
                fault
            );
        }
    }

    public async Task CancelAsync()
    {
        foreach (var provider in _started)
        {
            await provider.CancelAsync();
        }
    }

    public async ValueTask DisposeAsync() => await CancelAsync();

    /// <summary>What a provider outputs: its configuration and version.</summary>
    public static PropertyMap OutputsOf(PropertyMap inputs) => inputs.Without(InternalKey);

    internal static DiffResult ByEngine(PropertyMap old, PropertyMap wanted)
    {
        (old, wanted) = (old.WithoutSecrets, wanted.WithoutSecrets);
        var detailed = ObjectDiff.Compare(old, wanted);
        return detailed.Count == 0
            ? DiffResult.None
            : new DiffResult(DiffChanges.Some)
            {
                ChangedKeys = ObjectDiff.ChangedKeys(old, wanted),
                Detailed = detailed,
            };
    }

    private static PropertyMap Config(PropertyMap inputs) => inputs.Without([InternalKey, VersionKey]);

    private static PropertyMap Bookkeeping(PropertyMap inputs) =>
        inputs.Where((name, _) => name is InternalKey or VersionKey);

    private IResourceProvider Start(string type, PropertyMap inputs, string urn)
    {
        var name = ProviderReference.PackageOf(type);
        if (name == StackReferences.Package)
        {
            return new StackReferences(target);
        }

        var package =
            target.Packages.FirstOrDefault(package => package.Name == name)
            ?? throw new MissingPackageException(name, inputs.Text(VersionKey), urn);
        var provider = package.Start();
        _started.Add(provider);
        return provider;
    }

    public bool Preview => preview;
}

/// <summary>No package of that name is known to the engine.</summary>
public sealed class MissingPackageException(string name, string? version, string urn)
    : Exception(
        $"no resource plugin 'pulumi-resource-{name}' found in the workspace"
            + (version is null ? "" : $" at version v{version}")
            + " or on your $PATH"
    )
{
    public string ProviderUrn => urn;
}
