using DuckDB.NET.Data;
using DuckDB.NET.Data.DataChunk.Reader;
using DuckDB.NET.Data.DataChunk.Writer;

namespace CustomerLake.Local.Sql.Spark.Functions;

/// <summary>
/// Adds scalar functions to DuckDB. The engine calls a function for rows with null arguments too, unless all are
/// constant, so nulls are looked for here: a null argument gives null.
/// </summary>
internal static class EngineRegistry
{
    private static readonly ScalarFunctionOptions Options = new() { HandlesNulls = true, IsPureFunction = true };

    public static void Add<T, TResult>(this DuckDBConnection engine, string name, Func<T, TResult> function) =>
        engine.RegisterScalarFunction<T, TResult>(
            name,
            (readers, writer, count) => Each(readers, writer, count, row => function(readers[0].GetValue<T>(row))),
            Options,
            false
        );

    public static void Add<T1, T2, TResult>(
        this DuckDBConnection engine,
        string name,
        Func<T1, T2, TResult> function
    ) =>
        engine.RegisterScalarFunction<T1, T2, TResult>(
            name,
            (readers, writer, count) =>
                Each(
                    readers,
                    writer,
                    count,
                    row => function(readers[0].GetValue<T1>(row), readers[1].GetValue<T2>(row))
                ),
            Options
        );

    public static void Add<T1, T2, T3, TResult>(
        this DuckDBConnection engine,
        string name,
        Func<T1, T2, T3, TResult> function
    ) =>
        engine.RegisterScalarFunction<T1, T2, T3, TResult>(
            name,
            (readers, writer, count) =>
                Each(
                    readers,
                    writer,
                    count,
                    row =>
                        function(
                            readers[0].GetValue<T1>(row),
                            readers[1].GetValue<T2>(row),
                            readers[2].GetValue<T3>(row)
                        )
                ),
            Options
        );

    public static void Add<T1, T2, T3, T4, TResult>(
        this DuckDBConnection engine,
        string name,
        Func<T1, T2, T3, T4, TResult> function
    ) =>
        engine.RegisterScalarFunction<T1, T2, T3, T4, TResult>(
            name,
            (readers, writer, count) =>
                Each(
                    readers,
                    writer,
                    count,
                    row =>
                        function(
                            readers[0].GetValue<T1>(row),
                            readers[1].GetValue<T2>(row),
                            readers[2].GetValue<T3>(row),
                            readers[3].GetValue<T4>(row)
                        )
                ),
            Options
        );

    private static void Each<TResult>(
        IReadOnlyList<IDuckDBDataReader> readers,
        IDuckDBDataWriter writer,
        ulong count,
        Func<ulong, TResult> evaluate
    )
    {
        for (ulong row = 0; row < count; row++)
        {
            if (IsNull(readers, row) || evaluate(row) is not { } result)
            {
                writer.WriteNull(row);
            }
            else
            {
                writer.WriteValue(result, row);
            }
        }
    }

    private static bool IsNull(IReadOnlyList<IDuckDBDataReader> readers, ulong row)
    {
        for (var i = 0; i < readers.Count; i++)
        {
            if (!readers[i].IsValid(row))
            {
                return true;
            }
        }

        return false;
    }
}
