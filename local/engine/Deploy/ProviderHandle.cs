using CustomerLake.Local.Engine.Providers;

namespace CustomerLake.Local.Engine.Deploy;

/// <summary>Who answers for a resource: a loaded provider, or the registry for a provider resource itself.</summary>
/// <param name="Configured">False when its configuration is not known yet: it is asked nothing.</param>
internal sealed record ProviderHandle(ProviderRegistry Registry, IResourceProvider? Provider, bool Configured)
{
    public bool IsRegistry => Provider is null;

    public Task<CheckResult> CheckAsync(CheckRequest request, CancellationToken cancellationToken) =>
        Provider is null
            ? Registry.CheckAsync(request, cancellationToken)
            : Provider.CheckAsync(request, cancellationToken);

    public Task<DiffResult> DiffAsync(DiffRequest request, CancellationToken cancellationToken) =>
        Provider is null
            ? Registry.DiffAsync(request, cancellationToken)
            : Provider.DiffAsync(request, cancellationToken);
}
