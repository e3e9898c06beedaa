namespace CustomerLake.Tests.Unit.Sources;

/// <summary>
/// Runs of lines that stand in two rooms. Only what says something counts: no blank line, no comment, no import; spaces
/// do not matter.
/// </summary>
internal static class CloneFinder
{
    /// <returns>A sentence for each pair of files that share a run of at least so many lines.</returns>
    public static IReadOnlyList<string> Find(IEnumerable<SourceFile> files, int length)
    {
        var seen = new Dictionary<string, List<(SourceFile File, int Line)>>(StringComparer.Ordinal);
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var lines = Significant(file).ToList();
            for (var first = 0; first + length <= lines.Count; first++)
            {
                var run = string.Join('\n', lines.Skip(first).Take(length).Select(line => line.Text));
                if (!seen.TryGetValue(run, out var places))
                {
                    seen[run] = places = [];
                }

                foreach (var other in places.Where(other => other.File.Room != file.Room))
                {
                    found.TryAdd(
                        $"{other.File.Path} {file.Path}",
                        $"{length} lines from {other.File.Path}:{other.Line} on stand in {file.Path}:{lines[first].Number} too"
                    );
                }

                places.Add((file, lines[first].Number));
            }
        }

        return [.. found.Values];
    }

    private static IEnumerable<(int Number, string Text)> Significant(SourceFile file) =>
        file
            .Lines.Select(
                (line, index) => (Number: index + 1, Text: string.Concat(line.Where(c => !char.IsWhiteSpace(c))))
            )
            .Where(line =>
                line.Text.Length > 0
                && line.Text[0] is not '#' and not '*'
                && !line.Text.StartsWith("//", StringComparison.Ordinal)
                && !IsImport(file.Lines[line.Number - 1].TrimStart())
            );

    private static bool IsImport(string line) =>
        line.StartsWith("using ", StringComparison.Ordinal) && line.EndsWith(';') && !line.Contains('(')
        || line.StartsWith("import ", StringComparison.Ordinal)
        || (line.StartsWith("from ", StringComparison.Ordinal) && line.Contains(" import ", StringComparison.Ordinal));
}
