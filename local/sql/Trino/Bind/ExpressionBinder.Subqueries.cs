using CustomerLake.Local.Sql.Trino.Tree;
using CustomerLake.Local.Sql.Trino.Types;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Bind;

internal sealed partial class ExpressionBinder
{
    private BoundExpression BindSubquery(Expression tree) =>
        _lambdas.TryPeek(out var lambda)
            ? throw new SqlException("NOT_SUPPORTED", "Lambda expression cannot contain subqueries", lambda.At)
            : BindSubqueryForm(tree);

    private BoundExpression BindSubqueryForm(Expression tree) =>
        tree switch
        {
            ExistsExpression exists => new BoundSubquery(
                SqlType.Boolean,
                SubqueryForm.Exists,
                Query(exists.Query).Plan
            ),
            SubqueryExpression scalar => BindScalarQuery(scalar),
            InQueryExpression membership => BindInQuery(membership),
            QuantifiedExpression quantified => BindQuantified(quantified),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private BoundQuery Query(Query query) => new QueryBinder(context, tables, scope).Bind(query);

    /// <summary>Several columns make one row, as in <c>(a, b) = (SELECT 1, 2)</c>.</summary>
    private BoundSubquery BindScalarQuery(SubqueryExpression tree)
    {
        var query = Query(tree.Query);
        return SingleColumn(query) is var (plan, type)
            ? new BoundSubquery(type, SubqueryForm.Scalar, plan)
            : throw new System.Diagnostics.UnreachableException();
    }

    private (BoundPlan Plan, SqlType Type) SingleColumn(BoundQuery query)
    {
        if (query.Columns is [var only])
        {
            return (query.Plan, only.Output.Type);
        }

        var row = Bound.Row([
            .. query.Columns.Select(column => ((string?)null, (BoundExpression)column.Output.Reference)),
        ]);
        return (new ProjectPlan(query.Plan, [new PlanItem(context.NewId(), row)]), row.Type);
    }

    private BoundExpression BindInQuery(InQueryExpression tree)
    {
        var operand = Bind(tree.Operand);
        var (plan, type) = SingleColumn(Query(tree.Query));
        var common = TrinoCoercions.CommonType(operand.Type, type);
        if (common is null)
        {
            throw new SqlException(
                "TYPE_MISMATCH",
                "Value expression and result of subquery must be of the same type: "
                    + $"{TrinoTypes.Spell(operand.Type)} vs {TrinoTypes.Spell(type)}",
                tree.At
            );
        }

        var test = new BoundSubquery(SqlType.Boolean, SubqueryForm.In, Converted(plan, common))
        {
            Operand = Bound.Comparable(Bound.Coerce(operand, common)),
        };
        return tree.Negated ? Bound.Not(test) : test;
    }

    private BoundSubquery BindQuantified(QuantifiedExpression tree)
    {
        var operand = Bind(tree.Operand);
        var (plan, type) = SingleColumn(Query(tree.Query));
        var common =
            TrinoCoercions.CommonType(operand.Type, type)
            ?? throw new SqlException(
                "TYPE_MISMATCH",
                "Value expression and result of subquery must be of the same type: "
                    + $"{TrinoTypes.Spell(operand.Type)} vs {TrinoTypes.Spell(type)}",
                tree.At
            );
        return new BoundSubquery(
            SqlType.Boolean,
            tree.All ? SubqueryForm.All : SubqueryForm.Any,
            Converted(plan, common)
        )
        {
            Operand = Bound.Comparable(Bound.Coerce(operand, common)),
            Operator = tree.Operator switch
            {
                BinaryOperator.Equal => "=",
                BinaryOperator.NotEqual => "<>",
                BinaryOperator.Less => "<",
                BinaryOperator.LessOrEqual => "<=",
                BinaryOperator.Greater => ">",
                _ => ">=",
            },
        };
    }

    private BoundPlan Converted(BoundPlan plan, SqlType type)
    {
        var output = plan.Outputs[0];
        var value = Bound.Comparable(Bound.Coerce(output.Reference, type));
        return value == output.Reference ? plan : new ProjectPlan(plan, [new PlanItem(context.NewId(), value)]);
    }
}
