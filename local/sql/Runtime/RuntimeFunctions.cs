using System.Text.RegularExpressions;
using DuckDB.NET.Data;

namespace CustomerLake.Local.Sql.Runtime;

/// <summary>All runtime functions: names beginning with <c>lake_</c>; each dialect and the scans add their own tables.</summary>
internal static partial class RuntimeFunctions
{
    private static readonly Dictionary<string, RuntimeFunction> All = new[]
    {
        Trino.Runtime.NumberRuntime.Functions,
        Trino.Runtime.TimeRuntime.Functions,
        Trino.Runtime.ZoneRuntime.Functions,
        Trino.Runtime.DecimalRuntime.Functions,
        Scans.Text.TextRuntime.Functions,
        Trino.Runtime.StringRuntime.Functions,
        Trino.Runtime.RegexpRuntime.Functions,
        Trino.Runtime.BinaryRuntime.Functions,
        Trino.Runtime.UrlRuntime.Functions,
        Trino.Runtime.MathRuntime.Functions,
        Trino.Runtime.TimeFunctions.Functions,
        Trino.Runtime.JavaFormat.Functions,
        Trino.Runtime.JsonRuntime.Functions,
        Trino.Runtime.SqlJson.SqlJsonRuntime.Functions,
    }
        .SelectMany(table => table)
        .ToDictionary(function => function.Name);

    /// <summary>Registers those that a text names.</summary>
    public static void Register(DuckDBConnection connection, string sql)
    {
        foreach (var name in NamePattern().Matches(sql).Select(match => match.Value).Distinct())
        {
            if (All.TryGetValue(name, out var function))
            {
                function.Register(connection);
            }
        }
    }

    [GeneratedRegex(@"\blake_[a-z0-9_]+")]
    private static partial Regex NamePattern();
}
