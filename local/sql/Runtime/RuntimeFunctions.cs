using System.Text.RegularExpressions;
using DuckDB.NET.Data;

namespace CustomerLake.Local.Sql.Runtime;

/// <summary>
/// All runtime functions. Names beginning with <c>lake_</c> are called by what Trino's side prints, those beginning with
/// <c>spark_</c> by what Spark's does: only the tables of a side that is spoken are made.
/// </summary>
internal static partial class RuntimeFunctions
{
    private static readonly Lazy<Dictionary<string, RuntimeFunction>> Lake = Tables(() =>
        [
            .. Trino.Runtime.NumberRuntime.Functions,
            .. Trino.Runtime.TimeRuntime.Functions,
            .. Trino.Runtime.ZoneRuntime.Functions,
            .. Trino.Runtime.DecimalRuntime.Functions,
            .. Trino.Scans.Text.TextRuntime.Functions,
            .. Trino.Runtime.StringRuntime.Functions,
            .. Trino.Runtime.RegexpRuntime.Functions,
            .. Trino.Runtime.BinaryRuntime.Functions,
            .. Trino.Runtime.UrlRuntime.Functions,
            .. Trino.Runtime.MathRuntime.Functions,
            .. Trino.Runtime.TimeFunctions.Functions,
            .. Trino.Runtime.FormatRuntime.Functions,
            .. Trino.Runtime.JsonRuntime.Functions,
            .. Trino.Runtime.SqlJson.SqlJsonRuntime.Functions,
        ]
    );

    private static readonly Lazy<Dictionary<string, RuntimeFunction>> Spark = Tables(() =>
        Sql.Spark.Functions.EngineFunctions.All
    );

    private static Lazy<Dictionary<string, RuntimeFunction>> Tables(Func<IEnumerable<RuntimeFunction>> tables) =>
        new(() => tables().ToDictionary(function => function.Name));

    /// <summary>Registers those that a text names and that the connection does not know yet.</summary>
    public static void Register(DuckDBConnection connection, string sql, HashSet<string> known)
    {
        foreach (Match match in NamePattern().Matches(sql))
        {
            var side = match.Groups[1].ValueSpan is "lake" ? Lake.Value : Spark.Value;
            if (side.TryGetValue(match.Value, out var function) && known.Add(match.Value))
            {
                function.Register(connection);
            }
        }
    }

    [GeneratedRegex(@"\b(lake|spark)_[a-z0-9_]+")]
    private static partial Regex NamePattern();
}
