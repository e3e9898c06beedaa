using CustomerLake.Local.Sql.Spark.Bind;
using CustomerLake.Local.Sql.Spark.Types;

namespace CustomerLake.Local.Sql.Spark.Functions;

/// <summary>Nulls, conditions, casts by name, and functions about the session.</summary>
internal static class Conditionals
{
    public static void Register(Dictionary<string, FunctionBinder> table)
    {
        table["coalesce"] = call => Coalesce(call, call.Pretty());
        table["nvl"] = call => Coalesce(call, call.Pretty());
        table["ifnull"] = table["nvl"];
        table["nvl2"] = call => Choose(Make.Not(Make.IsNull(call[0])), call, 1);
        table["if"] = call =>
        {
            call.Arity(3, 3);
            return Choose(call.Take(0, SparkType.Boolean), call, 1);
        };
        table["nullif"] = call =>
        {
            var equal = Operators.Compare(call.Binder, "=", call[0], call[1]);
            return Make.Case([(equal, Make.Null(call[0].Type))], call[0], call.Pretty(), call[0].Type) with
            {
                Nullable = true,
            };
        };
        table["when"] = When;
        table["nanvl"] = call =>
        {
            var (arguments, type) = call.Common();
            return call.Scalar(type, arguments, p => $"CASE WHEN isnan({p[0]}) THEN {p[1]} ELSE {p[0]} END");
        };
        table["isnan"] = call =>
            call.Scalar(
                SparkType.Boolean,
                [call.Take(0, SparkType.Double)],
                p => $"COALESCE(isnan({p[0]}), false)"
            ) with
            {
                Nullable = false,
            };
        table["greatest"] = call => Extreme(call, "greatest");
        table["least"] = call => Extreme(call, "least");
        table["typeof"] = call => Make.Literal(call[0].Type.Simple, SparkType.String, call.Pretty());
        table["assert_true"] = Assert;
        table["raise_error"] = call =>
            call.Scalar(SparkType.Void, [call.Take(0, SparkType.String)], p => $"spark_raise({p[0]})::INTEGER");
        foreach (var (name, type) in CastNames)
        {
            table[name] = call =>
            {
                call.Arity(1, 1);
                return call.Casts.Explicit(call[0], type, false, named: false);
            };
        }

        table["current_database"] = call =>
            Make.Literal(call.Binder.Session.CurrentDatabase, SparkType.String, call.Pretty());
        table["current_schema"] = table["current_database"];
        table["current_catalog"] = call => Make.Literal("spark_catalog", SparkType.String, call.Pretty());
        table["current_timezone"] = call => Make.Literal(call.Casts.Zone, SparkType.String, call.Pretty());
        table["current_user"] = call => Make.Literal("hadoop", SparkType.String, call.Pretty());
        table["version"] = call => Make.Literal("3.5.4", SparkType.String, call.Pretty());
        table["monotonically_increasing_id"] = call =>
            call.Scalar(SparkType.Long, [], _ => "(row_number() OVER () - 1)") with
            {
                IsDeterministic = false,
                Kind = BoundKind.Window,
            };
        table["spark_partition_id"] = call => Make.Literal(0L, SparkType.Int, "SPARK_PARTITION_ID()");
        table["input_file_name"] = InputFile;
        table["rand"] = call => call.Scalar(SparkType.Double, [], _ => "random()") with { IsDeterministic = false };
        table["random"] = table["rand"];
        table["randn"] = call =>
            call.Scalar(SparkType.Double, [], _ => "(sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random()))") with
            {
                IsDeterministic = false,
            };
        table["uuid"] = call =>
            call.Scalar(SparkType.String, [], _ => "CAST(uuid() AS VARCHAR)") with
            {
                IsDeterministic = false,
            };
    }

    private static readonly (string, SparkType)[] CastNames =
    [
        ("boolean", SparkType.Boolean),
        ("tinyint", SparkType.Byte),
        ("smallint", SparkType.Short),
        ("int", SparkType.Int),
        ("bigint", SparkType.Long),
        ("float", SparkType.Float),
        ("double", SparkType.Double),
        ("decimal", new DecimalType(10, 0)),
        ("date", SparkType.Date),
        ("timestamp", SparkType.Timestamp),
        ("binary", SparkType.Binary),
        ("string", SparkType.String),
    ];

    private static Bound Coalesce(FunctionCall call, string name)
    {
        var (arguments, type) = call.Common();
        return Bound.Scalar(
            name,
            type,
            arguments.All(argument => argument.Nullable),
            arguments,
            p => $"COALESCE({string.Join(", ", p)})"
        );
    }

    private static Bound Choose(Bound condition, FunctionCall call, int from)
    {
        call.Arity(3, 3);
        var (values, type) = call.Common(from);
        var name =
            call.Name == "if"
                ? $"(IF({string.Join(", ", call.Arguments.Select(argument => argument.Name))}))"
                : call.Pretty();
        return Make.Case([(condition, values[0])], values[1], name, type);
    }

    private static Bound When(FunctionCall call)
    {
        var branches = new List<(Syntax.Node, Syntax.Node)>();
        for (var i = 0; i + 1 < call.Count; i += 2)
        {
            branches.Add((call.Nodes[i], call.Nodes[i + 1]));
        }

        return call.Binder.Bind(new Syntax.CaseNode(null, branches, call.Count % 2 == 1 ? call.Nodes[^1] : null));
    }

    private static Bound Extreme(FunctionCall call, string function)
    {
        call.Arity(2, int.MaxValue);
        var (arguments, type) = call.Common();
        return Bound.Scalar(
            call.Pretty(),
            type,
            arguments.All(argument => argument.Nullable),
            arguments,
            p => $"{function}({string.Join(", ", p)})"
        );
    }

    private static Bound Assert(FunctionCall call)
    {
        var condition = call.Take(0, SparkType.Boolean);
        var message = call.Count > 1 ? call.Take(1, SparkType.String) : Make.Text($"'{condition.Name}' is not true!");
        return call.Scalar(
            SparkType.Void,
            [condition, message],
            p => $"CASE WHEN {p[0]} THEN NULL ELSE spark_raise({p[1]})::INTEGER END"
        ) with
        {
            Nullable = true,
        };
    }

    private static Bound InputFile(FunctionCall call) =>
        call.Binder.Scope.Find(["_metadata", "file_path"], call.Binder.Field) is { } path
            ? path with
            {
                Name = "input_file_name()",
            }
            : Make.Literal("", SparkType.String, "input_file_name()");
}
