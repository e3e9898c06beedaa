using System.Text.Json;
using System.Text.RegularExpressions;
using CustomerLake.Cli;

namespace CustomerLake.Tests.Unit;

/// <summary>
/// Cases from the field (tests/truth/cases): a test of each carries its id in its name (<c>test_case_…</c> in Python,
/// <c>Case_…</c> in C#), or <c>open.txt</c> says why there is none.
/// </summary>
public sealed partial class CaseListTests
{
    private static readonly string Folder = Path.Combine(Checkout.Root, "tests", "truth", "cases");

    private static string[] Ids =>
        [
            .. File.ReadLines(Path.Combine(Folder, "cases.jsonl"))
                .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("id").GetString()!),
        ];

    private static Dictionary<string, string> Open =>
        File.ReadLines(Path.Combine(Folder, "open.txt"))
            .Select(line => line.Split(": ", 2))
            .ToDictionary(parts => parts[0], parts => parts.ElementAtOrDefault(1) ?? "");

    [Fact]
    public void Every_case_is_tested_under_its_id_or_open_for_a_reason()
    {
        var names = TestNames();
        var tested = Ids.Where(id => names.Any(name => IsOf(name, id))).ToHashSet();

        Assert.Empty(Ids.Except(tested).Except(Open.Keys));
        Assert.Empty(tested.Intersect(Open.Keys));
        Assert.Empty(Open.Keys.Except(Ids));
        Assert.All(Open.Values, reason => Assert.NotEqual("", reason));
    }

    private static bool IsOf(string name, string id)
    {
        var prefix = $"case_{id.Replace('-', '_')}";
        return name.Equals(prefix, StringComparison.OrdinalIgnoreCase)
            || name.StartsWith(prefix + "_", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The names of all tests of cases, read off the sources: what is no test's declaration does not count.</summary>
    private static string[] TestNames() =>
        [
            .. new[] { "*.cs", "*.py" }
                .SelectMany(kind =>
                    Directory.EnumerateFiles(
                        Path.Combine(Checkout.Root, "tests"),
                        kind,
                        new EnumerationOptions { RecurseSubdirectories = true }
                    )
                )
                .Where(path =>
                    !path.Contains(
                        $"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}",
                        StringComparison.Ordinal
                    )
                )
                .SelectMany(path => Declaration().Matches(File.ReadAllText(path)))
                .Select(match => match.Groups[1].Value)
                .Distinct(),
        ];

    [GeneratedRegex("^(?:def test_| {4}public (?:async Task|void) )([Cc]ase_\\w+)\\(", RegexOptions.Multiline)]
    private static partial Regex Declaration();
}
