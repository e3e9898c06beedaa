using CustomerLake.Local.Sql.Bind;
using CustomerLake.Local.Sql.Catalog;
using CustomerLake.Local.Sql.Tree;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Scans;

/// <summary>
/// The reading of one catalog table by one statement. Bound first, then told which partitions and columns are wanted,
/// prepared (objects opened, file schemas read), and printed last.
/// </summary>
internal sealed class TableScan
{
    private TableScan(SqlTable table, IReadOnlyList<ScanColumn> columns) => (Table, Columns) = (table, columns);

    public SqlTable Table { get; }

    public IReadOnlyList<ScanColumn> Columns { get; }

    public IReadOnlyList<PlanOutput> Outputs => [.. Columns.Select(column => column.Output)];

    /// <summary>Conditions over partition columns that every wanted row meets.</summary>
    public List<BoundExpression> PartitionConditions { get; } = [];

    /// <summary>Ids of the columns that the statement uses.</summary>
    public HashSet<int> Used { get; set; } = [];

    /// <summary>DuckDB text that gives the used columns; set when prepared.</summary>
    public string? Sql { get; set; }

    /// <summary>Keeps those that speak of partition columns only.</summary>
    public void AddConditions(IEnumerable<BoundExpression> conditions)
    {
        var keys = Columns
            .Where(column => column.Kind == ScanColumnKind.Partition)
            .Select(column => column.Output.Id)
            .ToHashSet();
        PartitionConditions.AddRange(
            conditions.Where(condition =>
            {
                var nodes = condition.Flatten().ToArray();
                var columns = nodes.OfType<BoundColumn>().ToArray();
                return columns.Length > 0
                    && columns.All(column => keys.Contains(column.Id))
                    && !nodes.Any(n => n is BoundSubquery);
            })
        );
    }

    public string Print() =>
        Sql ?? throw new InvalidOperationException($"The scan of '{Table.Name}' was not prepared.");

    public static TableScan Of(SqlTable table, BindContext context, Position at)
    {
        var columns = new List<ScanColumn>();
        foreach (
            var (column, kind) in table
                .Columns.Select(c => (c, ScanColumnKind.Data))
                .Concat(table.PartitionKeys.Select(c => (c, ScanColumnKind.Partition)))
        )
        {
            var type =
                context.Rules.FromHive(column.Type)
                ?? throw new SqlException(
                    "HIVE_INVALID_METADATA",
                    $"Column '{column.Name}' of table '{table.Database}.{table.Name}' has the type '{column.Type}', which is not known",
                    at
                );
            columns.Add(new ScanColumn(column.Name.ToLowerInvariant(), column.Type, kind, context.NewOutput(type)));
        }

        columns.Add(Hidden("$path", SqlType.Varchar, context));
        columns.Add(Hidden("$file_size", SqlType.BigInt, context));
        columns.Add(Hidden("$file_modified_time", SqlType.TimestampWithTimeZone(), context));
        if (table.IsPartitioned)
        {
            columns.Add(Hidden("$partition", SqlType.Varchar, context));
        }

        return new TableScan(table, columns);
    }

    private static ScanColumn Hidden(string name, SqlType type, BindContext context) =>
        new(name, "", ScanColumnKind.Hidden, context.NewOutput(type));
}
