using System.Xml.Linq;
using CliWrap;
using CliWrap.Buffered;
using CustomerLake.Cli;

namespace CustomerLake.Tests.EndToEnd;

/// <summary>A <c>dotnet build</c> of a clone that <c>./lake</c> has not looked at yet.</summary>
public sealed class BareBuildTests
{
    [Theory]
    [InlineData("CustomerLake.slnx")]
    [InlineData("infra/CustomerLake.Infra.csproj")]
    public async Task A_feed_without_the_genuine_packages_is_told_in_one_sentence(string project)
    {
        var build = await CliWrap
            .Cli.Wrap("dotnet")
            .WithArguments([
                "msbuild",
                project,
                "-t:AskTheFeed",
                "-p:FeedFindings=/nowhere/feed.props",
                "-nologo",
                "-v:m",
            ])
            .WithWorkingDirectory(Checkout.Root)
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);

        var errors = build.StandardOutput.Split('\n').Where(line => line.Contains("error", StringComparison.Ordinal));
        if (FeedHasAll())
        {
            Assert.Equal((0, ""), (build.ExitCode, string.Concat(errors)));
        }
        else
        {
            Assert.Equal(1, build.ExitCode);
            Assert.Contains("run ./lake help once", Assert.Single(errors), StringComparison.Ordinal);
        }
    }

    /// <summary>What <c>./lake</c> found when it built this test.</summary>
    private static bool FeedHasAll() =>
        XDocument
            .Load(Path.Combine(Checkout.Root, ".lake", "feed.props"))
            .Descendants()
            .Where(item => item.Name.LocalName is "GenuinePulumi" or "GenuineAwsServices")
            .All(item => item.Value == "true");
}
