namespace CustomerLake.Tests.Unit.Sources;

/// <summary>What holds for every source file, whatever its room.</summary>
public sealed class SourceTests
{
    private const int LongestFile = 400;
    private const int ShortestClone = 30;

    [Fact]
    public void No_source_file_is_longer_than_400_lines()
    {
        var tooLong = SourceFile
            .All.Where(file => file.Lines.Length > LongestFile)
            .Select(file => $"{file.Path}: {file.Lines.Length} lines");

        Assert.Empty(tooLong);
    }

    [Fact]
    public void No_30_lines_stand_in_two_rooms() => Assert.Empty(CloneFinder.Find(SourceFile.All, ShortestClone));

    [Fact]
    public void All_sources_of_the_checkout_are_looked_at()
    {
        var rooms = SourceFile.All.Select(file => file.Room).ToHashSet();

        Assert.Superset(
            new HashSet<string>
            {
                "cli",
                "infra",
                "harness",
                "etl-scripts",
                "local/cloud",
                "local/glue-runtime",
                "tests/Unit",
            },
            rooms
        );
    }

    [Fact]
    public void A_clone_is_found_through_other_spaces_comments_and_imports()
    {
        string[] ours = [.. Enumerable.Range(0, 30).Select(n => $"var x{n} = {n};")];
        string[] theirs = ["using System;", .. ours.SelectMany(line => new[] { "", "    // why", $"    {line}" })];

        var found = CloneFinder.Find([new("cli/A.cs", ours), new("infra/B.cs", theirs)], ShortestClone);

        Assert.Equal(["30 lines from cli/A.cs:1 on stand in infra/B.cs:4 too"], found);
    }

    [Fact]
    public void Shorter_runs_and_runs_within_one_room_are_no_clones()
    {
        string[] lines = [.. Enumerable.Range(0, 30).Select(n => $"var x{n} = {n};")];

        Assert.Empty(CloneFinder.Find([new("cli/A.cs", lines), new("cli/B.cs", lines)], ShortestClone));
        Assert.Empty(CloneFinder.Find([new("cli/A.cs", lines), new("infra/B.cs", lines[1..])], ShortestClone));
    }
}
