using System.Text.Json;
using CustomerLake.Local.Engine.Programs;
using CustomerLake.Local.Engine.State;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Deploy;

/// <summary>Providers that the engine makes because the program names none: configured from the stack's config.</summary>
internal static class DefaultProviders
{
    /// <summary>
    /// The registration of a package's default provider. A program that says no version goes on with the one that the
    /// state has.
    /// </summary>
    public static RegisterRequest Request(string package, string? version, DeploymentRun run)
    {
        var type = ProviderReference.TypePrefix + package;
        version ??= run
            .Start.Resources.Where(state => state.Type == type && ProviderReference.IsDefault(state.Urn))
            .Select(state => state.Inputs.Text(ProviderRegistry.VersionKey))
            .FirstOrDefault(known => known is not null);
        var inputs = PropertyMap.Of(
            run.Target.Config.Where(entry => entry.Key.StartsWith(package + ":", StringComparison.Ordinal))
                .Select(entry => KeyValuePair.Create(entry.Key[(package.Length + 1)..], entry.Value))
        );
        if (version is not null)
        {
            inputs = WithBookkeeping(inputs, version);
        }

        var name = version is null ? "default" : "default_" + version.Replace('.', '_').Replace('-', '_');
        return new RegisterRequest(type, name, Custom: true, inputs);
    }

    /// <summary>Whether the stack's configuration wants every resource of the package to name its provider.</summary>
    public static bool AreDisabled(string package, PropertyMap config)
    {
        if (
            package == StackReferences.Package
            || config.Text("pulumi:disable-default-providers") is not { Length: > 0 } text
        )
        {
            return false;
        }

        try
        {
            return JsonSerializer
                .Deserialize<string[]>(text)!
                .Any(name => name.Trim() is var barred && (barred == "*" || barred == package));
        }
        catch (JsonException)
        {
            throw new RequestRefusedException(
                $"Failed to parse {text}: pulumi:disable-default-providers must be a list of strings"
            );
        }
    }

    /// <summary>Why a resource or function cannot do without a provider of its own.</summary>
    public static string Disabled(string package, string what) =>
        $"Default provider for '{package}' disabled. '{what}' must use an explicit provider.";

    /// <summary>Every provider with a version carries it, beside a map of the engine's own.</summary>
    public static PropertyMap WithBookkeeping(PropertyMap inputs, string version) =>
        inputs.With(ProviderRegistry.VersionKey, version).With(ProviderRegistry.InternalKey, PropertyMap.Empty);
}
