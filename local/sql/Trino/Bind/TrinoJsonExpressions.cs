using CustomerLake.Local.Sql.Print;
using CustomerLake.Local.Sql.Trino.Functions;
using CustomerLake.Local.Sql.Trino.Runtime.SqlJson;
using CustomerLake.Local.Sql.Trino.Tree;
using CustomerLake.Local.Sql.Trino.Types;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Bind;

/// <summary>The SQL standard's JSON functions and constructors.</summary>
internal static class TrinoJsonExpressions
{
    public static BoundExpression Bind(JsonExpression tree, ExpressionBinder binder)
    {
        var path = ((StringLiteral)tree.Path).Value;
        CheckPath(tree, path);
        var input = binder.Bind(tree.Input);
        if (!input.Type.IsText && input.Type.Kind is not (SqlKind.Json or SqlKind.Unknown))
        {
            throw new SqlException(
                "TYPE_MISMATCH",
                $"Cannot read input of type {TrinoTypes.Spell(input.Type)} as JSON using formatting JSON",
                tree.Input.At
            );
        }

        BoundExpression[] arguments = [input, Bound.Text(path), Passing(tree, binder), Bound.Text(Behavior(tree))];
        if (tree.Function == JsonFunction.Exists)
        {
            return Bound.Call(SqlType.Boolean, "lake_sql_json_exists({0}, {1}, {2}, {3})", arguments);
        }

        var type = tree.Returning is null ? SqlType.Varchar : ExpressionBinder.BindType(tree.Returning, tree.At);
        var function = tree.Function == JsonFunction.Value ? "value" : "query";
        var answer = Bound.Call(SqlType.Varchar, $"lake_sql_json_{function}({{0}}, {{1}}, {{2}}, {{3}})", arguments);
        var given = new BoundCast(
            type,
            Bound.Call(SqlType.Varchar, "(CASE WHEN {0}[1:1] = 'v' THEN {0}[2:] END)", answer),
            CastMode.Explicit
        );
        if (tree.EmptyDefault is null && tree.ErrorDefault is null)
        {
            return type == SqlType.Varchar ? given.Operand : given;
        }

        BoundExpression Default(Expression? value) =>
            value is null ? BoundLiteral.Null(type) : Bound.Coerce(binder.Bind(value), type);
        return Bound.Case(
            [Bound.Call(SqlType.Boolean, "({0} = '1')", answer), Bound.Call(SqlType.Boolean, "({0} = '2')", answer)],
            [Default(tree.EmptyDefault), Default(tree.ErrorDefault)],
            type == SqlType.Varchar ? given.Operand : given
        );
    }

    private static void CheckPath(JsonExpression tree, string path)
    {
        try
        {
            PathParser.Parse(path);
        }
        catch (FormatException failure)
        {
            var parts = failure.Message.Split(':', 2);
            var at = tree.Path.At;
            throw new SqlException(
                "SYNTAX_ERROR",
                parts[1],
                new Position(
                    at.Line,
                    at.Column + int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture)
                )
            );
        }
    }

    private static BoundExpression Passing(JsonExpression tree, ExpressionBinder binder)
    {
        var members = tree.Passing.Select(item => new JsonMember(new StringLiteral(item.Name.Name), item.Value)
        {
            At = item.At,
        });
        return Construct(new JsonConstructor(true, members.ToNodeList()) { At = tree.At }, binder);
    }

    private static char Letter(JsonBehavior behavior) =>
        behavior switch
        {
            JsonBehavior.Error => 'e',
            JsonBehavior.Default => 'd',
            JsonBehavior.EmptyArray => 'a',
            JsonBehavior.EmptyObject => 'o',
            JsonBehavior.True => 't',
            JsonBehavior.Unknown or JsonBehavior.Null or JsonBehavior.Unspecified => 'n',
            _ => 'f',
        };

    private static string Behavior(JsonExpression tree)
    {
        if (tree.Function == JsonFunction.Exists)
        {
            return tree.OnError == JsonBehavior.Unspecified ? "f" : Letter(tree.OnError).ToString();
        }

        var wrapper = tree.Wrapper switch
        {
            JsonWrapper.Conditional => 'c',
            JsonWrapper.Unconditional => 'u',
            _ => 'w',
        };
        return $"{Letter(tree.OnEmpty)}{Letter(tree.OnError)}{wrapper}{(tree.OmitQuotes ? 'o' : 'k')}";
    }

    public static BoundExpression Construct(JsonConstructor tree, ExpressionBinder binder)
    {
        var parts = new List<BoundExpression>();
        foreach (var member in tree.Members)
        {
            var bound = binder.Bind(member.Value);
            if (!TrinoJsonCasts.CanWrite(bound.Type))
            {
                throw TrinoErrors.CannotCast(bound.Type, SqlType.Json, member.Value.At);
            }

            var value =
                member.FormatJson || bound.Type.Kind == SqlKind.Json
                    ? bound
                    : new BoundCast(SqlType.Json, bound, CastMode.Explicit);
            var given = tree.AbsentOnNull ? value : Bound.Call(SqlType.Json, "coalesce({0}, 'null')", value);
            parts.Add(
                member.Name is null
                    ? given
                    : Bound.Call(
                        SqlType.Json,
                        "(lake_json_string({0}) || ':' || {1})",
                        Bound.Coerce(binder.Bind(member.Name), SqlType.Varchar),
                        given
                    )
            );
        }

        var (open, close) = tree.IsObject ? ("{", "}") : ("[", "]");
        CallForm form = new DelegateForm(call =>
            $"({DuckSql.Literal(open)} || coalesce(array_to_string(CAST([{string.Join(", ", call.Arguments)}] AS VARCHAR[]), ','), '') || {DuckSql.Literal(close)})"
        );
        var text = new BoundCall(SqlType.Varchar, form, parts.ToNodeList());
        return tree.Returning is null
            ? text
            : new BoundCast(ExpressionBinder.BindType(tree.Returning, tree.At), text, CastMode.Explicit);
    }
}
