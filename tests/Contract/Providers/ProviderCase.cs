using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Tests.Contract.Providers;

/// <summary>A resource type: inputs to make it with, and others to change it to.</summary>
/// <param name="Prepare">Makes what it needs; answers both sets of inputs.</param>
internal sealed record ProviderCase(
    string Type,
    Func<ProviderLab, CancellationToken, Task<(PropertyMap Inputs, PropertyMap Changed)>> Prepare
)
{
    /// <summary>Whether AWS can change anything of it.</summary>
    public bool HasUpdate { get; init; } = true;

    /// <summary>Whether the local cloud knows a second state of it.</summary>
    public bool CanChange { get; init; } = true;

    /// <summary>Whether AWS always answers something where the thing would be: a default, or "off".</summary>
    public bool LeavesDefault { get; init; }

    public static ProviderCase Of(string type, PropertyMap inputs, PropertyMap changed) =>
        new(type, (_, _) => Task.FromResult((inputs, changed)));

    public static PropertyMap Map(params (string, PropertyValue)[] members) => PropertyMap.Of(members);

    public static PropertyValue List(params PropertyValue[] items) => PropertyValue.Of(items);

    public static (string, PropertyValue) Tags(params (string, PropertyValue)[] tags) => ("tags", Map(tags));
}
