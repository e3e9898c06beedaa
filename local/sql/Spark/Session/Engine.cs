using System.Globalization;
using CustomerLake.Local.Sql.Print;
using CustomerLake.Local.Sql.Runtime;
using CustomerLake.Local.Sql.Spark.Bind;
using CustomerLake.Local.Sql.Spark.Functions;
using CustomerLake.Local.Sql.Spark.Types;
using CustomerLake.Local.Sql.Worker;
using DuckDB.NET.Data;

namespace CustomerLake.Local.Sql.Spark.Session;

/// <summary>The one DuckDB connection of a Spark session, in which a function of ours is registered when a statement first names it.</summary>
internal sealed class Engine : IDisposable
{
    private readonly DuckDBConnection _connection;
    private readonly string _folder;
    private static readonly DuckDbLimits Limits = new()
    {
        MemoryBytes = 2L << 30,
        SpillBytes = 20L << 30,
        // Sums of hundreds of columns are everyday; Python itself stops at about five hundred.
        ExpressionDepth = 5000,
    };

    private readonly HashSet<string> _functions = [];
    private int _tables;

    public Engine(string folder)
    {
        _folder = folder;
        _connection = DuckDbInstance.Open(Limits, folder);
        // Printed SQL changes no setting; whatever else might try cannot.
        Execute("SET lock_configuration = true");
    }

    public DuckDBConnection Connection => _connection;

    public string Folder => _folder;

    public string NewTable() => string.Create(CultureInfo.InvariantCulture, $"m{_tables++}");

    /// <summary>Runs a statement.</summary>
    /// <exception cref="SparkException">What one of our functions raised, or what the engine complained about.</exception>
    public void Execute(string sql) =>
        Run(
            sql,
            command =>
            {
                command.ExecuteNonQuery();
                return 0;
            }
        );

    private DuckDBCommand Command(string sql)
    {
        RuntimeFunctions.Register(_connection, sql, _functions);
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }

    public T Run<T>(string sql, Func<DuckDBCommand, T> use)
    {
        using var command = Command(sql);
        try
        {
            return use(command);
        }
        catch (DuckDBException error)
        {
            throw SparkErrors.Translate(error);
        }
    }

    public string? Scalar(string expression) =>
        Run($"SELECT CAST({expression} AS VARCHAR)", command => command.ExecuteScalar() as string);

    public long Count(string sql) =>
        Run(sql, command => Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture));

    /// <summary>Rows of text columns, streamed.</summary>
    public IEnumerable<string?[]> Rows(string sql)
    {
        using var command = Command(sql);
        command.UseStreamingMode = true;
        DuckDBDataReader reader;
        try
        {
            reader = command.ExecuteReader();
        }
        catch (DuckDBException error)
        {
            throw SparkErrors.Translate(error);
        }

        using (reader)
        {
            while (Next(reader))
            {
                var row = new string?[reader.FieldCount];
                for (var i = 0; i < row.Length; i++)
                {
                    row[i] = reader.IsDBNull(i) ? null : reader.GetString(i);
                }

                yield return row;
            }
        }
    }

    private static bool Next(DuckDBDataReader reader)
    {
        try
        {
            return reader.Read();
        }
        catch (DuckDBException error)
        {
            throw SparkErrors.Translate(error);
        }
    }

    /// <summary>The single column of a query as constants.</summary>
    public List<object?> Column(string sql, SparkType type, Casts casts)
    {
        var json = NestedJson.Plain("c", type, casts);
        return [.. Rows($"SELECT CAST({json} AS VARCHAR) FROM ({sql}) AS t(c)").Select(row => Constant(row[0], type))];
    }

    private static object? Constant(string? text, SparkType type) =>
        text switch
        {
            null => null,
            _ when type == SparkType.Boolean => text == "true",
            _ when type.IsIntegral || type == SparkType.Date || type.IsInstant => long.Parse(
                text,
                CultureInfo.InvariantCulture
            ),
            _ when type.IsFraction => double.Parse(text, CultureInfo.InvariantCulture),
            _ => text,
        };

    /// <summary>The rows of a query, each a JSON array in wire form.</summary>
    public IEnumerable<string> Json(string sql, IReadOnlyList<Attr> output, Casts casts)
    {
        var items = output.Select(attribute => NestedJson.Plain(attribute.Column, attribute.Type, casts));
        var row = output.Count == 0 ? "'[]'" : $"json_array({string.Join(", ", items)})::VARCHAR";
        return Rows($"SELECT {row} FROM ({sql}) AS r").Select(cells => cells[0]!);
    }

    public void Dispose() => _connection.Dispose();
}
