namespace CustomerLake.Local.Engine.Providers;

/// <summary>A package the engine can load: <c>aws</c>, its version, and how an instance of its provider is made.</summary>
/// <param name="Name">The first part of its type tokens.</param>
/// <param name="Version">Such as <c>7.48.0</c>; registrations may name any version.</param>
public sealed record ProviderPackage(string Name, string Version, Func<IResourceProvider> Start);
