using CustomerLake.Local.Sql.Spark.Types;

namespace CustomerLake.Local.Sql.Spark.Syntax;

/// <summary>Reads Spark SQL queries into relations.</summary>
internal sealed partial class QueryParser
{
    private readonly TokenReader _tokens;

    public QueryParser(TokenReader tokens)
    {
        _tokens = tokens;
        Expressions = new ExpressionParser(tokens, Query);
    }

    public ExpressionParser Expressions { get; }

    public Relation Query()
    {
        if (!_tokens.Accept("with"))
        {
            return Tail(SetOperation(0));
        }

        var tables = new List<(string, Relation)>();
        do
        {
            var name = _tokens.Identifier();
            var columns = ColumnNames();
            _tokens.Accept("as");
            _tokens.Expect("(");
            var inner = Query();
            _tokens.Expect(")");
            tables.Add((name, columns.Count == 0 ? inner : new AliasRelation(inner, name, columns)));
        } while (_tokens.Accept(","));

        return new WithRelation(tables, Tail(SetOperation(0)));
    }

    private List<string> ColumnNames()
    {
        var names = new List<string>();
        if (!_tokens.Accept("("))
        {
            return names;
        }

        do
        {
            names.Add(_tokens.Identifier());
        } while (_tokens.Accept(","));

        _tokens.Expect(")");
        return names;
    }

    /// <summary>ORDER BY, LIMIT and the like, after a whole query.</summary>
    private Relation Tail(Relation query)
    {
        while (true)
        {
            if (_tokens.Accept("order", "by") || _tokens.Accept("sort", "by"))
            {
                query = new SortRelation(query, Expressions.SortItems());
            }
            else if (_tokens.Accept("distribute", "by") || _tokens.Accept("cluster", "by"))
            {
                Expressions.List();
            }
            else if (_tokens.Accept("window"))
            {
                query = AddWindows(query);
            }
            else if (_tokens.Accept("limit"))
            {
                query = _tokens.Accept("all") ? query : Limit(query);
            }
            else if (_tokens.Accept("offset"))
            {
                query = new LimitRelation(query, Expressions.Expression(), IsOffset: true);
            }
            else
            {
                return query;
            }
        }
    }

    private LimitRelation Limit(Relation query)
    {
        var count = Expressions.Expression();
        if (_tokens.Accept("offset"))
        {
            query = new LimitRelation(query, Expressions.Expression(), IsOffset: true);
        }

        return new LimitRelation(query, count, IsOffset: false);
    }

    private Relation AddWindows(Relation query)
    {
        var windows = new List<(string, WindowNode)>();
        do
        {
            var name = _tokens.Identifier();
            _tokens.Expect("as");
            windows.Add((name, Expressions.WindowSpec()));
        } while (_tokens.Accept(","));

        return query is SelectRelation select ? select with { Windows = windows } : query;
    }

    private Relation SetOperation(int level)
    {
        // INTERSECT binds tighter than UNION and EXCEPT.
        var left = level == 0 ? SetOperation(1) : Term();
        while (true)
        {
            var kind =
                level == 0 ? _tokens.AcceptAny("union", "except", "minus", "setminus") : _tokens.AcceptAny("intersect");
            if (kind is null)
            {
                return left;
            }

            var all = _tokens.Accept("all");
            if (!all)
            {
                _tokens.Accept("distinct");
            }

            var right = level == 0 ? SetOperation(1) : Term();
            left = new SetRelation(kind is "minus" or "setminus" ? "except" : kind, all, left, right);
        }
    }

    private Relation Term() => _tokens.Nested(AnyTerm);

    private Relation AnyTerm()
    {
        if (_tokens.Accept("("))
        {
            var inner = Query();
            _tokens.Expect(")");
            return inner;
        }

        if (_tokens.Accept("values"))
        {
            return Values();
        }

        if (_tokens.Accept("table"))
        {
            return new TableRelation(TableName()) { Position = _tokens.Current.Position };
        }

        if (_tokens.Accept("from"))
        {
            var from = From();
            return Select(from);
        }

        return _tokens.Current.Is("select") ? Select(null) : throw _tokens.Unexpected();
    }

    private ValuesRelation Values()
    {
        var rows = new List<IReadOnlyList<Node>>();
        do
        {
            var at = _tokens.Current.Is("(") ? _tokens.Current.Position : -2;
            var row = Expressions.Expression();
            rows.Add(row is CallNode { Function: "struct" } tuple && row.Position == at ? tuple.Arguments : [row]);
        } while (_tokens.Accept(","));

        return new ValuesRelation(rows);
    }

    private SelectRelation Select(Relation? from)
    {
        _tokens.Expect("select");
        var distinct = _tokens.Accept("distinct");
        if (!distinct)
        {
            _tokens.Accept("all");
        }

        var items = new List<Node>();
        do
        {
            items.Add(Expressions.Named());
        } while (_tokens.Accept(","));

        if (from is null && _tokens.Accept("from"))
        {
            from = From();
        }

        var child = from ?? new OneRowRelation();
        while (_tokens.Accept("lateral", "view"))
        {
            child = LateralView(child);
        }

        if (_tokens.Accept("where"))
        {
            child = new FilterRelation(child, Expressions.Expression());
        }

        GroupingNode? grouping = null;
        if (_tokens.Accept("group", "by"))
        {
            grouping = Grouping();
        }

        var having = _tokens.Accept("having") ? Expressions.Expression() : null;
        return new SelectRelation(child, items)
        {
            Grouping = grouping,
            Having = having,
            Distinct = distinct,
        };
    }

    private GroupingNode Grouping()
    {
        foreach (var kind in (ReadOnlySpan<string>)["cube", "rollup"])
        {
            if (_tokens.Current.Is(kind) && _tokens.Peek().Is("("))
            {
                _tokens.Advance();
                _tokens.Advance();
                var inner = Expressions.List();
                _tokens.Expect(")");
                return new GroupingNode(inner, kind, null);
            }
        }

        if (_tokens.Accept("grouping", "sets"))
        {
            var sets = Sets();
            return new GroupingNode([.. sets.SelectMany(set => set).DistinctBy(Describe)], "sets", sets);
        }

        var keys = Expressions.List();
        if (_tokens.Accept("with"))
        {
            return new GroupingNode(keys, _tokens.AcceptAny("cube", "rollup") ?? throw _tokens.Unexpected(), null);
        }

        return _tokens.Accept("grouping", "sets")
            ? new GroupingNode(keys, "sets", Sets())
            : new GroupingNode(keys, "plain", null);
    }

    private static string Describe(Node node) =>
        node is NameNode name ? string.Join('.', name.Parts).ToLowerInvariant() : node.ToString();

    private List<IReadOnlyList<Node>> Sets()
    {
        var sets = new List<IReadOnlyList<Node>>();
        _tokens.Expect("(");
        do
        {
            if (_tokens.Accept("("))
            {
                sets.Add(_tokens.Current.Is(")") ? [] : Expressions.List());
                _tokens.Expect(")");
            }
            else
            {
                sets.Add([Expressions.Expression()]);
            }
        } while (_tokens.Accept(","));

        _tokens.Expect(")");
        return sets;
    }
}
