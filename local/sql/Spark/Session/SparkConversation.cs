using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CustomerLake.Local.Sql.Spark.Bind;
using CustomerLake.Local.Sql.Spark.Files;
using CustomerLake.Local.Sql.Spark.Syntax;
using CustomerLake.Local.Sql.Spark.Types;
using CustomerLake.Local.Sql.Worker;
using DuckDB.NET.Data;
using DuckDB.NET.Data.DataChunk.Reader;
using DuckDB.NET.Data.DataChunk.Writer;

namespace CustomerLake.Local.Sql.Spark.Session;

/// <summary>One Python process's conversation with its session: a request, an answer, and calls back for Python functions.</summary>
internal sealed partial class SparkConversation : IDisposable
{
    private readonly SessionState _session;
    private readonly JsonFrames _frames;
    private readonly Lock _python = new();
    private readonly CancellationToken _cancellation;

    public SparkConversation(SessionState session, JsonFrames frames, CancellationToken cancellationToken)
    {
        (_session, _frames, _cancellation) = (session, frames, cancellationToken);
        session.Engine.Connection.RegisterScalarFunction<int, string, string, string>(
            "spark_python",
            (Action<IReadOnlyList<IDuckDBDataReader>, IDuckDBDataWriter, ulong>)CallPython,
            new ScalarFunctionOptions { HandlesNulls = true, IsPureFunction = false }
        );
    }

    /// <summary>Answers requests until the other side closes.</summary>
    public async Task RunAsync()
    {
        while (await _frames.ReadAsync(_cancellation) is { } request)
        {
            using (request)
            {
                await _frames.WriteAsync(Answer(request.RootElement), _cancellation);
            }
        }
    }

    private string Answer(JsonElement request)
    {
        try
        {
            _session.Begin();
            return Dispatch(request);
        }
        catch (SparkException error)
        {
            return Error(error);
        }
        catch (SqlException error)
        {
            return Error(SparkException.Job(error.Code, error.Message, "java.io.IOException"));
        }
        catch (InvalidOperationException error) when (SparkException.FromEngine(error.Message) is { } own)
        {
            return Error(own);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // A fault of ours must reach the script as an error, not as a closed pipe.
            return Error(new SparkException("RuntimeError", null, $"The local Spark session failed: {error}"));
        }
    }

    private static string Error(SparkException error) =>
        new JsonObject
        {
            ["error"] = new JsonObject
            {
                ["kind"] = error.Kind,
                ["condition"] = error.Condition,
                ["message"] = error.Message,
                ["cause"] = error.Cause,
            },
        }.ToJsonString();

    private string Dispatch(JsonElement request)
    {
        switch (request.GetProperty("op").GetString())
        {
            case "frame":
                return Frame(new Analyzer(_session).Analyze(RelationJson.Read(request.GetProperty("relation"))));
            case "sql":
                return Frame(Sql(request));
            case "rows":
                return Rows(Plan(request));
            case "show":
                return Show(Plan(request), request.GetProperty("count").GetInt32());
            case "count":
                return new JsonObject
                {
                    ["count"] = _session.Engine.Count($"SELECT count(*) FROM ({_session.Ready(Plan(request))}) AS r"),
                }.ToJsonString();
            case "write":
                return Wrote(
                    new DataWriter(_session).Write(
                        Plan(request),
                        Request(request, request.GetProperty("location").GetString()!)
                    )
                );
            case "saveTable":
                var location = new ReaderOptions(RelationJson.Options(request)).Text("path") ?? "";
                return Wrote(
                    new SparkCommands(_session).Save(Plan(request), Parts(request), Request(request, location))
                );
            case "insert":
                var table = _session.FindTable(Parts(request)) ?? throw SessionState.NotFound(Parts(request));
                return Wrote(
                    new SparkCommands(_session).Append(
                        Plan(request),
                        table,
                        request.GetProperty("overwrite").GetBoolean(),
                        byName: false
                    )
                );
            case "cache":
                Plan(request).IsCacheWanted = request.GetProperty("on").GetBoolean();
                return "{}";
            case "view":
                return View(request);
            case "explain":
                return new JsonObject { ["text"] = _session.Ready(Plan(request)) }.ToJsonString();
            default:
                return new SessionCalls(_session).Answer(request);
        }
    }

    private Plan Plan(JsonElement request) => _session.Frame(request.GetProperty("id").GetInt32());

    private static List<string> Parts(JsonElement request) =>
        ExpressionParser.SplitName(request.GetProperty("name").GetString()!);

    private static string Wrote(bool wrote) => new JsonObject { ["wrote"] = wrote }.ToJsonString();

    private static WriteRequest Request(JsonElement request, string location) =>
        new(location, request.GetProperty("format").GetString()!.ToLowerInvariant())
        {
            Mode = request.GetProperty("mode").GetString()!,
            PartitionBy = NodeJson.Strings(request.GetProperty("partitionBy")),
            Options = RelationJson.Options(request),
        };

    private string Frame(Plan plan)
    {
        var id = _session.Add(plan);
        var fields = plan
            .Output.Where(attribute => !attribute.IsHidden)
            .Select(attribute => new StructField(attribute.Name, attribute.Type, attribute.Nullable));
        return new JsonObject { ["id"] = id, ["schema"] = TypeJson.Write(new StructType([.. fields])) }.ToJsonString();
    }

    private Plan Sql(JsonElement request)
    {
        _session.Named = request
            .GetProperty("named")
            .EnumerateObject()
            .ToDictionary(pair => pair.Name, pair => NodeJson.Read(pair.Value));
        _session.Positional = NodeJson.List(request.GetProperty("positional"));
        try
        {
            return new SparkCommands(_session).Run(
                StatementParser.Parse(Substituted(request.GetProperty("text").GetString()!))
            );
        }
        finally
        {
            _session.Named = new Dictionary<string, Node>();
            _session.Positional = [];
        }
    }

    /// <summary>Spark puts settings for <c>${name}</c> before it parses; an unknown one vanishes.</summary>
    private string Substituted(string text) =>
        text.Contains("${", StringComparison.Ordinal)
            ? Variable().Replace(text, match => _session.Settings.Get(match.Groups[1].Value) ?? "")
            : text;

    [GeneratedRegex(@"\$\{(?:[a-z]+:)?([^}]*)\}")]
    private static partial Regex Variable();

    private string Rows(Plan plan)
    {
        var visible = plan.Output.Where(attribute => !attribute.IsHidden).ToList();
        var text = new StringBuilder("{\"rows\":[");
        var isFirst = true;
        foreach (var row in _session.Engine.Json(_session.Ready(plan), visible, _session.Casts))
        {
            text.Append(isFirst ? "" : ",").Append(row);
            isFirst = false;
        }

        return text.Append("]}").ToString();
    }

    private string Show(Plan plan, int count)
    {
        var visible = plan.Output.Where(attribute => !attribute.IsHidden).ToList();
        var items = visible
            .Select(attribute => _session.Casts.ToText(attribute.Column, attribute.Type, shown: true))
            .ToList();
        var list = items.Count == 0 ? "''" : string.Join(", ", items);
        var rows = _session.Engine.Rows($"SELECT {list} FROM ({_session.Ready(plan)}) AS r LIMIT {count}");
        return JsonSerializer.Serialize(new { rows = rows.Select(row => items.Count == 0 ? [] : row).ToList() });
    }

    private string View(JsonElement request)
    {
        var name = request.GetProperty("name").GetString()!;
        if (!request.GetProperty("replace").GetBoolean() && _session.HasView(name))
        {
            throw SparkException.Analysis(
                "TEMP_TABLE_OR_VIEW_ALREADY_EXISTS",
                $"Cannot create the temporary view `{name}` because it already exists."
            );
        }

        _session.SetView(name, Plan(request), request.GetProperty("global").GetBoolean());
        return "{}";
    }

    private void CallPython(IReadOnlyList<IDuckDBDataReader> readers, IDuckDBDataWriter writer, ulong count)
    {
        lock (_python)
        {
            var rows = new JsonArray();
            for (ulong row = 0; row < count; row++)
            {
                rows.Add(JsonNode.Parse(readers[1].GetValue<string>(row)));
            }

            if (count == 0)
            {
                return;
            }

            var call = new JsonObject
            {
                ["python"] = readers[0].GetValue<int>(0),
                ["types"] = JsonNode.Parse(readers[2].GetValue<string>(0)),
                ["rows"] = rows,
            };
            _frames.WriteAsync(call.ToJsonString(), _cancellation).GetAwaiter().GetResult();
            using var answer =
                _frames.ReadAsync(_cancellation).GetAwaiter().GetResult()
                ?? throw new EndOfStreamException("Python has gone.");
            if (answer.RootElement.TryGetProperty("error", out var error))
            {
                throw new SparkException("PythonException", null, error.GetString()!).ForEngine();
            }

            var results = answer.RootElement.GetProperty("results");
            for (ulong row = 0; row < count; row++)
            {
                var result = results[(int)row];
                if (result.ValueKind == JsonValueKind.Null)
                {
                    writer.WriteNull(row);
                }
                else
                {
                    writer.WriteValue(result.GetString()!, row);
                }
            }
        }
    }

    public void Dispose() => _session.Dispose();
}
