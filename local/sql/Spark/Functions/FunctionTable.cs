using CustomerLake.Local.Sql.Spark.Bind;
using CustomerLake.Local.Sql.Spark.Types;

namespace CustomerLake.Local.Sql.Spark.Functions;

/// <summary>The scalar functions by name. A function is a line in one of the groups that register here.</summary>
internal static class FunctionTable
{
    private static readonly Dictionary<string, FunctionBinder> Table = Build();

    public static FunctionBinder? Find(string name) =>
        Table.GetValueOrDefault(name) ?? Table.GetValueOrDefault(name.ToLowerInvariant());

    private static Dictionary<string, FunctionBinder> Build()
    {
        var table = new Dictionary<string, FunctionBinder>(StringComparer.Ordinal);
        Operators.Register(table);
        Arithmetic.Register(table);
        Conditionals.Register(table);
        TextFunctions.Register(table);
        TextSearchFunctions.Register(table);
        MathFunctions.Register(table);
        RoundingFunctions.Register(table);
        DateFunctions.Register(table);
        DatePartFunctions.Register(table);
        TimestampFunctions.Register(table);
        TimeWindows.Register(table);
        ArrayFunctions.Register(table);
        LambdaFunctions.Register(table);
        MapFunctions.Register(table);
        JsonFunctions.Register(table);
        HashFunctions.Register(table);
        GeneratorFunctions.Register(table);
        return table;
    }

    /// <summary>A function of fixed argument types; the last <paramref name="optional"/> of them may be absent.</summary>
    public static void Fixed(
        this Dictionary<string, FunctionBinder> table,
        string name,
        SparkType[] types,
        SparkType result,
        Func<string[], string> print,
        int optional = 0,
        bool nullable = false
    ) =>
        table[name] = call =>
        {
            call.Arity(types.Length - optional, types.Length);
            var arguments = Enumerable.Range(0, call.Count).Select(i => call.Take(i, types[i])).ToList();
            var bound = call.Scalar(result, arguments, print);
            return nullable ? bound with { Nullable = true } : bound;
        };

    public static void Alias(this Dictionary<string, FunctionBinder> table, string name, string original) =>
        table[name] = table[original];

    public static string Or(this string[] printed, int index, string otherwise) =>
        index < printed.Length ? printed[index] : otherwise;
}
