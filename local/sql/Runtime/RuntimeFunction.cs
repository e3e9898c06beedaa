using DuckDB.NET.Data;

namespace CustomerLake.Local.Sql.Runtime;

/// <summary>
/// A function of ours that DuckDB calls: what it has no equal of. Only those a query names are registered; each costs about
/// a millisecond. NULL in gives NULL out unless the parameter is nullable. Pure and thread-safe.
/// </summary>
internal sealed record RuntimeFunction(string Name, Action<DuckDBConnection> Register)
{
    public static RuntimeFunction Of<T1, TResult>(string name, Func<T1, TResult> function) =>
        new(name, connection => connection.RegisterScalarFunction(name, function));

    public static RuntimeFunction Of<T1, T2, TResult>(string name, Func<T1, T2, TResult> function) =>
        new(name, connection => connection.RegisterScalarFunction(name, function));

    public static RuntimeFunction Of<T1, T2, T3, TResult>(string name, Func<T1, T2, T3, TResult> function) =>
        new(name, connection => connection.RegisterScalarFunction(name, function));

    public static RuntimeFunction Of<T1, T2, T3, T4, TResult>(string name, Func<T1, T2, T3, T4, TResult> function) =>
        new(name, connection => connection.RegisterScalarFunction(name, function));
}

/// <summary>A failure inside a runtime function, in the dialect's words; the executor makes a <see cref="SqlException"/> of it.</summary>
internal sealed class RuntimeFailure(string code, string message) : Exception($"\u0001{code}\u0001{message}")
{
    public static RuntimeFailure Argument(string message) => new("INVALID_FUNCTION_ARGUMENT", message);

    public static RuntimeFailure Cast(string message) => new("INVALID_CAST_ARGUMENT", message);
}
