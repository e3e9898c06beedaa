using System.Globalization;
using CustomerLake.Local.Sql.Catalog;
using CustomerLake.Local.Sql.Print;
using CustomerLake.Local.Sql.Trino.Bind;
using CustomerLake.Local.Sql.Trino.Print;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Scans.Partitions;

/// <summary>
/// Drops partitions whose keys do not meet the conditions: the conditions run over a relation of the keys, so that they mean
/// what they mean in the query.
/// </summary>
internal sealed class PartitionPruner(
    IReadOnlyList<ScanColumn> keys,
    IReadOnlyList<BoundExpression> conditions,
    ScanPreparer preparer
)
{
    public async Task<IReadOnlyList<SqlPartition>> PruneAsync(
        IReadOnlyList<SqlPartition> partitions,
        CancellationToken cancellationToken
    )
    {
        if (conditions.Count == 0 || partitions.Count == 0)
        {
            return partitions;
        }

        var rows = partitions.Select(
            (partition, i) =>
                $"({i.ToString(CultureInfo.InvariantCulture)}, {string.Join(", ", keys.Select((key, k) => PartitionValues.Print(partition.Values[k], key)))})"
        );
        var names = string.Join(", ", keys.Select(key => DuckSql.Column(key.Output.Id)));
        var printer = new PlanPrinter();
        var tests = string.Join(" AND ", conditions.Select(condition => printer.Expressions.Print(condition, printer)));
        var sql = $"SELECT i AS r0 FROM (VALUES {string.Join(", ", rows)}) AS p(i, {names}) WHERE {tests}";
        try
        {
            var kept = await preparer.QueryAsync(sql, [SqlType.Integer], [], cancellationToken);
            return [.. kept.Select(row => partitions[(int)(long)row[0]!])];
        }
        catch (SqlException failure) when (failure.Code != "EXCEEDED_TIME_LIMIT")
        {
            // A condition that fails on some key must fail, or not, where the query evaluates it.
            return partitions;
        }
    }
}
