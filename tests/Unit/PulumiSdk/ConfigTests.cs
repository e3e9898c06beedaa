using System.Text.Json;
using Pulumi;

namespace CustomerLake.Tests.Unit.PulumiSdk;

/// <summary>Configuration comes from two variables of the process, so these tests take turns.</summary>
[Collection(ProcessEnvironment.Name)]
public sealed class ConfigTests
{
    [Fact]
    public async Task Values_are_read_by_type_and_namespace()
    {
        var read = await WithConfigAsync(
            new()
            {
                ["lake:text"] = "t",
                ["lake:flag"] = "true",
                ["lake:number"] = "7",
                ["lake:ratio"] = "0.25",
                ["lake:list"] = """["a","b"]""",
                ["aws:region"] = "eu-west-1",
            },
            () =>
            {
                var lake = new Config();
                return new Dictionary<string, object?>
                {
                    ["text"] = lake.Require("text"),
                    ["flag"] = lake.RequireBoolean("flag"),
                    ["number"] = lake.GetInt32("number"),
                    ["ratio"] = lake.RequireDouble("ratio"),
                    ["list"] = string.Join(' ', lake.RequireObject<string[]>("list")),
                    ["missing"] = lake.Get("missing"),
                    ["region"] = new Config("aws").Get("region"),
                };
            }
        );

        Assert.Equal(["t", true, 7, 0.25, "a b", null, "eu-west-1"], read.Values);
    }

    [Fact]
    public async Task A_secret_is_one_only_when_it_is_asked_for_as_one()
    {
        Output<string> secret = null!;

        await WithConfigAsync(
            new() { ["lake:key"] = "k" },
            () =>
            {
                secret = new Config().RequireSecret("key");
                return new Dictionary<string, object?>();
            }
        );

        Assert.True(await Output.IsSecretAsync(secret));
    }

    [Fact]
    public async Task A_missing_value_says_how_to_set_it()
    {
        var fault = await Assert.ThrowsAsync<RunException>(() =>
            WithConfigAsync([], () => new Dictionary<string, object?> { ["x"] = new Config().Require("size") })
        );

        Assert.Contains("Missing Required configuration variable 'lake:size'", fault.Message, StringComparison.Ordinal);
        Assert.Contains("`pulumi config set lake:size <value>`", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_value_is_named()
    {
        var fault = await Assert.ThrowsAnyAsync<Exception>(() =>
            WithConfigAsync(
                new() { ["lake:size"] = "big" },
                () => new Dictionary<string, object?> { ["x"] = new Config().GetInt32("size") }
            )
        );

        Assert.Contains(
            "Configuration 'lake:size' value 'big' is not a valid Int32",
            fault.ToString(),
            StringComparison.Ordinal
        );
    }

    /// <summary>The variables are read while <c>TestAsync</c> is being called, before it first waits.</summary>
    private static Task<IDictionary<string, object?>> WithConfigAsync(
        Dictionary<string, string> values,
        Func<IDictionary<string, object?>> program
    )
    {
        const string Name = "PULUMI_CONFIG";
        var before = Environment.GetEnvironmentVariable(Name);
        Environment.SetEnvironmentVariable(Name, JsonSerializer.Serialize(values));
        try
        {
            return new RecordingMocks().RunAsync(program);
        }
        finally
        {
            Environment.SetEnvironmentVariable(Name, before);
        }
    }
}
