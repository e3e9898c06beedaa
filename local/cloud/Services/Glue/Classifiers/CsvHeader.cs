namespace CustomerLake.Local.Cloud.Services.Glue.Classifiers;

/// <summary>Whether the first row of a CSV file names the columns, after the rules AWS publishes.</summary>
internal static class CsvHeader
{
    private const int LongestCell = 149;
    private const int LongestName = 255;

    /// <returns>The reason why there is no header, or null when there is one.</returns>
    public static string? WhyNot(IReadOnlyList<IReadOnlyList<string>> rows, int columns)
    {
        var first = rows[0];
        for (var column = 0; column < columns; column++)
        {
            var cell = column < first.Count ? first[column] : "";
            var isLast = column == columns - 1;
            if (cell.Length == 0 && isLast && IsEmptyThroughout(rows, column))
            {
                continue;
            }
            if (CsvValues.TypeOf(cell) != InferredType.String)
            {
                return cell.Length == 0
                    ? $"cell {column + 1} of the first row is empty"
                    : $"cell {column + 1} of the first row, '{cell}', is not text";
            }
            if (!isLast && cell.Length > LongestCell)
            {
                return $"cell {column + 1} of the first row has {cell.Length} characters, more than {LongestCell}";
            }
            if (!IsColumnName(cell))
            {
                return $"cell {column + 1} of the first row is no column name";
            }
        }
        return rows.Skip(1).Any(HasTypedCell)
            ? null
            : "every column is text in every row, so the first row does not differ from the others";
    }

    private static bool HasTypedCell(IReadOnlyList<string> row) =>
        row.Any(cell => CsvValues.TypeOf(cell) is InferredType.Scalar { IsUnknown: false, Name: not "string" });

    private static bool IsEmptyThroughout(IReadOnlyList<IReadOnlyList<string>> rows, int column) =>
        rows.All(row => row.Count <= column || row[column].Length == 0);

    /// <summary>Glue's single-line name pattern: no control character but the tab.</summary>
    public static bool IsColumnName(string cell) =>
        cell.Length is > 0 and <= LongestName && !cell.Any(character => char.IsControl(character) && character != '\t');
}
