using CustomerLake.Cli;
using DuckDB.NET.Data;

namespace CustomerLake.Bench;

/// <summary>The whole demo on the committed sample, against what the same transformation costs in bare DuckDB plus a bare Python start.</summary>
internal static class DemoBench
{
    public static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var lake = Path.Combine(Checkout.Root, "lake");
        await Measure.RunAsync(Checkout.Root, lake, "demo", "--once");
        var demo = await Measure.MedianAsync(3, () => Measure.RunAsync(Checkout.Root, lake, "demo", "--once"));
        var duck = await Measure.MedianAsync(3, () => Task.Run(TransformInDuckDb, cancellationToken));
        var python = await Measure.MedianAsync(5, () => Measure.RunAsync(Checkout.Root, "python3", "-c", "pass"));
        var limit = duck + python;
        Console.WriteLine(
            $"  demo --once {Measure.Seconds(demo)}, bare DuckDB {Measure.Seconds(duck)}, bare python3 {Measure.Seconds(python)}"
        );
        Console.WriteLine($"  ratio {Measure.Ratio(demo, limit)}");
        return 0;
    }

    /// <summary>The transformation's joins, sums and writes over the same files, with nothing around them.</summary>
    private static void TransformInDuckDb()
    {
        var data = Path.Combine(Checkout.Root, "samples", "data");
        var output = Directory.CreateTempSubdirectory("lake-bench-");
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        foreach (var sql in Statements(data, output.FullName))
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }

        output.Delete(recursive: true);
    }

    private static string[] Statements(string data, string output) =>
        [
            $"""
                CREATE TABLE customers AS
                SELECT * FROM read_csv('{data}/customers/*/*.csv', header = true, all_varchar = true, escape = '"')
                WHERE trim(customer_id) <> '' AND regexp_matches(lower(trim(email)), '^[^@\s]+@[^@\s]+\.[a-z]+$')
                QUALIFY row_number() OVER (PARTITION BY customer_id ORDER BY updated_at DESC) = 1
                """,
            $"""
                CREATE TABLE orders AS
                SELECT * FROM read_json('{data}/orders/*/*.gz', format = 'newline_delimited', ignore_errors = true,
                    columns = {"{order_id: 'VARCHAR', customer_id: 'VARCHAR', ordered_at: 'TIMESTAMPTZ', currency: 'VARCHAR', status: 'VARCHAR', items: 'STRUCT(category VARCHAR, quantity INTEGER, unit_price DECIMAL(10,2))[]'}"})
                QUALIFY row_number() OVER (PARTITION BY order_id ORDER BY ordered_at) = 1
                """,
            $"CREATE TABLE events AS SELECT * FROM read_parquet('{data}/events/*/*.parquet') QUALIFY row_number() OVER (PARTITION BY event_id ORDER BY occurred_at) = 1",
            $"CREATE TABLE rates AS SELECT * FROM read_csv('{data}/exchange_rates/*.csv', header = true)",
            """
                CREATE TABLE lines AS
                SELECT o.order_id, o.customer_id, c.country, CAST(o.ordered_at AS DATE) AS order_date, item.category, item.quantity,
                       round(item.quantity * item.unit_price * CAST(r.rate_to_eur AS DECIMAL(12, 6)), 2) AS amount_eur
                FROM (SELECT *, unnest(items) AS item FROM orders) o
                JOIN customers c USING (customer_id)
                ASOF JOIN rates r ON o.currency = r.currency AND CAST(o.ordered_at AS DATE) >= r.valid_from
                """,
            $"COPY customers TO '{output}/customers.parquet' (FORMAT parquet)",
            $"COPY (SELECT order_id, customer_id, order_date, sum(quantity) AS quantity, sum(amount_eur) AS amount_eur FROM lines GROUP BY ALL) TO '{output}/orders' (FORMAT parquet, PARTITION_BY (order_date))",
            $"COPY (SELECT order_date, country, category, count(DISTINCT order_id) AS orders, sum(quantity) AS quantity, sum(amount_eur) AS revenue FROM lines GROUP BY ALL) TO '{output}/daily_sales' (FORMAT parquet, PARTITION_BY (order_date))",
            $"COPY (SELECT c.customer_id, sum(l.amount_eur) AS value, count(DISTINCT l.order_id) AS orders, max(e.occurred_at) AS last_event FROM customers c LEFT JOIN lines l USING (customer_id) LEFT JOIN (SELECT customer_id, max(occurred_at) AS occurred_at FROM events GROUP BY ALL) e USING (customer_id) GROUP BY ALL) TO '{output}/customer_360.parquet' (FORMAT parquet)",
        ];
}
