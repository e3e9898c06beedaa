using System.Text.Json;
using Pulumi;
using Pulumi.Automation;
using Pulumi.Automation.Commands.Exceptions;

namespace CustomerLake.Tests.Unit.Engine;

/// <summary>Each option that the SDK has reaches the engine, or is refused by name.</summary>
public sealed class ProgramOptionsTests : IDisposable
{
    private static readonly string[] PassedOn =
    [
        "AdditionalSecretOutputs",
        "Aliases",
        "CustomTimeouts",
        "DeleteBeforeReplace",
        "DeletedWith",
        "DependsOn",
        "HideDiffs",
        "IgnoreChanges",
        "ImportId",
        "Parent",
        "Protect",
        "ReplaceOnChanges",
        "ReplaceWith",
        "RetainOnDelete",
        "Version",
    ];

    /// <summary>What the SDK itself carries out, or sends as something else.</summary>
    private static readonly string[] OfTheSdk =
    [
        "Id",
        "Provider",
        "Providers",
        "ResourceTransformations",
        "Urn",
        // Nothing is downloaded: packages are built in.
        "PluginDownloadURL",
    ];

    private static readonly string[] Refused = ["EnvVarMappings", "Hooks", "ReplacementTrigger", "ResourceTransforms"];

    private readonly EmbeddedStack _embedded = new();

    public void Dispose() => _embedded.Dispose();

    [Fact]
    public void No_option_of_the_sdk_is_forgotten() =>
        Assert.Empty(
            new[] { typeof(CustomResourceOptions), typeof(ComponentResourceOptions) }
                .SelectMany(type => type.GetProperties())
                .Select(property => property.Name)
                .Except([.. PassedOn, .. OfTheSdk, .. Refused])
        );

    [Fact]
    public async Task Options_stand_in_the_state()
    {
        _embedded.Program = () =>
        {
            var first = new Thing("first", new ThingArgs { Name = "first" });
            _ = new Thing(
                "all",
                new ThingArgs { Name = "all" },
                new CustomResourceOptions
                {
                    AdditionalSecretOutputs = { "computed" },
                    CustomTimeouts = new CustomTimeouts { Update = TimeSpan.FromMinutes(2) },
                    DeletedWith = first,
                    DependsOn = { first },
                    HideDiffs = { "secretText" },
                    IgnoreChanges = { "size" },
                    Protect = true,
                    ReplaceOnChanges = { "note" },
                    ReplaceWith = { first },
                    RetainOnDelete = true,
                }
            );
            return null;
        };
        var stack = await _embedded.OpenAsync();
        await stack.UpAsync();

        var state = await stack.ExportStackAsync();

        var all = state
            .Json.GetProperty("deployment")
            .GetProperty("resources")
            .EnumerateArray()
            .Single(resource => resource.GetProperty("urn").GetString()!.EndsWith("::all", StringComparison.Ordinal));
        Assert.Equal(["computed"], Texts(all, "additionalSecretOutputs"));
        Assert.Equal(120, all.GetProperty("customTimeouts").GetProperty("update").GetDouble());
        Assert.EndsWith("::first", all.GetProperty("deletedWith").GetString(), StringComparison.Ordinal);
        Assert.EndsWith("::first", Assert.Single(Texts(all, "dependencies")), StringComparison.Ordinal);
        Assert.Equal(["secretText"], Texts(all, "hideDiff"));
        Assert.Equal(["size"], Texts(all, "ignoreChanges"));
        Assert.True(all.GetProperty("protect").GetBoolean());
        Assert.Equal(["note"], Texts(all, "replaceOnChanges"));
        Assert.EndsWith("::first", Assert.Single(Texts(all, "replaceWith")), StringComparison.Ordinal);
        Assert.True(all.GetProperty("retainOnDelete").GetBoolean());
    }

    [Fact]
    public async Task Of_what_is_to_be_hidden_only_that_it_differs_is_shown()
    {
        var (note, size) = ("long before", 1);
        _embedded.Program = () =>
        {
            var args = new ThingArgs
            {
                Name = "a",
                Note = note,
                Size = size,
            };
            _ = new Thing("a", args, new CustomResourceOptions { HideDiffs = { "note" } });
            return null;
        };
        var stack = await _embedded.OpenAsync();
        await stack.UpAsync();
        (note, size) = ("long after", 2);

        var diff = await stack.PreviewAsync(new PreviewOptions { Diff = true });
        var tree = await stack.PreviewAsync();

        Assert.Contains("size: 1 => 2", diff.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("note (hidden)", diff.StandardOutput, StringComparison.Ordinal);
        Assert.DoesNotContain("long after", diff.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("[diff: ~size]", tree.StandardOutput, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("transform", "asynchronous resource transforms")]
    [InlineData("trigger", "replacement triggers")]
    public async Task What_cannot_be_had_is_refused_by_name(string option, string named)
    {
        var options = new CustomResourceOptions();
        if (option == "transform")
        {
            options.ResourceTransforms.Add((_, _) => Task.FromResult<ResourceTransformResult?>(null));
        }
        else
        {
            options.ReplacementTrigger = "now";
        }

        _embedded.Program = () =>
        {
            _ = new Thing("marked", new ThingArgs { Name = "marked" }, options);
            return null;
        };
        var stack = await _embedded.OpenAsync();

        var fault = await Assert.ThrowsAnyAsync<CommandException>(() => stack.UpAsync());

        Assert.Contains($"'marked' uses {named}", fault.Message, StringComparison.Ordinal);
        Assert.Empty(_embedded.World.Cloud.All);
    }

    private static string[] Texts(JsonElement resource, string member) =>
        [.. resource.GetProperty(member).EnumerateArray().Select(text => text.GetString()!)];
}
