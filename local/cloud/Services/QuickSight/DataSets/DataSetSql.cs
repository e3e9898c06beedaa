using System.Text;

namespace CustomerLake.Local.Cloud.Services.QuickSight.DataSets;

/// <summary>The Athena query of a data set: names in double quotes, each transform in its place.</summary>
internal static class DataSetSql
{
    /// <summary>A query whose columns are the data set's output columns.</summary>
    public static string Query(DataSetDescription set) => Logical(set, DataSetShape.RootOf(set.LogicalTableMap));

    public static string Name(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public static string Text(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Logical(DataSetDescription set, string id)
    {
        var table = set.LogicalTableMap[id];
        var (from, columns) = table.Source.JoinInstruction is { } join
            ? Join(set, join)
            : Physical(set.PhysicalTableMap[table.Source.PhysicalTableId!]);
        foreach (var transform in table.DataTransforms ?? [])
        {
            Apply(columns, transform);
        }

        var list = string.Join(", ", columns.Select(column => $"{column.Expression} AS {Name(column.Name)}"));
        return $"SELECT {list} FROM {from}";
    }

    private static (string From, List<Projection> Columns) Physical(PhysicalTable table)
    {
        var columns = table.Columns.Select(column => new Projection(column.Name, Source(column))).ToList();
        if (table.CustomSql is { } custom)
        {
            return ($"(\n{custom.SqlQuery.Trim().TrimEnd(';')}\n) AS \"source\"", columns);
        }

        var relation = table.RelationalTable!;
        var name = new StringBuilder();
        foreach (var part in new[] { relation.Catalog, relation.Schema, relation.Name }.OfType<string>())
        {
            name.Append(name.Length > 0 ? "." : "").Append(Name(part));
        }

        return (name.ToString(), columns);
    }

    /// <summary>A boolean surfaces as the integer 0 or 1.</summary>
    private static string Source(InputColumn column) =>
        column.Type is "BIT" or "BOOLEAN" ? $"CAST({Name(column.Name)} AS integer)" : Name(column.Name);

    private static (string From, List<Projection> Columns) Join(DataSetDescription set, JoinInstruction join)
    {
        var left = OutputNames(set, join.LeftOperand);
        var right = OutputNames(set, join.RightOperand);
        var kind = join.Type switch
        {
            "INNER" or "LEFT" or "RIGHT" => join.Type,
            "OUTER" => "FULL OUTER",
            var other => throw QuickSightErrors.Invalid(
                $"The join type '{other}' is none of INNER, OUTER, LEFT, RIGHT."
            ),
        };
        var columns = left.Select(name => new Projection(name, $"\"left\".{Name(name)}"))
            .Concat(
                right
                    .Except(left, StringComparer.Ordinal)
                    .Select(name => new Projection(name, $"\"right\".{Name(name)}"))
            )
            .ToList();
        return (
            $"({Logical(set, join.LeftOperand)}) AS \"left\" {kind} JOIN ({Logical(set, join.RightOperand)}) AS \"right\" ON {JoinClause.ToSql(join.OnClause, left, right)}",
            columns
        );
    }

    private static IReadOnlyList<string> OutputNames(DataSetDescription set, string id) =>
        [.. DataSetShape.Columns(set.PhysicalTableMap, set.LogicalTableMap, id).Select(column => column.Name)];

    private static void Apply(List<Projection> columns, DataTransform transform)
    {
        if (transform.ProjectOperation is { } project)
        {
            var kept = project.ProjectedColumns.Select(name => columns.First(column => column.Name == name)).ToList();
            columns.Clear();
            columns.AddRange(kept);
        }
        else if (transform.RenameColumnOperation is { } rename)
        {
            Replace(columns, rename.ColumnName, column => column with { Name = rename.NewColumnName });
        }
        else if (transform.CastColumnTypeOperation is { } cast)
        {
            Replace(columns, cast.ColumnName, column => column with { Expression = Cast(column.Expression, cast) });
        }
    }

    private static string Cast(string expression, CastColumnTypeOperation cast) =>
        cast.NewColumnType switch
        {
            "STRING" => $"CAST({expression} AS varchar)",
            "INTEGER" => $"TRY_CAST({expression} AS bigint)",
            "DECIMAL" => $"TRY_CAST({expression} AS double)",
            _ when cast.Format is { } format => $"TRY(parse_datetime({expression}, {Text(format)}))",
            _ => $"TRY_CAST({expression} AS timestamp)",
        };

    private static void Replace(List<Projection> columns, string name, Func<Projection, Projection> change)
    {
        var index = columns.FindIndex(column => column.Name == name);
        columns[index] = change(columns[index]);
    }

    private sealed record Projection(string Name, string Expression);
}
