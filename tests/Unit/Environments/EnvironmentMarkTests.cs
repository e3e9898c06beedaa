using CustomerLake.Environments;
using CustomerLake.Environments.Leftovers;

namespace CustomerLake.Tests.Unit.Environments;

public sealed class EnvironmentMarkTests
{
    [Theory]
    [InlineData("lake-pr-7-abc12345-raw", true)]
    [InlineData("lake_pr_7_abc12345_curated", true)]
    [InlineData("alias/lake-pr-7-abc12345-data", true)]
    [InlineData("/aws-glue/jobs/lake-pr-7-abc12345-etl", true)]
    [InlineData("lake-feature-x0123456789-abc12345-raw", true)]
    [InlineData("lake-pr-7-abc12346-raw", false)]
    [InlineData("lake-pr-7-xabc12345-raw", false)]
    [InlineData("snowflake-pr-7-abc12345-raw", false)]
    [InlineData(null, false)]
    public void A_suffix_marks_whatever_the_stack_is_called(string? name, bool isMarked) =>
        Assert.Equal(isMarked, new EnvironmentMark("pr-7", "abc12345").IsOn(name));

    [Theory]
    [InlineData("lake-pr-7-zzzz9999-raw", true)]
    [InlineData("lake_pr_7_zzzz9999_raw", true)]
    [InlineData("lake-pr-71-zzzz9999-raw", false)]
    [InlineData("lake-pr-17-zzzz9999-raw", false)]
    public void Without_a_suffix_the_stack_s_name_does(string name, bool isMarked) =>
        Assert.Equal(isMarked, new EnvironmentMark("pr-7", null).IsOn(name));

    [Fact]
    public void A_key_is_known_by_its_tags()
    {
        Dictionary<string, string> tags = new() { ["lake:environment"] = "pr-7", ["lake:suffix"] = "abc12345" };

        Assert.True(new EnvironmentMark("pr-7", "abc12345").IsOn(tags));
        Assert.True(new EnvironmentMark("pr-7", null).IsOn(tags));
        Assert.False(new EnvironmentMark("pr-7", "other123").IsOn(tags));
        Assert.False(new EnvironmentMark("pr-8", null).IsOn(tags));
    }

    [Theory]
    [InlineData("2026-05-01T12:00:00Z", true)]
    [InlineData("2026-05-01", false)]
    [InlineData("tomorrow", false)]
    [InlineData(null, false)]
    public void A_lease_is_an_instant_to_the_second(string? text, bool isOne) =>
        Assert.Equal(isOne ? text : null, Lease.Parse(text)?.ToString());
}
