using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using CustomerLake.Cli;
using CustomerLake.Infra;
using CustomerLake.Tests.Unit.PulumiSdk;
using Pulumi;
using Pulumi.Testing;
using YamlDotNet.Serialization;

namespace CustomerLake.Tests.Unit.Infra;

/// <summary>The lake's stack, run against mocks with the settings of a flavour's own file.</summary>
internal static class LakeRun
{
    public const string Account = "123456789012";
    public const string Region = "eu-west-1";
    public const string Suffix = "ab12cd34";
    private static readonly ConcurrentDictionary<string, Task<LakeResult>> _runs = new();

    public static TheoryData<string> Flavours => ["dev", "prod", "preview"];

    /// <summary>A flavour's graph; made once.</summary>
    public static Task<LakeResult> OfAsync(string flavour) => _runs.GetOrAdd(flavour, f => RunAsync(f, SettingsOf(f)));

    public static LakeSettings SettingsOf(string flavour)
    {
        var config = ConfigOf(flavour).SetItem("customer-lake:suffix", Suffix);
        if (flavour == "preview")
        {
            config = config.SetItem("customer-lake:lease", "2026-05-01T12:00:00Z");
        }

        return LakeSettings.Read(StackOf(flavour), Get("customer-lake"), Get("aws"));

        Func<string, string?> Get(string space) => key => config.GetValueOrDefault($"{space}:{key}");
    }

    public static async Task<LakeResult> RunAsync(string flavour, LakeSettings settings, bool isPreview = false)
    {
        var mocks = new RecordingMocks { Answer = LakeMocks.Answer, CallAnswer = LakeMocks.Call };
        var resources = await Deployment.TestWithServiceProviderAsync<LakeStack>(
            mocks,
            new StackProvider(settings),
            new TestOptions
            {
                ProjectName = "customer-lake",
                StackName = StackOf(flavour),
                IsPreview = isPreview,
            }
        );
        var outputs = mocks.Outputs.Single(o => o.Urn.Contains("pulumi:pulumi:Stack::", StringComparison.Ordinal));
        return new LakeResult(ResourceGraph.Of(mocks.Resources), outputs.Outputs, resources);
    }

    /// <summary>A flavour's config file; lists as JSON, as Pulumi hands them over.</summary>
    public static ImmutableDictionary<string, string> ConfigOf(string flavour)
    {
        var text = File.ReadAllText(Path.Combine(Checkout.Root, $"Pulumi.{flavour}.yaml"));
        var file = new DeserializerBuilder().Build().Deserialize<Dictionary<string, Dictionary<string, object>>>(text);
        return file["config"]
            .ToImmutableDictionary(e => e.Key, e => e.Value as string ?? JsonSerializer.Serialize(e.Value));
    }

    private static string StackOf(string flavour) => flavour == "preview" ? "pr-7" : flavour;

    private sealed class StackProvider(LakeSettings settings) : IServiceProvider
    {
        public object GetService(Type serviceType) => new LakeStack(new StackOptions(), settings);
    }
}

/// <param name="Outputs">Of the stack.</param>
internal sealed record LakeResult(
    ResourceGraph Graph,
    ImmutableDictionary<string, Output<object?>> Outputs,
    ImmutableArray<Resource> Resources
);
