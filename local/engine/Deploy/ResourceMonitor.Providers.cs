using System.Collections.Concurrent;
using CustomerLake.Local.Engine.Programs;
using CustomerLake.Local.Engine.State;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Deploy;

/// <summary>Providers for what names none.</summary>
internal sealed partial class ResourceMonitor
{
    private readonly SemaphoreSlim _defaults = new(1);
    private readonly ConcurrentDictionary<string, string> _defaultProviders = new(StringComparer.Ordinal);

    private static string Denied(string token, string what) => DefaultProviders.Disabled(token.Split(':')[0], what);

    /// <summary>
    /// The provider for a package that nobody named one for, made when first needed; null when there is to be none.
    /// </summary>
    private async Task<string?> DefaultProviderAsync(string token, string? version)
    {
        var package = token.Split(':')[0];
        version = string.IsNullOrEmpty(version) ? null : version;
        var key = $"{package}@{version}";
        if (_defaultProviders.TryGetValue(key, out var reference))
        {
            return reference;
        }

        if (DefaultProviders.AreDisabled(package, run.Target.Config))
        {
            return null;
        }

        await _defaults.WaitAsync(run.Stopped);
        try
        {
            if (!_defaultProviders.TryGetValue(key, out reference))
            {
                var request = DefaultProviders.Request(package, version, run);
                var known = _defaultProviders.GetValueOrDefault($"{package}@{request.Inputs.Text("version")}");
                reference = known ?? await MakeAsync(request);
                _defaultProviders[key] = reference;
                _defaultProviders[$"{package}@{request.Inputs.Text("version")}"] = reference;
            }

            return reference;
        }
        finally
        {
            _defaults.Release();
        }
    }

    private async Task<string> MakeAsync(RegisterRequest request)
    {
        var response = await StepsAsync(() => run.Generator.GenerateAsync(request, run.Forceful));
        return new ProviderReference(response.Urn, response.Id ?? Markers.Unknown).ToString();
    }
}
