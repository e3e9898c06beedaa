using CustomerLake.Local.Sql.Spark.Bind;
using CustomerLake.Local.Sql.Spark.Syntax;
using CustomerLake.Local.Sql.Spark.Types;

namespace CustomerLake.Local.Sql.Spark.Functions;

/// <summary>Turns a call into a bound expression.</summary>
internal delegate Bound FunctionBinder(FunctionCall call);

/// <summary>A function call being bound, with what its binder needs: arguments, coercions, errors.</summary>
internal sealed class FunctionCall(ExpressionBinder binder, CallNode node)
{
    private List<Bound>? _arguments;

    public ExpressionBinder Binder => binder;

    public CallNode Node => node;

    public string Name => node.Function;

    public Casts Casts => binder.Casts;

    /// <summary>The flag of <c>spark_parse_time</c>: whether a text that cannot be read is NULL whatever it says.</summary>
    public string ParsesQuietly =>
        Name.StartsWith("try", StringComparison.Ordinal) || !binder.Session.RefusesOldTimes ? "true" : "false";

    public IReadOnlyList<Node> Nodes => node.Arguments;

    /// <summary>The bound arguments; not for calls with lambdas.</summary>
    public IReadOnlyList<Bound> Arguments => _arguments ??= BindArguments();

    private List<Bound> BindArguments()
    {
        var arguments = binder.Bind(node.Arguments);
        return arguments.Exists(argument => argument.Kind == BoundKind.Generator)
            ? throw SparkException.Analysis(
                "UNSUPPORTED_GENERATOR.NESTED_IN_EXPRESSIONS",
                $"The generator is not supported: nested in expressions \"{node.Function}\"."
            )
            : arguments;
    }

    public int Count => node.Arguments.Count;

    public Bound this[int index] => Arguments[index];

    public void Arity(int least, int most)
    {
        if (Count < least || Count > most)
        {
            var wanted = least == most ? $"{least}" : $"[{least}, {most}]";
            throw SparkException.Analysis(
                "WRONG_NUM_ARGS.WITHOUT_SUGGESTION",
                $"The `{Name}` requires {wanted} parameters but the actual number is {Count}."
            );
        }
    }

    /// <summary>How Spark names the column of this call.</summary>
    public string Pretty(params ReadOnlySpan<string> extra) => PrettyAs(Name, extra);

    public string PrettyAs(string name, params ReadOnlySpan<string> extra)
    {
        var distinct = node.Distinct ? "DISTINCT " : "";
        var names = Arguments.Select(argument => argument.Name).Concat(extra.ToArray());
        return $"{name}({distinct}{string.Join(", ", names)})";
    }

    /// <summary>The argument as a type, if Spark converts it implicitly.</summary>
    public Bound Take(int index, SparkType wanted)
    {
        var argument = Arguments[index];
        if (!Coercion.Accepts(wanted, argument.Type))
        {
            throw Unexpected(index, wanted.Sql);
        }

        return Casts.Coerce(argument, wanted);
    }

    public SparkException Unexpected(int index, string wanted) =>
        ExpressionBinder.Mismatch(
            "UNEXPECTED_INPUT_TYPE",
            Pretty(),
            $"Parameter {index + 1} requires the \"{wanted}\" type, however \"{Arguments[index].Name}\" has the type"
                + $" \"{Arguments[index].Type.Sql}\""
        );

    /// <summary>All arguments in their common type.</summary>
    public (List<Bound> Arguments, SparkType Type) Common(int from = 0)
    {
        var arguments = Arguments.Skip(from).ToList();
        var type =
            Coercion.Common(arguments.Select(argument => argument.Type))
            ?? throw ExpressionBinder.Mismatch(
                "DATA_DIFF_TYPES",
                Pretty(),
                $"Input to `{Name}` should all be the same type, but it's"
                    + $" [{string.Join(", ", arguments.Select(argument => $"\"{argument.Type.Sql}\""))}]"
            );
        return ([.. arguments.Select(argument => Casts.Coerce(argument, type))], type);
    }

    /// <summary>A constant argument's value.</summary>
    public object? Constant(int index)
    {
        var bound = Arguments[index];
        while (bound.Kind is BoundKind.Alias or BoundKind.Cast && bound.Arguments.Count == 1)
        {
            bound = bound.Arguments[0];
        }

        return bound.IsLiteral
            ? bound.Tag
            : throw ExpressionBinder.Mismatch("NON_FOLDABLE_INPUT", Pretty(), "the input should be a constant");
    }

    public Bound Scalar(SparkType type, IReadOnlyList<Bound> arguments, Func<string[], string> template) =>
        Scalar(type, arguments, template, Pretty());

    public static Bound Scalar(
        SparkType type,
        IReadOnlyList<Bound> arguments,
        Func<string[], string> template,
        string name
    ) => Bound.Scalar(name, type, arguments.Any(argument => argument.Nullable), arguments, template);
}
