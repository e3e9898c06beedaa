using CustomerLake.Local.Engine.Scenarios;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Tests.Unit.Engine.Commands;

/// <summary>What <c>import</c> is told to adopt, by arguments or by a file.</summary>
public sealed class ImportFileTests
{
    [Theory]
    [InlineData(
        """{"name":"t"}""",
        "2 errors occurred:\n    1) resource 't' has no type\n    2) resource 't' has no ID"
    )]
    [InlineData(
        """{"type":"a:b:C"}""",
        "2 errors occurred:\n    1) resource 0 of type 'a:b:C' has no name\n    2) resource 0 of type 'a:b:C' has no ID"
    )]
    [InlineData(
        """{"type":"a:b:C","name":"t","id":"i","component":true}""",
        "resource 't' of type 'a:b:C' has an ID, but is marked as a component"
    )]
    [InlineData(
        """{"type":"a:b:C","name":"t","id":"i","remote":true}""",
        "resource 't' of type 'a:b:C' is marked as remote, but not as a component"
    )]
    [InlineData(
        """{"type":"a:b:C","name":"t","id":"i","parent":"t"}""",
        "resource 't' of type 'a:b:C' is among its own parents"
    )]
    [InlineData(
        """{"type":"a:b:C","name":"t","id":"i"},{"type":"a:b:C","name":"t","id":"j"}""",
        "resource 't' of type 'a:b:C' has an ambiguous URN, set name (or logical name) to be unique"
    )]
    [InlineData(
        """{"type":"a:b:C","name":"t","id":"i","provider":"p"}""",
        "the provider 'p' for resource 't' of type 'a:b:C' has no entry in 'nameTable' or 'resources'"
    )]
    [InlineData(
        """{"type":"a:b:C","name":"t","id":"i","inputs":{}}""",
        "'inputs' in an import file is not supported by the embedded engine"
    )]
    public async Task A_file_that_makes_no_sense_is_refused_with_all_its_faults(string resources, string why)
    {
        using var engine = await new EngineHarness().InitAsync();
        engine.WriteFile("r.json", $$"""{"resources":[{{resources}}]}""");

        Assert.Equal(
            $"error: {why}",
            await engine.ErrorAsync("import", "--file", "r.json", "--yes", "--generate-code=false")
        );
    }

    [Theory]
    [InlineData(
        "",
        "an inline resource must be specified if no converter or import file is used, missing type, name, and id"
    )]
    [InlineData("a b", "an inline resource must be specified if no converter or import file is used, missing id")]
    [InlineData("a b c d", "only expected at most three arguments")]
    [InlineData("a b c --parent x", "invalid parent URN: 'x'")]
    [InlineData("a b c --provider x", "the provider 'provider' for resource 'b' of type 'a' is not a provider")]
    [InlineData("a b c --file x", "an inline resource may not be specified in conjunction with an import file")]
    public async Task Arguments_that_make_no_sense_are_refused(string line, string why)
    {
        using var engine = await new EngineHarness().InitAsync();
        string[] arguments =
        [
            "import",
            "--yes",
            "--generate-code=false",
            .. line.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        ];

        Assert.Equal($"error: {why}", await engine.ErrorAsync(arguments));
    }

    [Fact]
    public async Task Children_may_stand_before_their_parents_in_a_file()
    {
        using var engine = await new EngineHarness().InitAsync();
        engine.World.Cloud.Put(
            new FakeItem("t-1", "fake:index:Thing", "local", 1, PropertyMap.Of(("name", PropertyValue.Of("t"))))
        );
        engine.WriteFile(
            "r.json",
            """
            {"resources":[
              {"type":"fake:index:Thing","name":"t","logicalName":"the-thing","id":"t-1","parent":"g"},
              {"type":"app:index:Group","name":"g","component":true}]}
            """
        );

        await engine.OutputAsync("import", "--file", "r.json", "--yes", "--generate-code=false", "--protect=false");

        Assert.Equal(
            "urn:pulumi:dev::proj::app:index:Group$fake:index:Thing::the-thing",
            engine.Snapshot().Resources.Single(state => state.Id == "t-1").Urn
        );
    }
}
