namespace CustomerLake.Tests.Unit.Engine.Commands;

/// <summary>Deployments of any version and any damage: taken whole, or refused by name with the state as it was.</summary>
public sealed class StackImportTests
{
    private const string Thing = "urn:pulumi:dev::proj::fake:index:Thing";

    [Theory]
    [InlineData(
        """{"version":"3"}""",
        "json: cannot unmarshal string into Go struct field UntypedDeployment.version of type int"
    )]
    [InlineData(
        """{"version":3,"deployment":[]}""",
        "could not deserialize deployment: json: cannot unmarshal array into Go value of type apitype.DeploymentV3"
    )]
    [InlineData(
        """{"version":3,"deployment":{"resources":"x"}}""",
        "could not deserialize deployment: json: cannot unmarshal string into Go struct field DeploymentV3.resources of type []apitype.ResourceV3"
    )]
    [InlineData(
        """{"version":3,"deployment":{"secrets_providers":{"type":"awskms"}}}""",
        "could not deserialize deployment: no known secrets provider for type \"awskms\""
    )]
    [InlineData(
        """{"version":3,"deployment":{"resources":[{"type":"x:y:Z"}]}}""",
        "could not deserialize deployment: resource missing required 'urn' field"
    )]
    [InlineData(
        """{"version":3,"deployment":{"resources":[{"urn":"urn:pulumi:dev::proj::x:y:Z::n","type":"x:y:Z","id":"i"}]}}""",
        "could not deserialize deployment: resource 'urn:pulumi:dev::proj::x:y:Z::n' has 'custom' false but non-empty ID"
    )]
    [InlineData(
        """{"version":3,"deployment":{"resources":[{"urn":"urn:pulumi:dev::proj::x:y:Z::n","type":"x:y:Z","inputs":{"a":{"4dabf18193072939515e22adb298388d":"1b47061264138c4ac30d75fd1eb44270","ciphertext":"v1:a:b"}}}],"secrets_providers":{"type":"passphrase","state":{"salt":"bad"}}}}""",
        "could not deserialize deployment: constructing secrets manager of type \"passphrase\": constructing secrets manager: malformed state value"
    )]
    [InlineData("{\"version\":3", "unexpected EOF")]
    [InlineData("", "EOF")]
    public async Task What_cannot_be_read_is_refused_by_name(string deployment, string why)
    {
        using var engine = await new EngineHarness().InitAsync();
        engine.Input = deployment;

        Assert.Equal($"error: {why}", await engine.ErrorAsync("stack", "import"));
    }

    [Theory]
    [InlineData(
        "\"manifest\":{\"magic\":\"x\",\"version\":\"v3.0.0\"}",
        "magic cookie mismatch; possible tampering/corruption detected"
    )]
    [InlineData(
        "\"resources\":[{\"urn\":\"urn:pulumi:dev::proj::x:y:Z::n\",\"type\":\"x:y:Z\",\"replaceWith\":[\"urn:pulumi:dev::proj::x:y:Z::m\"]}]",
        "resource urn:pulumi:dev::proj::x:y:Z::n is specified as being replaced with urn:pulumi:dev::proj::x:y:Z::m, which is missing"
    )]
    public async Task What_is_not_sound_needs_force(string content, string why)
    {
        using var engine = await new EngineHarness().InitAsync();
        engine.Input = $"{{\"version\":3,\"deployment\":{{{content}}}}}";

        var error = await engine.ErrorAsync("stack", "import");

        Assert.Equal(
            $"error: 2 errors occurred:\n    1) state file contains errors: {why}\n"
                + "    2) importing this file could be dangerous; rerun with --force to proceed anyway",
            error
        );
    }

    [Fact]
    public async Task In_an_old_deployment_any_input_may_need_all_that_the_resource_needs()
    {
        using var engine = await new EngineHarness().InitAsync();
        engine.Input = $$$"""
            {"version":2,"deployment":{"resources":[
              {"urn":"{{{Thing}}}::a","type":"fake:index:Thing","custom":true,"id":"a-1"},
              {"urn":"{{{Thing}}}::b","type":"fake:index:Thing","custom":true,"id":"b-1","inputs":{"x":1,"y":2},
               "dependencies":["{{{Thing}}}::a"]}]}} and what comes after is not looked at
            """;

        await engine.OutputAsync("stack", "import");

        var needs = engine.Snapshot().Resources[1].PropertyDependencies;
        Assert.Equal(["x", "y"], needs.Keys);
        Assert.All(needs.Values, urns => Assert.Equal([$"{Thing}::a"], urns));
    }

    [Fact]
    public async Task Members_of_the_CLI_that_mean_nothing_here_outlive_the_commands()
    {
        using var engine = await new EngineHarness().InitAsync();
        engine.Input = $$$"""
            {"version":3,"deployment":{"resources":[{"urn":"{{{Thing}}}::a","type":"fake:index:Thing","custom":true,"id":"a-1",
              "sourcePosition":"project:///x.ts#1,1","hideDiff":["size"],"refreshBeforeUpdate":true,"nonsense":1}]}}
            """;
        await engine.OutputAsync("stack", "import");

        await engine.OutputAsync("state", "rename", $"{Thing}::a", "b", "--yes");

        var exported = await engine.OutputAsync("stack", "export");
        Assert.Contains("\"sourcePosition\": \"project:///x.ts#1,1\"", exported, StringComparison.Ordinal);
        Assert.Contains("\"refreshBeforeUpdate\": true", exported, StringComparison.Ordinal);
        Assert.Contains("\"hideDiff\"", exported, StringComparison.Ordinal);
        Assert.DoesNotContain("nonsense", exported, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_state_that_cannot_be_mended_is_not_said_to_be()
    {
        using var engine = await new EngineHarness().InitAsync();
        engine.IsDamaged = true;
        engine.Input = $$$"""
            {"version":3,"deployment":{"resources":[
              {"urn":"{{{Thing}}}::b","type":"fake:index:Thing","custom":true,"id":"b-1","dependencies":["{{{Thing}}}::a"]},
              {"urn":"{{{Thing}}}::a","type":"fake:index:Thing","custom":true,"id":"a-1"}]}}
            """;
        await engine.OutputAsync("stack", "import", "--force");
        Assert.Equal("State repaired successfully\n", await engine.OutputAsync("state", "repair", "--yes"));
        Assert.Equal(["a", "b"], engine.Names());

        engine.Input = $$$"""
            {"version":3,"deployment":{"resources":[
              {"urn":"{{{Thing}}}::a","type":"fake:index:Thing","custom":true,"id":"a-1","provider":"nonsense"}]}}
            """;
        await engine.OutputAsync("stack", "import", "--force");
        var before = await engine.OutputAsync("stack", "export");

        Assert.StartsWith(
            "error: Failed to repair the snapshot automatically: failed to parse provider reference",
            await engine.ErrorAsync("state", "repair", "--yes"),
            StringComparison.Ordinal
        );
        Assert.Equal(before, await engine.OutputAsync("stack", "export"));
    }
}
