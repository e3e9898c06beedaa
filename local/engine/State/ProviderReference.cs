using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.State;

/// <summary>Which provider serves a resource: the provider resource's URN and its id.</summary>
public readonly record struct ProviderReference(string Urn, string Id)
{
    public const string TypePrefix = "pulumi:providers:";

    public override string ToString() => $"{Urn}::{Id}";

    public static bool TryParse(string? text, out ProviderReference reference)
    {
        reference = default;
        var at = text?.LastIndexOf("::", StringComparison.Ordinal) ?? -1;
        if (text is null || at < 0 || !Values.Urn.TryParse(text[..at], out _))
        {
            return false;
        }

        reference = new ProviderReference(text[..at], text[(at + 2)..]);
        return true;
    }

    /// <summary>What is wrong with a text that is no reference, in the words of the Pulumi engine.</summary>
    public static string Fault(string text) =>
        text.Contains("::", StringComparison.Ordinal)
            ? $"invalid URN in provider reference '{text}'"
            : $"expected '::' in provider reference '{text}'";

    public static bool IsProviderType(string type) => type.StartsWith(TypePrefix, StringComparison.Ordinal);

    public static string PackageOf(string type) => type[TypePrefix.Length..];

    /// <summary>Whether this is a provider that the engine made because none was named.</summary>
    public static bool IsDefault(string urn) =>
        Values.Urn.TryParse(urn, out var parsed)
        && IsProviderType(parsed.Type)
        && (parsed.Name == "default" || parsed.Name.StartsWith("default_", StringComparison.Ordinal));
}
