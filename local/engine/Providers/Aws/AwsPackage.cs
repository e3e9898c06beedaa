namespace CustomerLake.Local.Engine.Providers.Aws;

/// <summary>What the <c>aws</c> package is run with; the defaults are those of a process of its own.</summary>
public sealed record AwsPackageOptions
{
    private static readonly HttpClient Connections = new(
        new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) }
    )
    {
        Timeout = TimeSpan.FromMinutes(2),
    };

    /// <summary>Where AWS_ENDPOINT_URL, AWS_REGION and the keys are looked up when configuration does not say.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>What calls go through: the connections that all providers of this process share.</summary>
    public HttpClient Http { get; init; } = Connections;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How often a call is tried while AWS asks for patience.</summary>
    public int Attempts { get; init; } = AwsRetry.DefaultAttempts;

    /// <summary>Fixes the jitter between attempts; null leaves it to chance.</summary>
    public int? Seed { get; init; }
}

/// <summary>The package <c>aws</c>: the resource types and functions that the lake's program uses.</summary>
public static class AwsPackage
{
    /// <summary>The version of the genuine package whose schema is followed.</summary>
    public const string Version = "7.48.0";

    public static ProviderPackage Create(AwsPackageOptions? options = null)
    {
        options ??= new AwsPackageOptions();
        return new ProviderPackage("aws", Version, () => new AwsProvider(options));
    }
}
