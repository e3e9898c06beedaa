using Pulumi;

namespace CustomerLake.Infra;

/// <summary>What every component is given: the environment's settings and its names.</summary>
internal sealed record Lake(LakeSettings Settings, Naming Names)
{
    /// <summary>Tags of every resource that takes tags.</summary>
    public InputMap<string> Tags => Settings.Tags;

    /// <summary>Options of a resource inside a component.</summary>
    public static CustomResourceOptions Under(ComponentResource component) => new() { Parent = component };
}
