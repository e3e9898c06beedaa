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

    [Theory]
    [InlineData("aws:created-by", "x", "prefix")]
    [InlineData("", "x", "a key of 1 to 128")]
    [InlineData("a", "long", "a value of at most 256")]
    public void Tags_that_no_service_takes_are_named(string key, string value, string why) =>
        Assert.Contains(
            why,
            Assert
                .Single(
                    Tags.Failures(
                        PropertyMap.Of(("tags", PropertyMap.Of((key, value == "long" ? new string('x', 257) : value))))
                    )
                )
                .Reason,
            StringComparison.Ordinal
        );

    [Fact]
    public void Too_many_tags_are_counted_with_the_default_ones()
    {
        var many = PropertyMap.Of(
            Enumerable.Range(0, 51).Select(i => KeyValuePair.Create($"key-{i}", (PropertyValue)"x"))
        );

        Assert.Equal(
            "There are 51 tags; AWS takes at most 50.",
            Assert.Single(Tags.Failures(PropertyMap.Of(("tags", many)))).Reason
        );
    }

    [Fact]
    public void A_default_tag_gives_way_and_what_is_unknown_or_secret_stays_so()
    {
        var defaults = new DefaultTags(PropertyMap.Of(("stage", "dev"), ("team", "data")));
        var type = AwsTypes.Find("aws:s3/bucket:Bucket");
        var secret = PropertyValue.Secret("x");

        PropertyValue All(PropertyValue tags) => defaults.Check(type, PropertyMap.Of(("tags", tags)))["tagsAll"];

        Assert.Equal(
            PropertyMap.Of(("stage", "test"), ("team", "data"), ("x", secret)),
            All(PropertyMap.Of(("stage", "test"), ("x", secret)))
        );
        Assert.Equal(PropertyValue.Unknown, All(PropertyValue.Unknown));
        Assert.Equal(
            PropertyMap.Empty,
            defaults.Check(AwsTypes.Find("aws:glue/classifier:Classifier"), PropertyMap.Empty)
        );
    }

    [Fact]
    public void Another_value_or_another_case_of_a_key_is_one()
    {
        Assert.NotEqual(Wanted, Tags.FromMap(JsonNode.Parse("""{"C":"3","b":"2","a":"9"}""")));
        Assert.NotEqual(Wanted, Tags.FromMap(JsonNode.Parse("""{"c":"3","b":"2","a":"1"}""")));
    }
}
