using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Providers.Aws;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Tests.Unit.Engine.Providers;

/// <summary>Tags are a set of pairs, whatever order a service gives them in and whatever it adds of its own.</summary>
public sealed class AwsTagsTests
{
    private static readonly PropertyValue Wanted = PropertyMap.Of(("b", "2"), ("a", "1"), ("C", "3"));

    [Theory]
    [InlineData(
        """[{"Key":"C","Value":"3"},{"Key":"aws:created-by","Value":"x"},{"Key":"b","Value":"2"},{"Key":"a","Value":"1"}]"""
    )]
    [InlineData("""[{"Key":"a","Value":"1"},{"Key":"b","Value":"2"},{"Key":"C","Value":"3"}]""")]
    public void A_list_in_any_order_is_no_difference(string list) =>
        Assert.Equal(Wanted, Tags.FromList(JsonNode.Parse(list)));

    [Fact]
    public void A_map_in_any_order_is_no_difference() =>
        Assert.Equal(Wanted, Tags.FromMap(JsonNode.Parse("""{"C":"3","aws:created-by":"x","b":"2","a":"1"}""")));

    [Fact]
    public void Another_value_or_another_case_of_a_key_is_one()
    {
        Assert.NotEqual(Wanted, Tags.FromMap(JsonNode.Parse("""{"C":"3","b":"2","a":"9"}""")));
        Assert.NotEqual(Wanted, Tags.FromMap(JsonNode.Parse("""{"c":"3","b":"2","a":"1"}""")));
    }
}
