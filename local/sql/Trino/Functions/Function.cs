using CustomerLake.Local.Sql.Trino.Bind;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Functions;

internal enum FunctionKind
{
    Scalar,
    Aggregate,
    Window,
}

/// <summary>One overload of a function: a line of a dialect's table.</summary>
internal sealed record Function(FunctionKind Kind, FunctionSignature Signature, CallForm Form)
{
    /// <summary>Computes the result's type from the coerced arguments' types, where the signature cannot say it.</summary>
    public Func<IReadOnlyList<SqlType>, SqlType>? Returns { get; init; }

    /// <summary>Rewrites the bound call (checks constants, expands); null leaves it as it is.</summary>
    public Func<IReadOnlyList<BoundExpression>, SqlType, BoundExpression>? Expand { get; init; }

    /// <summary>Same arguments give the same result.</summary>
    public bool IsDeterministic { get; init; } = true;

    public string Name => Signature.Name;
}

/// <summary>The functions of a dialect by name (lower case).</summary>
internal sealed class FunctionTable
{
    private readonly Dictionary<string, List<Function>> _functions = new(StringComparer.OrdinalIgnoreCase);

    public FunctionTable(params IEnumerable<Function>[] tables)
    {
        foreach (var function in tables.SelectMany(table => table))
        {
            if (!_functions.TryGetValue(function.Name, out var overloads))
            {
                _functions[function.Name] = overloads = [];
            }

            overloads.Add(function);
        }
    }

    public IEnumerable<Function> All =>
        _functions.OrderBy(pair => pair.Key, StringComparer.Ordinal).SelectMany(pair => pair.Value);

    public IReadOnlyList<Function> Find(string name) =>
        _functions.TryGetValue(name, out var overloads) ? overloads : [];
}

/// <summary>The lines of function tables.</summary>
internal static class FunctionLines
{
    /// <summary><c>Scalar("strpos(varchar, varchar) -&gt; bigint", "strpos({0}, {1})")</c></summary>
    public static Function Scalar(string signature, CallForm form) =>
        new(FunctionKind.Scalar, FunctionSignature.Parse(signature), form);

    public static Function Scalar(string signature, Func<PrintedCall, string> form) =>
        new(FunctionKind.Scalar, FunctionSignature.Parse(signature), new DelegateForm(form));

    /// <summary>A scalar function that becomes other bound nodes.</summary>
    public static Function Expands(
        string signature,
        Func<IReadOnlyList<BoundExpression>, SqlType, BoundExpression> expand
    ) => new(FunctionKind.Scalar, FunctionSignature.Parse(signature), "") { Expand = expand };

    public static Function Aggregate(string signature, CallForm form) =>
        new(FunctionKind.Aggregate, FunctionSignature.Parse(signature), form);

    /// <summary>An aggregate whose template depends on the types.</summary>
    public static Function Aggregate(string signature, Func<PrintedCall, string> template) =>
        new(FunctionKind.Aggregate, FunctionSignature.Parse(signature), new TemplateMakerForm(template));

    public static Function Window(string signature, CallForm form) =>
        new(FunctionKind.Window, FunctionSignature.Parse(signature), form);

    public static Function Returning(this Function function, Func<IReadOnlyList<SqlType>, SqlType> returns) =>
        function with
        {
            Returns = returns,
        };

    public static Function NotDeterministic(this Function function) => function with { IsDeterministic = false };
}
