using CustomerLake.Harness.Records;

namespace CustomerLake.Harness.Expectations;

/// <summary>Compares a table with what is expected of it, row by key and cell by cell.</summary>
internal static class TableComparison
{
    public static string SqlFor(string database, string table, ExpectedTable expected)
    {
        var plain = expected.Columns.Where(column => column != "rows").Select(Quoted).ToList();
        var cells = string.Join(", ", plain);
        return plain.Count == expected.Columns.Count
            ? $"SELECT {cells} FROM {Quoted(database)}.{Quoted(table)}"
            : $"SELECT {cells}, count(*) AS \"rows\" FROM {Quoted(database)}.{Quoted(table)} GROUP BY {cells}";
    }

    public static IEnumerable<Mismatch> Compare(string table, ExpectedTable expected, IReadOnlyList<string?[]> actual)
    {
        var columns = expected.Columns;
        var key = expected.Key.Select(name => IndexOf(columns, name)).ToArray();
        var found = actual.ToLookup(row => KeyOf(row, key), StringComparer.Ordinal);
        var wanted = expected.Rows.ToDictionary(row => KeyOf(row, key), StringComparer.Ordinal);
        foreach (var (id, row) in wanted)
        {
            var matches = found[id].ToList();
            if (matches.Count != 1)
            {
                yield return new Mismatch($"{table} rows", id, "1 row", $"{matches.Count} rows");
                continue;
            }

            for (var index = 0; index < columns.Count; index++)
            {
                if (row[index] != matches[0][index])
                {
                    yield return new Mismatch($"{table}.{columns[index]}", id, row[index], matches[0][index]);
                }
            }
        }

        foreach (var group in found.Where(group => !wanted.ContainsKey(group.Key)))
        {
            yield return new Mismatch($"{table} rows", group.Key, null, $"{group.Count()} rows");
        }
    }

    private static int IndexOf(IReadOnlyList<string> columns, string name)
    {
        for (var index = 0; index < columns.Count; index++)
        {
            if (columns[index] == name)
            {
                return index;
            }
        }

        throw new InvalidDataException(
            $"The key column '{name}' is none of the expected columns ({string.Join(", ", columns)})."
        );
    }

    private static string KeyOf(string?[] row, int[] key) =>
        string.Join(" / ", key.Select(index => row[index] ?? "NULL"));

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
