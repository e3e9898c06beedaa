using System.Text.Json.Nodes;
using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.CloudControl;

namespace CustomerLake.Tests.Unit.Cloud.CloudControl;

public sealed class JsonPatchTests
{
    [Theory]
    [InlineData("""{"a":1}""", """[{"op":"add","path":"/b","value":[2]}]""", """{"a":1,"b":[2]}""")]
    [InlineData("""{"a":[1,3]}""", """[{"op":"add","path":"/a/1","value":2}]""", """{"a":[1,2,3]}""")]
    [InlineData("""{"a":[1]}""", """[{"op":"add","path":"/a/-","value":2}]""", """{"a":[1,2]}""")]
    [InlineData("""{"a":1,"b":2}""", """[{"op":"remove","path":"/a"}]""", """{"b":2}""")]
    [InlineData(
        """{"a":{"b":1}}""",
        """[{"op":"replace","path":"/a/b","value":{"c":null}}]""",
        """{"a":{"b":{"c":null}}}"""
    )]
    [InlineData(
        """{"a":{"b":1},"c":{}}""",
        """[{"op":"move","from":"/a/b","path":"/c/d"}]""",
        """{"a":{},"c":{"d":1}}"""
    )]
    [InlineData("""{"a/b":1,"m~n":2}""", """[{"op":"copy","from":"/a~1b","path":"/m~0n"}]""", """{"a/b":1,"m~n":1}""")]
    [InlineData(
        """{"a":1}""",
        """[{"op":"test","path":"/a","value":1},{"op":"replace","path":"/a","value":2}]""",
        """{"a":2}"""
    )]
    [InlineData("""{"a":1}""", """[{"op":"replace","path":"","value":{"b":1}}]""", """{"b":1}""")]
    public void An_operation_changes_its_place_alone(string before, string patch, string after)
    {
        var patched = JsonPatch.Apply(JsonNode.Parse(before)!.AsObject(), patch);

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(after), patched), patched.ToJsonString());
    }

    [Theory]
    [InlineData("""[{"op":"remove","path":"/z"}]""")]
    [InlineData("""[{"op":"replace","path":"/z","value":1}]""")]
    [InlineData("""[{"op":"add","path":"/a/7","value":1}]""")]
    [InlineData("""[{"op":"test","path":"/b","value":2}]""")]
    [InlineData("""[{"op":"grow","path":"/b"}]""")]
    [InlineData("""{"op":"add"}""")]
    [InlineData("[")]
    public void A_patch_that_does_not_fit_is_refused_and_changes_nothing(string patch)
    {
        var document = JsonNode.Parse("""{"a":[1],"b":1}""")!.AsObject();

        var fault = Assert.Throws<AwsException>(() => JsonPatch.Apply(document, patch));

        Assert.Equal("InvalidRequestException", fault.Code);
        Assert.Equal("""{"a":[1],"b":1}""", document.ToJsonString());
    }
}
