using System.Text.Json;
using System.Text.Json.Nodes;
using CustomerLake.Local.Sql.Spark.Syntax;
using CustomerLake.Local.Sql.Spark.Types;

namespace CustomerLake.Local.Sql.Spark.Session;

/// <summary>Requests about settings, the catalog and registered functions.</summary>
internal sealed class SessionCalls(SessionState session)
{
    public string Answer(JsonElement request)
    {
        switch (request.GetProperty("op").GetString())
        {
            case "conf.get":
                return Value(session.Settings.Get(Name(request)));
            case "conf.set":
                session.Settings.Set(Name(request), request.GetProperty("value").GetString()!);
                return "{}";
            case "conf.unset":
                session.Settings.Unset(Name(request));
                return "{}";
            case "conf.all":
                return new JsonObject
                {
                    ["values"] = new JsonObject(
                        session.Settings.All.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))
                    ),
                }.ToJsonString();
            case "type":
                return new JsonObject
                {
                    ["type"] = TypeJson.Write(
                        request.GetProperty("schema").GetBoolean()
                            ? TypeParser.ParseSchema(Name(request))
                            : TypeParser.Parse(Name(request))
                    ),
                }.ToJsonString();
            case "catalog.database":
                return Value(session.CurrentDatabase);
            case "catalog.use":
                session.CurrentDatabase = Name(request).ToLowerInvariant();
                return "{}";
            case "catalog.databases":
                return List(session.Catalog.ListDatabases().Select(database => database.Name));
            case "catalog.tables":
                var database =
                    request.TryGetProperty("database", out var given) && given.ValueKind == JsonValueKind.String
                        ? given.GetString()!
                        : session.CurrentDatabase;
                return List(session.Catalog.ListTables(database.ToLowerInvariant()).Select(table => table.Name));
            case "catalog.views":
                return List(session.Views);
            case "catalog.exists":
                var parts = ExpressionParser.SplitName(Name(request));
                return Flag(session.FindView(parts) is not null || session.FindTable(parts) is not null);
            case "catalog.hasDatabase":
                return Flag(session.Catalog.FindDatabase(Name(request).ToLowerInvariant()) is not null);
            case "catalog.dropView":
                return Flag(session.DropView(Name(request), request.GetProperty("global").GetBoolean()));
            case "catalog.table":
                return Table(request);
            case "udf":
                session.RegisterPython(
                    Name(request),
                    new PythonNode(
                        request.GetProperty("function").GetInt32(),
                        Name(request),
                        TypeJson.Read(request.GetProperty("type")),
                        []
                    )
                );
                return "{}";
            case var op:
                throw SparkException.Unsupported($"the request '{op}'");
        }
    }

    private string Table(JsonElement request)
    {
        var parts = ExpressionParser.SplitName(Name(request));
        var table = session.FindTable(parts) ?? throw SessionState.NotFound(parts);
        return new JsonObject
        {
            ["location"] = table.Storage.Location,
            ["partitionKeys"] = new JsonArray([.. table.PartitionKeys.Select(key => (JsonNode?)key.Name)]),
            ["classification"] = table.Parameters.GetValueOrDefault("classification"),
        }.ToJsonString();
    }

    private static string Name(JsonElement request) => request.GetProperty("name").GetString()!;

    private static string Value(string? value) => new JsonObject { ["value"] = value }.ToJsonString();

    private static string Flag(bool value) => new JsonObject { ["value"] = value }.ToJsonString();

    private static string List(IEnumerable<string> names) =>
        new JsonObject { ["values"] = new JsonArray([.. names.Select(name => (JsonNode?)name)]) }.ToJsonString();
}
