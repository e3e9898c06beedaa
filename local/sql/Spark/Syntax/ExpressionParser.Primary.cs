using CustomerLake.Local.Sql.Spark.Types;

namespace CustomerLake.Local.Sql.Spark.Syntax;

internal sealed partial class ExpressionParser
{
    private int _parameters;

    private Node Primary()
    {
        var token = tokens.Current;
        switch (token.Kind)
        {
            case TokenKind.Number:
                return Literals.Number(tokens.Advance().Text) with { Position = token.Position };
            case TokenKind.Text:
                return new LiteralNode(tokens.Text(), SparkType.String) { Position = token.Position };
            case TokenKind.Quoted:
                return Name();
            case TokenKind.Word:
                return Special(token) ?? NameOrCall();
            case TokenKind.Symbol when token.Text == "(":
                return Parenthesized();
            case TokenKind.Symbol when token.Text == "*":
                tokens.Advance();
                return new StarNode([]) { Position = token.Position };
            case TokenKind.Symbol when token.Text == ":":
                tokens.Advance();
                return new ParameterNode(tokens.Identifier(), -1) { Position = token.Position };
            case TokenKind.Symbol when token.Text == "?":
                tokens.Advance();
                return new ParameterNode(null, _parameters++) { Position = token.Position };
            default:
                throw tokens.Unexpected();
        }
    }

    private Node Parenthesized()
    {
        var at = tokens.Advance().Position;
        if (Words.StartsQuery(tokens))
        {
            var inner = query();
            tokens.Expect(")");
            return new SubqueryNode(SubqueryKind.Scalar, inner, []) { Position = at };
        }

        if (IsLambda(out var parameters))
        {
            return Lambda(parameters);
        }

        var first = Named();
        if (!tokens.Current.Is(","))
        {
            tokens.Expect(")");
            return first;
        }

        var items = new List<Node> { first };
        while (tokens.Accept(","))
        {
            items.Add(Named());
        }

        tokens.Expect(")");
        return new CallNode("struct", items) { Position = at };
    }

    private bool IsLambda(out List<string> parameters)
    {
        var mark = tokens.Mark;
        parameters = [];
        do
        {
            if (tokens.Current.Kind is not (TokenKind.Word or TokenKind.Quoted))
            {
                tokens.Reset(mark);
                return false;
            }

            parameters.Add(tokens.Identifier());
        } while (tokens.Accept(","));

        if (tokens.Accept(")", "->"))
        {
            return true;
        }

        tokens.Reset(mark);
        return false;
    }

    private LambdaNode Lambda(List<string> parameters) => new(parameters, Expression());

    private Node NameOrCall()
    {
        var token = tokens.Current;
        if (tokens.Peek().Is("->"))
        {
            var parameter = tokens.Identifier();
            tokens.Expect("->");
            return Lambda([parameter]);
        }

        return tokens.Peek().Is("(") ? Call(tokens.Identifier().ToLowerInvariant(), token.Position) : Name();
    }

    private Node Name()
    {
        var at = tokens.Current.Position;
        var parts = new List<string> { tokens.Identifier() };
        while (tokens.Current.Is("."))
        {
            if (tokens.Peek().Is("*"))
            {
                tokens.Advance();
                tokens.Advance();
                return new StarNode(parts) { Position = at };
            }

            if (tokens.Peek().Kind is not (TokenKind.Word or TokenKind.Quoted))
            {
                break;
            }

            tokens.Advance();
            parts.Add(tokens.Identifier());
            if (tokens.Current.Is("(") && parts.Count >= 2)
            {
                return Call(parts[^1].ToLowerInvariant(), at);
            }
        }

        return new NameNode(parts) { Position = at };
    }

    /// <summary>A column name as the data frame API takes it: <c>a.b</c>, <c>`a b`</c>, <c>t.*</c>, <c>*</c>.</summary>
    public static Node ColumnName(string text)
    {
        if (text == "*")
        {
            return new StarNode([]);
        }

        var star = text.EndsWith(".*", StringComparison.Ordinal);
        var parts = SplitName(star ? text[..^2] : text);
        return star ? new StarNode(parts) : new NameNode(parts);
    }

    /// <summary>Splits <c>a.`b.c`</c> at the dots outside back-quotes.</summary>
    public static List<string> SplitName(string text)
    {
        var parts = new List<string>();
        var part = new System.Text.StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '`' && quoted && i + 1 < text.Length && text[i + 1] == '`')
            {
                part.Append('`');
                i++;
            }
            else if (text[i] == '`')
            {
                quoted = !quoted;
            }
            else if (text[i] == '.' && !quoted)
            {
                parts.Add(part.ToString());
                part.Clear();
            }
            else
            {
                part.Append(text[i]);
            }
        }

        parts.Add(part.ToString());
        return parts;
    }

    private CallNode Call(string name, int at)
    {
        tokens.Expect("(");
        var distinct = tokens.Accept("distinct");
        if (!distinct)
        {
            tokens.Accept("all");
        }

        var arguments = new List<Node>();
        bool? ignoreNulls = null;
        if (!tokens.Accept(")"))
        {
            do
            {
                arguments.Add(Named());
            } while (tokens.Accept(","));

            ignoreNulls = NullTreatment();
            tokens.Expect(")");
        }

        var call = new CallNode(name, arguments) { Distinct = distinct, Position = at };
        if (tokens.Accept("within", "group"))
        {
            tokens.Expect("(");
            tokens.Expect("order");
            tokens.Expect("by");
            call = call with { WithinGroup = SortItems() };
            tokens.Expect(")");
        }

        if (tokens.Accept("filter", "("))
        {
            tokens.Expect("where");
            call = call with { Filter = Expression() };
            tokens.Expect(")");
        }

        call = call with { IgnoreNulls = NullTreatment() ?? ignoreNulls };
        return tokens.Accept("over") ? Over(call) : call;
    }

    private bool? NullTreatment() =>
        tokens.Accept("ignore", "nulls") ? true
        : tokens.Accept("respect", "nulls") ? false
        : null;

    private CallNode Over(CallNode call) =>
        tokens.Current.Is("(") ? call with { Window = WindowSpec() } : call with { WindowName = tokens.Identifier() };

    public WindowNode WindowSpec()
    {
        tokens.Expect("(");
        string? named = null;
        if (
            tokens.Current.Kind == TokenKind.Word
            && !Words.StartsWindowClause(tokens.Current.Text)
            && !tokens.Current.Is(")")
        )
        {
            named = tokens.Identifier();
        }

        List<Node> partition = [];
        if (tokens.Accept("partition", "by") || tokens.Accept("distribute", "by"))
        {
            partition = List();
        }

        List<SortNode> order = [];
        if (tokens.Accept("order", "by") || tokens.Accept("sort", "by"))
        {
            order = SortItems();
        }

        FrameNode? frame = null;
        if (tokens.AcceptAny("rows", "range") is { } unit)
        {
            frame = Frame(unit == "rows");
        }

        tokens.Expect(")");
        return new WindowNode(partition, order, frame, named);
    }

    private FrameNode Frame(bool rows)
    {
        if (!tokens.Accept("between"))
        {
            return new FrameNode(rows, Bound(), new LiteralNode(0L, SparkType.Int));
        }

        var lower = Bound();
        tokens.Expect("and");
        return new FrameNode(rows, lower, Bound());
    }

    private Node? Bound()
    {
        if (tokens.Accept("unbounded"))
        {
            _ = tokens.AcceptAny("preceding", "following") ?? throw tokens.Unexpected();
            return null;
        }

        if (tokens.Accept("current", "row"))
        {
            return new LiteralNode(0L, SparkType.Int);
        }

        var value = Expression();
        if (tokens.Accept("following"))
        {
            return value;
        }

        tokens.Expect("preceding");
        return new CallNode("negative", [value]);
    }

    public List<SortNode> SortItems()
    {
        var items = new List<SortNode>();
        do
        {
            var child = Expression();
            var ascending = !tokens.Accept("desc");
            if (ascending)
            {
                tokens.Accept("asc");
            }

            var nullsFirst = ascending;
            if (tokens.Accept("nulls"))
            {
                nullsFirst = tokens.Accept("first");
                if (!nullsFirst)
                {
                    tokens.Expect("last");
                }
            }

            items.Add(new SortNode(child, ascending, nullsFirst) { Position = child.Position });
        } while (tokens.Accept(","));

        return items;
    }
}
