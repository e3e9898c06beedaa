using System.Collections.Concurrent;
using CustomerLake.Tests.Unit.Sql.Truth;

namespace CustomerLake.Tests.Unit.Sql;

/// <summary>
/// Recordings of a real Trino (tests/truth/trino). The cases that <c>passing.txt</c> names must go on passing.
/// </summary>
public sealed class TrinoTruthTests
{
    private static readonly string Folder = FindFolder();
    private static readonly TruthCase[] Cases = [.. TruthCase.ReadAll(Folder)];
    private static readonly HashSet<string> Pinned = [.. File.ReadLines(Path.Combine(Folder, "passing.txt"))];

    public static TheoryData<string> Groups =>
        [.. Cases.Where(truth => Pinned.Contains(truth.Id)).Select(truth => truth.Group).Distinct()];

    [Theory]
    [MemberData(nameof(Groups))]
    public async Task Pinned_recordings_go_on_passing(string group)
    {
        var runner = new TruthRunner(Folder);
        var failures = new ConcurrentBag<string>();
        var cases = Cases.Where(truth => truth.Group == group && Pinned.Contains(truth.Id));

        await Parallel.ForEachAsync(
            cases,
            TestContext.Current.CancellationToken,
            async (truth, cancellationToken) =>
            {
                if (await runner.RunAsync(truth, cancellationToken) is { } difference)
                {
                    failures.Add($"{truth.Id}: {truth.Sql}\n    {difference}");
                }
            }
        );

        Assert.Empty(failures);
    }

    [Fact]
    public void The_pinned_list_names_recordings_only_and_most_of_those_that_count()
    {
        var counted = Cases.Where(truth => truth.Counts).Select(truth => truth.Id).ToHashSet();

        Assert.Empty(Pinned.Except(Cases.Select(truth => truth.Id)));
        Assert.True(
            Pinned.Count(counted.Contains) >= 0.85 * counted.Count,
            $"{Pinned.Count(counted.Contains)} of {counted.Count} recordings are pinned."
        );
    }

    private static string FindFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "tests", "truth", "trino");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} has tests/truth/trino.");
    }
}
