using System.Text.Json;
using System.Text.Json.Nodes;
using DuckDB.NET.Data;
using DuckDB.NET.Data.DataChunk.Reader;
using DuckDB.NET.Data.DataChunk.Writer;

namespace CustomerLake.Local.Sql.Worker;

/// <summary>
/// <c>call_python(id, arguments)</c>: arguments as a JSON array, the result as JSON. A whole vector of rows goes to Python at
/// once. NULL rows go too: Python decides.
/// </summary>
internal static class PythonFunction
{
    public const string Name = "call_python";

    public static void Register(DuckDBConnection connection, PythonCallback python, CancellationToken cancellationToken)
    {
        var gate = new object();
        connection.RegisterScalarFunction<string, string, string>(
            Name,
            (readers, writer, count) =>
            {
                // Python answers one batch at a time.
                lock (gate)
                {
                    Call(readers, writer, count, python, cancellationToken);
                }
            },
            new ScalarFunctionOptions { IsPureFunction = false, HandlesNulls = true }
        );
    }

    private static void Call(
        IReadOnlyList<IDuckDBDataReader> readers,
        IDuckDBDataWriter writer,
        ulong count,
        PythonCallback python,
        CancellationToken cancellationToken
    )
    {
        if (count == 0)
        {
            return;
        }

        var rows = new JsonArray();
        for (ulong row = 0; row < count; row++)
        {
            rows.Add(JsonNode.Parse(readers[1].GetValue<string>(row)));
        }

        // DuckDB's thread waits here: it has nothing else to do.
        var results = python(readers[0].GetValue<string>(0), rows, cancellationToken).GetAwaiter().GetResult();
        for (ulong row = 0; row < count; row++)
        {
            if (results[(int)row] is { } result)
            {
                writer.WriteValue(result.ToJsonString(JsonSerializerOptions.Default), row);
            }
            else
            {
                writer.WriteNull(row);
            }
        }
    }
}
