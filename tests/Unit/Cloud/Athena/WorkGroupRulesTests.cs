using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.Athena.WorkGroups;

namespace CustomerLake.Tests.Unit.Cloud.Athena;

public sealed class WorkGroupRulesTests
{
    [Fact]
    public void An_enforcing_workgroup_overrules_the_callers_location()
    {
        var group = Group(true);

        Assert.Equal(
            "s3://own/",
            group.ResultsFor(new ResultConfiguration { OutputLocation = "s3://mine/" }).OutputLocation
        );
        Assert.Equal("SSE_KMS", group.ResultsFor(null).EncryptionConfiguration?.EncryptionOption);
    }

    [Fact]
    public void Without_enforcement_the_caller_decides_and_leaves_open_what_it_does_not_say()
    {
        var group = Group(false);

        var own = group.ResultsFor(new ResultConfiguration { OutputLocation = "s3://mine/" });

        Assert.Equal("s3://mine/", own.OutputLocation);
        Assert.Null(own.EncryptionConfiguration);
        Assert.Equal("s3://own/", group.ResultsFor(new ResultConfiguration()).OutputLocation);
    }

    [Fact]
    public void An_update_removes_what_it_is_told_to()
    {
        var updated = WorkGroupRules.Apply(
            Group(true).Configuration,
            new WorkGroupConfigurationUpdates
            {
                RemoveBytesScannedCutoffPerQuery = true,
                ResultConfigurationUpdates = new ResultConfigurationUpdates
                {
                    RemoveEncryptionConfiguration = true,
                    OutputLocation = "s3://new/x/",
                },
            }
        );

        Assert.Null(updated.BytesScannedCutoffPerQuery);
        Assert.Equal(new ResultConfiguration { OutputLocation = "s3://new/x/" }, updated.ResultConfiguration);
        Assert.True(updated.EnforceWorkGroupConfiguration);
    }

    [Theory]
    [InlineData("bucket/folder")]
    [InlineData("s3://")]
    [InlineData("s3://UPPER/")]
    [InlineData("http://bucket/")]
    public void A_location_is_a_bucket_of_s3(string location)
    {
        var fault = Assert.Throws<AwsException>(() =>
            WorkGroupRules.Check(new ResultConfiguration { OutputLocation = location })
        );

        Assert.Equal("outputLocation is not a valid S3 path.", fault.Message);
    }

    private static WorkGroup Group(bool enforces) =>
        new()
        {
            Name = "w",
            Configuration = new WorkGroupConfiguration
            {
                EnforceWorkGroupConfiguration = enforces,
                BytesScannedCutoffPerQuery = 10_000_000,
                ResultConfiguration = new ResultConfiguration
                {
                    OutputLocation = "s3://own/",
                    EncryptionConfiguration = new EncryptionConfiguration("SSE_KMS") { KmsKey = "k" },
                },
            },
        };
}
