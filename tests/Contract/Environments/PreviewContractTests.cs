using CustomerLake.Environments;
using CustomerLake.Environments.Leftovers;
using CustomerLake.Tests.Contract.Boto;

namespace CustomerLake.Tests.Contract.Environments;

/// <summary>A preview from nothing to nothing: the program, the Automation API, the engine and the services together.</summary>
public sealed class PreviewContractTests(CloudFixture cloud) : IClassFixture<CloudFixture>, IDisposable
{
    private readonly EnvironmentLab _lab = new(cloud);

    public void Dispose() => _lab.Dispose();

    [Fact]
    public async Task A_preview_is_found_in_every_service_and_nowhere_once_it_is_down()
    {
        await _lab.MakeSharedKeyAsync();
        var check = new AwsLeftoverCheck(_lab.Target());
        await Previews.UpAsync(7, _lab.Options());
        var mark = new EnvironmentMark("pr-7", suffix: null);

        var there = await check.AskAsync(mark, default);
        var again = await LakeEnvironment.PreviewAsync("pr-7", _lab.Options());
        var drift = await LakeEnvironment.DriftAsync("pr-7", _lab.Options());
        var down = await Previews.DownAsync(7, _lab.Options(), check);

        Assert.Empty(again.Changes);
        Assert.Empty(drift);
        Assert.Empty(down.Leftovers);
        Assert.Equal(
            [
                "athena workgroup",
                "glue classifier",
                "glue crawler",
                "glue database",
                "glue job",
                "glue security configuration",
                "iam policy",
                "iam role",
                "logs log group",
                "quicksight dashboard",
                "quicksight data set",
                "quicksight data source",
                "quicksight group",
                "s3 bucket",
            ],
            there.Select(left => $"{left.Service} {left.Kind}").Distinct().Order(StringComparer.Ordinal)
        );
        Assert.Empty(await Previews.ListAsync(_lab.Options()));
    }

    [Fact]
    public async Task What_was_changed_out_of_band_is_told_and_what_was_made_by_hand_is_left()
    {
        await _lab.MakeSharedKeyAsync();
        var up = await Previews.UpAsync(8, _lab.Options());
        var raw = (string)up.Result.Outputs["rawBucket"]!;
        using var s3 = _lab.Target().S3();
        var tags = (await s3.GetBucketTaggingAsync(new() { BucketName = raw })).TagSet;
        tags.Single(tag => tag.Key == "lake:owner").Value = "somebody";
        await s3.PutBucketTaggingAsync(raw, tags);
        await s3.PutBucketAsync(
            new Amazon.S3.Model.PutBucketRequest
            {
                BucketName = raw.Replace("-raw", "-extra", StringComparison.Ordinal),
                PutBucketConfiguration = new() { LocationConstraint = "eu-west-1" },
            }
        );

        var drift = await LakeEnvironment.DriftAsync("pr-8", _lab.Options());
        var down = await Previews.DownAsync(8, _lab.Options(), new AwsLeftoverCheck(_lab.Target()));

        var property = Assert.Single(Assert.Single(drift).Properties);
        Assert.Equal(("tags.lake:owner", "somebody"), (property.Path, property.After));
        Assert.EndsWith("-extra", Assert.Single(down.Leftovers).Name, StringComparison.Ordinal);
    }
}
