using System.Collections.Immutable;
using System.Text.Json;
using Pulumi.Testing;

namespace Pulumi;

/// <summary>One run of a program.</summary>
public sealed partial class Deployment
{
    private static readonly AsyncLocal<DeploymentInstance?> _instance = new();

    private readonly List<string> _errors = [];
    private readonly string? _rootDirectory;
    private readonly IEngineLogger _logger;

    private Deployment(IMocks mocks, TestOptions? options)
    {
        StackName = options?.StackName ?? "stack";
        ProjectName = options?.ProjectName ?? "project";
        OrganizationName = options?.OrganizationName ?? "organization";
        IsDryRun = options?.IsPreview ?? true;
        _rootDirectory = options?.RootDirectory;
        Monitor = new MockMonitor(mocks, this);
        Config = ReadConfig();
        _logger = new MockLogger(AddError);
    }

    public static DeploymentInstance Instance =>
        _instance.Value
        ?? throw new InvalidOperationException("Trying to acquire Deployment.Instance before 'Run' was called.");

    internal static Deployment? Current => _instance.Value?.Internal;

    internal string StackName { get; }

    internal string ProjectName { get; }

    internal string OrganizationName { get; }

    internal string RootDirectory =>
        _rootDirectory
        ?? throw new InvalidOperationException(
            "The Pulumi CLI version does not support root directory. Please update the Pulumi CLI."
        );

    internal bool IsDryRun { get; }

    internal ImmutableDictionary<string, string> Config { get; }

    internal IEngineLogger Logger => _logger;

    internal TaskTracker Run { get; } = new();

    internal MockMonitor Monitor { get; }

    internal Stack Stack
    {
        get =>
            field ?? throw new InvalidOperationException("Trying to acquire Deployment.Stack before 'Run' was called.");
        set;
    }

    internal void AddError(string message)
    {
        lock (_errors)
        {
            _errors.Add(message);
        }
    }

    private static ImmutableDictionary<string, string> ReadConfig()
    {
        if (Environment.GetEnvironmentVariable("PULUMI_CONFIG") is not { } json)
        {
            return ImmutableDictionary<string, string>.Empty;
        }

        using var document = JsonDocument.Parse(json);
        var config = ImmutableDictionary.CreateBuilder<string, string>();
        foreach (var entry in document.RootElement.EnumerateObject())
        {
            // "ns:config:key" is the old form of "ns:key".
            var key = entry.Name.Split(':', 3) is [var name, "config", var rest] ? $"{name}:{rest}" : entry.Name;
            config[key] = entry.Value.ToString();
        }

        return config.ToImmutable();
    }
}
