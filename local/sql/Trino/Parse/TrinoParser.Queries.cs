using CustomerLake.Local.Sql.Trino.Tree;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Parse;

internal sealed partial class TrinoParser
{
    private bool IsQueryStart =>
        Is("SELECT") || Is("WITH") || Is("VALUES") || Is("TABLE") || (Is("(") && IsQueryInParentheses(_at));

    /// <summary>Whether the parenthesis at a token opens a query: SELECT, WITH, VALUES or TABLE follows some parentheses.</summary>
    private bool IsQueryInParentheses(int index)
    {
        while (_tokens[index].Is("("))
        {
            index++;
        }

        var token = _tokens[index];
        return token.Is("SELECT")
            || token.Is("WITH")
            || token.Is("VALUES")
            || (token.Is("TABLE") && !_tokens[index + 1].Is("("));
    }

    private Query ReadQuery() =>
        Nested(() =>
        {
            var at = Current.At;
            var tables = new List<CommonTable>();
            var recursive = false;
            if (Take("WITH"))
            {
                recursive = Take("RECURSIVE");
                tables = ReadList(ReadCommonTable);
            }

            return ReadTail(
                new Query(ReadBody())
                {
                    At = at,
                    With = tables.ToNodeList(),
                    Recursive = recursive,
                }
            );
        });

    private CommonTable ReadCommonTable()
    {
        var name = ReadIdentifier();
        var columns = Is("(") ? ReadColumnAliases() : [];
        Expect("AS");
        Expect("(");
        var query = ReadQuery();
        Expect(")");
        return new CommonTable(name, columns, query) { At = name.At };
    }

    private Query ReadTail(Query query)
    {
        if (TakeAll("ORDER", "BY"))
        {
            query = query with { OrderBy = ReadList(ReadOrderItem).ToNodeList() };
        }

        if (Take("OFFSET"))
        {
            query = query with { Offset = ReadRowCount() };
            if (!Take("ROW"))
            {
                Take("ROWS");
            }
        }

        if (Take("LIMIT"))
        {
            return Take("ALL") ? query : query with { Limit = ReadRowCount() };
        }

        var fetchAt = Current.At;
        if (!Take("FETCH"))
        {
            return query;
        }

        if (!Take("FIRST") && !Take("NEXT"))
        {
            throw Unexpected("'FIRST', 'NEXT'");
        }

        var count =
            Is("ROW") || Is("ROWS") ? new NumberLiteral("1") { At = fetchAt } : ReadRowCount() with { At = fetchAt };
        if (!Take("ROW") && !Take("ROWS"))
        {
            throw Unexpected("'ROW', 'ROWS'");
        }

        if (TakeAll("WITH", "TIES"))
        {
            return query with { Limit = count, WithTies = true };
        }

        Expect("ONLY");
        return query with { Limit = count };
    }

    private Expression ReadRowCount()
    {
        var token = Current;
        if (token.Kind == TokenKind.Integer)
        {
            _at++;
            return new NumberLiteral(token.Value) { At = token.At };
        }

        return Take("?")
            ? new ParameterExpression(_parameters++) { At = token.At }
            : throw Unexpected("'?', 'ALL', <integer>");
    }

    private OrderItem ReadOrderItem()
    {
        var key = ReadExpression();
        var descending = !Take("ASC") && Take("DESC");
        bool? nullsFirst = null;
        if (Take("NULLS"))
        {
            nullsFirst = Take("FIRST") || (Take("LAST") ? false : throw Unexpected("'FIRST', 'LAST'"));
        }

        return new OrderItem(key, descending, nullsFirst) { At = key.At };
    }

    private QueryBody ReadBody()
    {
        var left = ReadIntersection();
        while (Is("UNION") || Is("EXCEPT"))
        {
            var at = Current.At;
            var operation = Advance().Is("UNION") ? SetOperator.Union : SetOperator.Except;
            var all = ReadSetQuantifier();
            left = new SetOperation(operation, all, left, ReadIntersection()) { At = at };
        }

        return left;
    }

    private QueryBody ReadIntersection()
    {
        var left = ReadBodyPrimary();
        while (Is("INTERSECT"))
        {
            var at = Advance().At;
            var all = ReadSetQuantifier();
            left = new SetOperation(SetOperator.Intersect, all, left, ReadBodyPrimary()) { At = at };
        }

        return left;
    }

    private bool ReadSetQuantifier() => Take("ALL") || (Take("DISTINCT") && false);

    private QueryBody ReadBodyPrimary()
    {
        var at = Current.At;
        if (Is("SELECT"))
        {
            return ReadSelect();
        }

        if (Take("VALUES"))
        {
            return new Values(ReadList(ReadExpression).ToNodeList()) { At = at };
        }

        if (Take("TABLE"))
        {
            return new TableBody(ReadName()) { At = at };
        }

        if (!Take("("))
        {
            throw Unexpected("'(', 'SELECT', 'TABLE', 'VALUES'");
        }

        var query = Nested(() => ReadTail(ReadNestedWith()));
        Expect(")");
        return new NestedQuery(query) { At = at };
    }

    private Query ReadNestedWith() => Is("WITH") ? ReadQuery() : new Query(ReadBody()) { At = Current.At };

    private Select ReadSelect()
    {
        var at = Expect("SELECT");
        var distinct = Take("DISTINCT");
        if (!distinct)
        {
            Take("ALL");
        }

        var items = ReadList(ReadSelectItem).ToNodeList();
        var select = new Select(items) { At = at, Distinct = distinct };
        if (Take("FROM"))
        {
            select = select with { From = ReadFrom() };
        }

        if (Take("WHERE"))
        {
            select = select with { Where = ReadExpression() };
        }

        if (TakeAll("GROUP", "BY"))
        {
            select = select with { GroupBy = ReadGroupBy() };
        }

        if (Take("HAVING"))
        {
            select = select with { Having = ReadExpression() };
        }

        if (Is("WINDOW") && IsIdentifier(Ahead(1)) && IsAhead(2, "AS"))
        {
            _at++;
            select = select with { Windows = ReadList(ReadNamedWindow).ToNodeList() };
        }

        return select;
    }

    private SelectItem ReadSelectItem()
    {
        var at = Current.At;
        if (Take("*"))
        {
            return new SelectItem(new StarExpression { At = at }) { At = at };
        }

        if (Current.Kind == TokenKind.End || (Current.Kind == TokenKind.Word && Is("FROM")))
        {
            throw Unexpected("'*', 'ALL', 'DISTINCT', <expression>");
        }

        var value = ReadExpression();
        if (Is(".") && IsAhead(1, "*"))
        {
            _at += 2;
            var aliases = Take("AS") ? ReadColumnAliases() : [];
            return new SelectItem(new StarExpression(value) { At = at, Aliases = aliases }) { At = at };
        }

        Identifier? alias = null;
        if (Take("AS") || IsIdentifier(Current))
        {
            alias = ReadIdentifier();
        }

        return new SelectItem(value, alias) { At = at };
    }

    private GroupBy ReadGroupBy()
    {
        var at = Current.At;
        var distinct = Take("DISTINCT");
        if (!distinct && Is("ALL"))
        {
            _at++;
        }

        return new GroupBy(ReadList(ReadGroupingElement).ToNodeList(), distinct) { At = at };
    }

    private GroupingElement ReadGroupingElement()
    {
        var at = Current.At;
        if (TakeAll("GROUPING", "SETS"))
        {
            Expect("(");
            var sets = ReadList(ReadGroupingSet).ToNodeList();
            Expect(")");
            return new GroupingElement(GroupingKind.Sets, sets) { At = at };
        }

        if (Take("ROLLUP") || Is("CUBE"))
        {
            var kind = Take("CUBE") ? GroupingKind.Cube : GroupingKind.Rollup;
            Expect("(");
            var columns = Is(")") ? [] : ReadList(ReadGroupingSet).ToNodeList();
            Expect(")");
            return new GroupingElement(kind, columns) { At = at };
        }

        if (Is("(") && !IsQueryInParentheses(_at))
        {
            // (a, b) is a set of two; (a) + 1 is an expression: the token after decides.
            var start = _at;
            var set = ReadGroupingSet();
            if (
                Is(",")
                || Is(")")
                || Is("HAVING")
                || Is("WINDOW")
                || Is("ORDER")
                || Is("UNION")
                || Is("EXCEPT")
                || Is("INTERSECT")
                || Is("LIMIT")
                || Is("OFFSET")
                || Is("FETCH")
                || Is(";")
                || Current.Kind == TokenKind.End
            )
            {
                return new GroupingElement(GroupingKind.Simple, [set]) { At = at };
            }

            _at = start;
        }

        return new GroupingElement(
            GroupingKind.Simple,
            [
                [ReadExpression()],
            ]
        )
        {
            At = at,
        };
    }

    private NodeList<Expression> ReadGroupingSet()
    {
        if (!Is("(") || IsQueryInParentheses(_at))
        {
            return [ReadExpression()];
        }

        _at++;
        if (Take(")"))
        {
            return [];
        }

        var items = ReadList(ReadExpression);
        Expect(")");
        return items.ToNodeList();
    }

    private NamedWindow ReadNamedWindow()
    {
        var name = ReadIdentifier();
        Expect("AS");
        Expect("(");
        var window = ReadWindow();
        Expect(")");
        return new NamedWindow(name, window) { At = name.At };
    }
}
