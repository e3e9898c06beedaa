using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Providers;

/// <summary>What a provider wants to know of a URN.</summary>
internal static class UrnParts
{
    internal static string NameOf(string urn) => Urn.Parse(urn).Name;

    internal static string TypeOf(string urn) => Urn.Parse(urn).Type;
}
