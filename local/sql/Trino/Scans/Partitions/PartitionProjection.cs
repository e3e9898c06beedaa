using System.Globalization;
using CustomerLake.Local.Sql.Catalog;
using CustomerLake.Local.Sql.Trino.Bind;

namespace CustomerLake.Local.Sql.Trino.Scans.Partitions;

/// <summary>Athena's partition projection: partitions computed from table parameters (user guide, "Partition projection").</summary>
internal static class PartitionProjection
{
    public static bool IsEnabled(SqlTable table) =>
        table.Parameters.TryGetValue("projection.enabled", out var value)
        && value.Equals("true", StringComparison.OrdinalIgnoreCase);

    public static IReadOnlyList<SqlPartition> Expand(
        SqlTable table,
        IReadOnlyList<BoundExpression> conditions,
        IReadOnlyList<ScanColumn> keys,
        ScanPreparer preparer
    )
    {
        var missing = keys.Where(key => Get(table, key.Name, "type") is null).Select(key => key.Name).ToArray();
        if (missing.Length > 0)
        {
            throw new SqlException(
                "HIVE_METASTORE_ERROR",
                $"Table {table.Database}.{table.Name} is configured for partition projection, but the following partition columns are "
                    + $"missing projection configuration: [{string.Join(", ", missing)}]"
            );
        }

        var values = keys.Select(key => ValuesOf(table, key, conditions, preparer.Options.TimeProvider).ToArray())
            .ToArray();
        IEnumerable<IReadOnlyList<string>> combinations =
        [
            [],
        ];
        foreach (var list in values)
        {
            combinations = combinations.SelectMany(
                IEnumerable<IReadOnlyList<string>> (head) =>
                    list.Select(IReadOnlyList<string> (value) => [.. head, value])
            );
        }

        return
        [
            .. combinations.Select(combination => new SqlPartition(
                combination,
                table.Storage with
                {
                    Location = Location(table, keys, combination),
                }
            )),
        ];
    }

    private static string? Get(SqlTable table, string column, string key) =>
        table.Parameters.GetValueOrDefault($"projection.{column}.{key}");

    private static string Location(SqlTable table, IReadOnlyList<ScanColumn> keys, IReadOnlyList<string> values)
    {
        if (!table.Parameters.TryGetValue("storage.location.template", out var template))
        {
            var folders = keys.Zip(values, (key, value) => $"{key.Name}={value}/");
            return $"{table.Storage.Location.TrimEnd('/')}/{string.Concat(folders)}";
        }

        return keys.Zip(values)
            .Aggregate(
                template,
                (text, pair) => text.Replace($"${{{pair.First.Name}}}", pair.Second, StringComparison.Ordinal)
            );
    }

    private static IEnumerable<string> ValuesOf(
        SqlTable table,
        ScanColumn key,
        IReadOnlyList<BoundExpression> conditions,
        TimeProvider time
    )
    {
        switch (Get(table, key.Name, "type")!.ToLowerInvariant())
        {
            case "enum":
                return Required(table, key, "values").Split(',').Select(value => value.Trim());
            case "integer":
                return Integers(table, key);
            case "date":
                return new DateProjection(table.Parameters, key.Name, time.GetUtcNow().UtcDateTime).Values();
            case "injected":
                return Injected(key, conditions);
            default:
                throw Invalid(table, key, "type");
        }
    }

    private static IEnumerable<string> Integers(SqlTable table, ScanColumn key)
    {
        var range = Required(table, key, "range").Split(',');
        if (
            range.Length != 2
            || !long.TryParse(range[0].Trim(), out var low)
            || !long.TryParse(range[1].Trim(), out var high)
        )
        {
            throw Invalid(table, key, "range");
        }

        var step = long.Parse(Get(table, key.Name, "interval") ?? "1", CultureInfo.InvariantCulture);
        var digits = Get(table, key.Name, "digits") is { } count ? int.Parse(count, CultureInfo.InvariantCulture) : 0;
        for (var value = low; value <= high; value += step)
        {
            yield return value.ToString($"D{digits}", CultureInfo.InvariantCulture);
        }
    }

    /// <summary>The values that equality in the query injects.</summary>
    private static List<string> Injected(ScanColumn key, IReadOnlyList<BoundExpression> conditions)
    {
        var values = new List<string>();
        foreach (var condition in conditions.OfType<BoundCall>())
        {
            var isTest =
                condition.Arguments.Contains(key.Output.Reference)
                || condition.Arguments.Any(a => a is BoundCast { Operand: BoundColumn c } && c.Id == key.Output.Id);
            var isEquality =
                condition.Form is Functions.TemplateForm { Template: var template }
                && (template == "({0} = {1})" || template.StartsWith("({0} IN (", StringComparison.Ordinal));
            if (isTest && isEquality)
            {
                values.AddRange(
                    condition
                        .Arguments.SelectMany(a => a.Flatten())
                        .OfType<BoundLiteral>()
                        .Select(literal => literal.Value)
                        .OfType<string>()
                );
            }
        }

        return values.Count > 0
            ? [.. values.Distinct()]
            : throw new SqlException(
                "CONSTRAINT_VIOLATION",
                $"Injected projected partition column {key.Name} must have only (and at least one) equality conditions in the WHERE clause!"
            );
    }

    private static string Required(SqlTable table, ScanColumn key, string name) =>
        Get(table, key.Name, name) ?? throw Invalid(table, key, name);

    private static SqlException Invalid(SqlTable table, ScanColumn key, string name) =>
        new(
            "INVALID_TABLE_PROPERTY",
            $"Invalid projection configuration of table '{table.Name}': projection.{key.Name}.{name} is '{Get(table, key.Name, name)}'"
        );
}
