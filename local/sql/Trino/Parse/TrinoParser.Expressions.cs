using CustomerLake.Local.Sql.Trino.Tree;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Parse;

internal sealed partial class TrinoParser
{
    private Expression ReadExpression() => Nested(ReadOr);

    private Expression ReadOr()
    {
        var left = ReadAnd();
        while (Take("OR"))
        {
            left = new BinaryExpression(BinaryOperator.Or, left, ReadAnd()) { At = left.At };
        }

        return left;
    }

    private Expression ReadAnd()
    {
        var left = ReadNot();
        while (Take("AND"))
        {
            left = new BinaryExpression(BinaryOperator.And, left, ReadNot()) { At = left.At };
        }

        return left;
    }

    private Expression ReadNot()
    {
        var at = Current.At;
        return Take("NOT") ? new UnaryExpression(UnaryOperator.Not, Nested(ReadNot)) { At = at } : ReadPredicate();
    }

    private Expression ReadPredicate()
    {
        var value = ReadValue();
        while (ReadPredicateOn(value) is { } predicate)
        {
            value = predicate;
            if (predicate is BinaryExpression or QuantifiedExpression && !IsComparison())
            {
                continue;
            }

            // One predicate a value: a = b = c does not parse.
            break;
        }

        return value;
    }

    private bool IsComparison() => ComparisonOf(Current) is not null;

    private static BinaryOperator? ComparisonOf(TrinoToken token) =>
        token.Kind != TokenKind.Symbol
            ? null
            : token.Text switch
            {
                "=" => BinaryOperator.Equal,
                "<>" or "!=" => BinaryOperator.NotEqual,
                "<" => BinaryOperator.Less,
                "<=" => BinaryOperator.LessOrEqual,
                ">" => BinaryOperator.Greater,
                ">=" => BinaryOperator.GreaterOrEqual,
                _ => null,
            };

    private Expression? ReadPredicateOn(Expression value)
    {
        var at = Current.At;
        if (ComparisonOf(Current) is { } comparison)
        {
            _at++;
            if ((Is("ALL") || Is("SOME") || Is("ANY")) && IsAhead(1, "("))
            {
                var all = Advance().Is("ALL");
                Expect("(");
                var query = ReadQuery();
                Expect(")");
                return new QuantifiedExpression(comparison, value, all, query) { At = at };
            }

            return new BinaryExpression(comparison, value, ReadValue()) { At = at, OperatorAt = at };
        }

        if (Take("IS"))
        {
            return ReadIs(value, at);
        }

        var negated = Is("NOT") && (IsAhead(1, "BETWEEN") || IsAhead(1, "IN") || IsAhead(1, "LIKE"));
        if (negated)
        {
            _at++;
        }

        if (Take("BETWEEN"))
        {
            var low = ReadValue();
            Expect("AND");
            return new BetweenExpression(value, low, ReadValue(), negated) { At = at };
        }

        if (Is("IN"))
        {
            return ReadIn(value, negated, at);
        }

        if (!Take("LIKE"))
        {
            return null;
        }

        var pattern = ReadValue();
        var escape = Take("ESCAPE") ? ReadValue() : null;
        return new LikeExpression(value, pattern, escape) { At = at, Negated = negated };
    }

    private Expression ReadIs(Expression value, Position at)
    {
        var negated = Take("NOT");
        if (Take("NULL"))
        {
            return new IsNullExpression(value, negated) { At = at };
        }

        if (!Take("DISTINCT"))
        {
            throw Unexpected(negated ? "'DISTINCT', 'NULL'" : "'DISTINCT', 'NOT', 'NULL'");
        }

        Expect("FROM");
        var operation = negated ? BinaryOperator.IsNotDistinctFrom : BinaryOperator.IsDistinctFrom;
        return new BinaryExpression(operation, value, ReadValue()) { At = at, OperatorAt = at };
    }

    private Expression ReadIn(Expression value, bool negated, Position at)
    {
        // What cannot be a list makes the whole predicate unexpected, as Trino's parser reports it.
        if (!IsAhead(1, "(") || IsAhead(2, ")"))
        {
            throw Unexpected("','");
        }

        _at += 2;
        if (IsQueryStart)
        {
            var query = ReadQuery();
            Expect(")");
            return new InQueryExpression(value, query, negated) { At = at };
        }

        var items = ReadList(ReadExpression).ToNodeList();
        Expect(")");
        return new InListExpression(value, items, negated) { At = at };
    }

    /// <summary>A value expression: no predicate, no NOT, AND, OR.</summary>
    private Expression ReadValue() => ReadConcat();

    private Expression ReadConcat()
    {
        var left = ReadSum();
        while (Is("||"))
        {
            var at = Advance().At;
            left = new BinaryExpression(BinaryOperator.Concat, left, ReadSum()) { At = at, OperatorAt = at };
        }

        return left;
    }

    private Expression ReadSum()
    {
        var left = ReadProduct();
        while (Is("+") || Is("-"))
        {
            var token = Advance();
            var operation = token.Text == "+" ? BinaryOperator.Add : BinaryOperator.Subtract;
            left = new BinaryExpression(operation, left, ReadProduct()) { At = token.At, OperatorAt = token.At };
        }

        return left;
    }

    private Expression ReadProduct()
    {
        var left = ReadUnary();
        while (Is("*") || Is("/") || Is("%"))
        {
            var token = Advance();
            var operation = token.Text switch
            {
                "*" => BinaryOperator.Multiply,
                "/" => BinaryOperator.Divide,
                _ => BinaryOperator.Modulo,
            };
            left = new BinaryExpression(operation, left, ReadUnary()) { At = token.At, OperatorAt = token.At };
        }

        return left;
    }

    private Expression ReadUnary()
    {
        var token = Current;
        if (Take("-"))
        {
            return new UnaryExpression(UnaryOperator.Minus, Nested(ReadUnary)) { At = token.At };
        }

        return Take("+") ? new UnaryExpression(UnaryOperator.Plus, Nested(ReadUnary)) { At = token.At } : ReadZoned();
    }

    private Expression ReadZoned()
    {
        var value = ReadPostfix();
        while (Is("AT") && (IsAhead(1, "TIME") || IsAhead(1, "LOCAL")))
        {
            var at = Advance().At;
            if (Take("LOCAL"))
            {
                value = new AtTimeZoneExpression(value, new CurrentExpression("current_timezone") { At = at })
                {
                    At = at,
                };
                continue;
            }

            Expect("TIME");
            Expect("ZONE");
            value = new AtTimeZoneExpression(value, ReadPostfix()) { At = at };
        }

        return value;
    }

    private Expression ReadPostfix()
    {
        var value = ReadPrimary();
        while (true)
        {
            if (Take("["))
            {
                var index = ReadValue();
                Expect("]");
                value = new SubscriptExpression(value, index) { At = value.At };
            }
            else if (Is(".") && IsIdentifier(Ahead(1)))
            {
                _at++;
                value = new FieldExpression(value, ReadIdentifier()) { At = value.At };
            }
            else
            {
                return value;
            }
        }
    }
}
