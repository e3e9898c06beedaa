using CustomerLake.Infra;
using Pulumi;

namespace CustomerLake.Tests.Unit.Infra;

public sealed class LakeSettingsTests
{
    private static readonly Dictionary<string, string?> _right = new()
    {
        ["owner"] = "data-platform",
        ["suffix"] = "ab12cd34",
    };

    [Fact]
    public void All_faults_are_reported_at_once()
    {
        var fault = Assert.Throws<RunException>(() =>
            LakeSettings.Read(
                "dev",
                new Dictionary<string, string?>
                {
                    ["keys"] = "my-key",
                    ["deleteData"] = "yes",
                    ["logRetentionDays"] = "8",
                    ["jobWorkers"] = "one",
                    ["lease"] = "tomorrow",
                    ["disposableBuckets"] = """["raw","bronze"]""",
                    ["personaPrincipals"] = """["*"]""",
                }.GetValueOrDefault,
                _ => null
            )
        );

        Assert.StartsWith("The configuration of stack 'dev' is not usable:", fault.Message, StringComparison.Ordinal);
        string[] named =
        [
            "'aws:region' is not set",
            "'owner' is not set",
            "'suffix' is not set",
            "'keys' is 'my-key'",
            "'deleteData' is 'yes'",
            "'logRetentionDays' is '8'",
            "'jobWorkers' is 'one'",
            "'lease' is 'tomorrow'",
            "'disposableBuckets' holds 'bronze'",
            "'personaPrincipals' holds '*'",
        ];
        Assert.All(named, text => Assert.Contains(text, fault.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Deleting_data_needs_both_keys()
    {
        var settings = Read(("disposableBuckets", """["raw"]"""), ("deleteData", "true"));

        Assert.True(settings.IsDisposable("raw"));
        Assert.False(settings.IsDisposable("curated"));
        Assert.False(Read(("deleteData", "true")).IsDisposable("raw"));
        Assert.Throws<RunException>(() => Read(("disposableBuckets", """["raw"]""")));
    }

    [Theory]
    [InlineData("own", true)]
    [InlineData("alias/customer-lake-previews", false)]
    public void Keys_are_own_or_an_alias(string keys, bool isOwn) =>
        Assert.Equal(isOwn, Read(("keys", keys)).HasOwnKey);

    [Theory]
    [InlineData("alias/aws/s3")]
    [InlineData("alias/")]
    [InlineData("")]
    [InlineData("arn:aws:kms:eu-west-1:123456789012:key/x")]
    public void Other_keys_are_refused(string keys) => Assert.Throws<RunException>(() => Read(("keys", keys)));

    [Theory]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("[1]")]
    public void A_list_that_is_none_is_refused(string text) =>
        Assert.Throws<RunException>(() => Read(("personaPrincipals", text)));

    [Fact]
    public void Tags_name_environment_owner_and_lease()
    {
        var settings = Read(("lease", "2026-05-01T12:00:00Z"));

        Assert.Equal(["lake:environment", "lake:lease", "lake:owner", "lake:suffix"], settings.Tags.Keys.Order());
        Assert.DoesNotContain("lake:lease", Read().Tags.Keys);
    }

    [Theory, MemberData(nameof(LakeRun.Flavours), MemberType = typeof(LakeRun))]
    public void Every_flavour_needs_nothing_but_a_suffix(string flavour)
    {
        Assert.NotEmpty(LakeRun.SettingsOf(flavour).Owner);
        Assert.DoesNotContain("customer-lake:suffix", LakeRun.ConfigOf(flavour).Keys);
    }

    private static LakeSettings Read(params (string Key, string Value)[] more)
    {
        var config = new Dictionary<string, string?>(_right);
        foreach (var (key, value) in more)
        {
            config[key] = value;
        }

        return LakeSettings.Read("dev", config.GetValueOrDefault, key => key == "region" ? "eu-west-1" : null);
    }
}
