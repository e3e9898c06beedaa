using CustomerLake.Local.Sql.Spark.Types;

namespace CustomerLake.Local.Sql.Spark.Syntax;

internal sealed partial class QueryParser
{
    private static readonly HashSet<string> FileFormats = new(StringComparer.OrdinalIgnoreCase)
    {
        "parquet",
        "csv",
        "json",
        "text",
        "orc",
    };

    private Relation From()
    {
        var relation = Joined();
        while (_tokens.Accept(","))
        {
            var lateral = _tokens.Accept("lateral");
            relation = new JoinRelation("cross", relation, Joined()) { Lateral = lateral };
        }

        while (_tokens.Accept("lateral", "view"))
        {
            relation = LateralView(relation);
        }

        return PivotOrUnpivot(relation);
    }

    private Relation Joined()
    {
        var left = Primary();
        while (JoinKind() is { } join)
        {
            var lateral = _tokens.Accept("lateral");
            var right = Primary();
            var made = new JoinRelation(join.Kind, left, right) { Natural = join.Natural, Lateral = lateral };
            if (_tokens.Accept("on"))
            {
                made = made with { Condition = Expressions.Expression() };
            }
            else if (_tokens.Accept("using"))
            {
                made = made with { Using = ColumnNames() };
            }

            left = made;
        }

        return left;
    }

    private (string Kind, bool Natural)? JoinKind()
    {
        var mark = _tokens.Mark;
        var natural = _tokens.Accept("natural");
        var kind = _tokens.AcceptAny("inner", "cross", "left", "right", "full", "semi", "anti") ?? "inner";
        if (kind is "left" or "right" or "full")
        {
            if (kind == "left" && _tokens.AcceptAny("semi", "anti") is { } half)
            {
                kind = half;
            }
            else
            {
                _tokens.Accept("outer");
            }
        }

        if (_tokens.Accept("join"))
        {
            return (kind, natural);
        }

        _tokens.Reset(mark);
        return null;
    }

    private Relation Primary()
    {
        var relation = Source();
        if (_tokens.Accept("tablesample"))
        {
            relation = Sample(relation);
        }

        relation = PivotOrUnpivot(relation);
        return Aliased(relation);
    }

    private Relation Source() => _tokens.Nested(AnySource);

    private Relation AnySource()
    {
        var at = _tokens.Current.Position;
        if (_tokens.Accept("("))
        {
            var inner = Words.StartsQuery(_tokens) ? Query() : From();
            _tokens.Expect(")");
            return inner;
        }

        if (_tokens.Accept("values"))
        {
            return Values();
        }

        if (_tokens.Accept("lateral"))
        {
            return Source();
        }

        var parts = TableName();
        if (parts.Count == 1 && _tokens.Current.Is("("))
        {
            _tokens.Advance();
            List<Node> arguments = _tokens.Current.Is(")") ? [] : Expressions.List();
            _tokens.Expect(")");
            return new FunctionRelation(new CallNode(parts[0].ToLowerInvariant(), arguments) { Position = at });
        }

        return parts.Count == 2 && FileFormats.Contains(parts[0])
            ? new FileRelation(parts[0].ToLowerInvariant(), [parts[1]], null, new Dictionary<string, string>())
            : new TableRelation(parts) { Position = at };
    }

    public List<string> TableName()
    {
        var parts = new List<string> { _tokens.Identifier() };
        while (_tokens.Accept("."))
        {
            parts.Add(_tokens.Identifier());
        }

        return parts;
    }

    private Relation Aliased(Relation relation)
    {
        var named = _tokens.Accept("as");
        var token = _tokens.Current;
        if (named || token.Kind == TokenKind.Quoted || (token.Kind == TokenKind.Word && !Words.EndsItem(token.Text)))
        {
            var name = _tokens.Identifier();
            return new AliasRelation(relation, name, ColumnNames());
        }

        return relation;
    }

    private SampleRelation Sample(Relation relation)
    {
        _tokens.Expect("(");
        var literal = Expressions.Expression() as LiteralNode ?? throw _tokens.Unexpected();
        var amount = Convert.ToDouble(literal.Value, System.Globalization.CultureInfo.InvariantCulture);
        var isRows = !_tokens.Accept("percent");
        if (isRows)
        {
            _tokens.Expect("rows");
        }

        _tokens.Expect(")");
        return isRows
            ? new SampleRelation(relation, null, (long)amount, 0)
            : new SampleRelation(relation, amount / 100, null, 0);
    }

    private LateralViewRelation LateralView(Relation child)
    {
        var outer = _tokens.Accept("outer");
        var at = _tokens.Current.Position;
        var function = _tokens.Identifier().ToLowerInvariant();
        _tokens.Expect("(");
        List<Node> arguments = _tokens.Current.Is(")") ? [] : Expressions.List();
        _tokens.Expect(")");
        string? table = null;
        if (_tokens.Current.Kind is TokenKind.Word or TokenKind.Quoted && !Words.EndsItem(_tokens.Current.Text))
        {
            table = _tokens.Identifier();
        }

        var columns = new List<string>();
        if (_tokens.Accept("as"))
        {
            do
            {
                columns.Add(_tokens.Identifier());
            } while (_tokens.Accept(","));
        }

        return new LateralViewRelation(
            child,
            new CallNode(function, arguments) { Position = at },
            outer,
            table,
            columns
        );
    }

    private Relation PivotOrUnpivot(Relation relation)
    {
        if (_tokens.Accept("pivot"))
        {
            return Pivot(relation);
        }

        return _tokens.Accept("unpivot") ? Unpivot(relation) : relation;
    }

    private PivotRelation Pivot(Relation child)
    {
        _tokens.Expect("(");
        var aggregates = new List<Node>();
        do
        {
            aggregates.Add(Expressions.Named());
        } while (_tokens.Accept(","));

        _tokens.Expect("for");
        var columns = new List<Node>();
        if (_tokens.Accept("("))
        {
            columns.AddRange(ColumnNodes());
            _tokens.Expect(")");
        }
        else
        {
            columns.Add(new NameNode(TableName()));
        }

        _tokens.Expect("in");
        _tokens.Expect("(");
        var values = new List<Node>();
        do
        {
            values.Add(Expressions.Named());
        } while (_tokens.Accept(","));

        _tokens.Expect(")");
        _tokens.Expect(")");
        return new PivotRelation(child, null, columns, values, aggregates);
    }

    private List<Node> ColumnNodes()
    {
        var columns = new List<Node>();
        do
        {
            columns.Add(new NameNode(TableName()));
        } while (_tokens.Accept(","));

        return columns;
    }

    private UnpivotRelation Unpivot(Relation child)
    {
        var includeNulls = _tokens.Accept("include", "nulls");
        if (!includeNulls)
        {
            _tokens.Accept("exclude", "nulls");
        }

        _tokens.Expect("(");
        var value = _tokens.Identifier();
        _tokens.Expect("for");
        var name = _tokens.Identifier();
        _tokens.Expect("in");
        _tokens.Expect("(");
        var columns = new List<(Node, string?)>();
        do
        {
            var column = new NameNode(TableName());
            _tokens.Accept("as");
            var alias =
                _tokens.Current.Kind is TokenKind.Word or TokenKind.Quoted ? _tokens.Identifier()
                : _tokens.Current.Kind == TokenKind.Text ? _tokens.Text()
                : null;
            columns.Add((column, alias));
        } while (_tokens.Accept(","));

        _tokens.Expect(")");
        _tokens.Expect(")");
        return new UnpivotRelation(child, null, columns, name, value, includeNulls);
    }
}
