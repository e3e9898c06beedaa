using System.Collections.Immutable;
using CustomerLake.Local.Engine.Providers;
using CustomerLake.Local.Engine.Providers.Aws;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Tests.Unit.Engine.Providers;

public sealed class EqualityTests
{
    private const string Policy = """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"s3:GetObject","Resource":["b","a"]}]}
        """;

    private static AwsResource Type(string token) => AwsTypes.Find(token);

    [Theory]
    [InlineData(
        """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":["arn:aws:iam::123456789012:root"]},"Action":["S3:getobject"],"Resource":["a","b"]}}"""
    )]
    [InlineData(
        """{"Statement":[{"Resource":["a","b","a"],"Action":["s3:GetObject"],"Principal":{"AWS":"123456789012"},"Effect":"Allow","Sid":""}],"Version":"2012-10-17"}"""
    )]
    public void Policies_that_say_the_same_are_equal(string other) =>
        Assert.True(PolicyMeaning.AreEqual(Policy, other));

    [Theory]
    [InlineData("Allow", "Deny")]
    [InlineData("GetObject", "PutObject")]
    [InlineData("123456789012", "999999999999")]
    [InlineData("2012-10-17", "2008-10-17")]
    [InlineData("\"a\"", "\"A\"")]
    public void Policies_that_say_something_else_differ(string part, string otherwise) =>
        Assert.False(PolicyMeaning.AreEqual(Policy, Policy.Replace(part, otherwise, StringComparison.Ordinal)));

    [Fact]
    public void Conditions_are_compared_without_regard_to_form_or_order()
    {
        const string One =
            """{"Statement":[{"Condition":{"StringEquals":{"aws:SourceAccount":"1","a:b":["x","y"]}}}]}""";
        const string Other =
            """{"Statement":{"Condition":{"stringequals":{"a:B":["y","x"],"AWS:SourceAccount":["1"]}}}}""";

        Assert.True(PolicyMeaning.AreEqual(One, Other));
        Assert.False(PolicyMeaning.AreEqual(One, Other.Replace("\"y\"", "\"z\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void Nothing_false_about_an_empty_optional()
    {
        var bucket = Type("aws:s3/bucket:Bucket");

        Assert.Empty(Equality.Differences(bucket, Map(("tags", Map()), ("a", "")), Map(("a", PropertyValue.Null))));
    }

    [Fact]
    public void Order_matters_only_where_it_says_something()
    {
        var source = Type("aws:quicksight/dataSource:DataSource");
        var (one, other) = (List("a", "b"), List("b", "a"));

        Assert.True(Equality.AreEqual(source, "permissions", one, other));
        Assert.False(Equality.AreEqual(source, "elsewhere", one, other));
        Assert.False(Equality.AreEqual(source, "permissions", one, List("a", "a")));
    }

    [Fact]
    public void What_aws_added_is_no_drift_and_what_changed_is()
    {
        var job = Type("aws:glue/job:Job");
        var inputs = Map(("command", Map(("name", "glueetl"), ("scriptLocation", "s3://a"))), ("timeout", 60));
        var outputs = Map(
            ("command", Map(("name", "glueetl"), ("scriptLocation", "s3://a"), ("pythonVersion", "3"))),
            ("timeout", 60),
            ("maxRetries", 0),
            ("maxCapacity", 1)
        );
        var live = Map(
            ("command", Map(("name", "glueetl"), ("scriptLocation", "s3://b"), ("pythonVersion", "3"))),
            ("timeout", 60),
            ("maxRetries", 0),
            ("maxCapacity", 2)
        );

        var drifted = Equality.InputsOf(job, inputs, outputs, live);

        Assert.Equal(["command", "maxCapacity"], Equality.Differences(job, drifted, inputs));
        Assert.Equal("s3://b", drifted["command"].AsMap!.Text("scriptLocation"));
        Assert.Null(drifted["command"].AsMap!.Find("pythonVersion"));
    }

    [Fact]
    public void A_tag_added_elsewhere_is_drift()
    {
        var bucket = Type("aws:s3/bucket:Bucket");
        var inputs = Map(("tags", Map(("a", "1"))));

        var drifted = Equality.InputsOf(bucket, inputs, inputs, Map(("tags", Map(("a", "1"), ("b", "2")))));

        Assert.Equal(["tags"], Equality.Differences(bucket, drifted, inputs));
    }

    [Fact]
    public void A_secret_that_did_not_change_stays_marked()
    {
        var key = Type("aws:kms/key:Key");
        var inputs = Map(("description", PropertyValue.Secret("hidden")));

        Assert.True(Equality.InputsOf(key, inputs, inputs, Map(("description", "hidden"))).ContainsSecrets);
    }

    [Fact]
    public void A_difference_is_told_down_to_the_member()
    {
        var diff = ResourceDiff.Of(
            Type("aws:glue/job:Job"),
            Map(("defaultArguments", Map(("--a", "1"), ("b", "2"))), ("name", "x")),
            Map(("defaultArguments", Map(("--a", "3"), ("c", "4"))), ("name", "y"))
        );

        Assert.Equal(["defaultArguments", "name"], diff.ChangedKeys);
        Assert.Equal(["name"], diff.ReplaceKeys);
        Assert.Equal(
            ["defaultArguments.b", "defaultArguments.c", "defaultArguments[\"--a\"]", "name"],
            diff.Detailed!.Keys.Order(StringComparer.Ordinal)
        );
        Assert.Equal(PropertyDiffKind.UpdateReplace, diff.Detailed["name"].Kind);
        Assert.Equal(PropertyDiffKind.Delete, diff.Detailed["defaultArguments.b"].Kind);
    }

    [Fact]
    public void A_thing_whose_name_stays_goes_before_its_replacement_comes()
    {
        var type = Type("aws:glue/securityConfiguration:SecurityConfiguration");
        var before = Map(("name", "x"), ("encryptionConfiguration", Map(("a", "1"))));

        Assert.True(
            ResourceDiff.Of(type, before, before.With("encryptionConfiguration", Map(("a", "2")))).DeleteBeforeReplace
        );
        Assert.False(ResourceDiff.Of(type, before, before.With("name", "y")).DeleteBeforeReplace);
    }

    [Fact]
    public void A_dashboard_of_another_id_is_another_dashboard()
    {
        var type = Type("aws:cloudcontrol/resource:Resource");
        PropertyMap Dashboard(string id, string name) =>
            Map(
                ("typeName", "AWS::QuickSight::Dashboard"),
                ("desiredState", $$"""{"AwsAccountId":"1","DashboardId":"{{id}}","Name":"{{name}}"}""")
            );

        Assert.Equal(["desiredState"], ResourceDiff.Of(type, Dashboard("a", "n"), Dashboard("b", "n")).ReplaceKeys);
        Assert.Empty(ResourceDiff.Of(type, Dashboard("a", "n"), Dashboard("a", "m")).ReplaceKeys);
        Assert.Empty(
            ResourceDiff
                .Of(type, Dashboard("a", "n"), Dashboard("a", "n").With("desiredState", PropertyValue.Unknown))
                .ReplaceKeys
        );
    }

    private static PropertyMap Map(params (string, PropertyValue)[] members) => PropertyMap.Of(members);

    private static PropertyValue List(params ImmutableArray<PropertyValue> items) => PropertyValue.Of(items);
}
