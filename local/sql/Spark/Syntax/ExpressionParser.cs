using CustomerLake.Local.Sql.Spark.Types;

namespace CustomerLake.Local.Sql.Spark.Syntax;

/// <summary>Reads Spark SQL expressions with Spark's precedence: comparison binds looser than | ^ &amp;, and || as +.</summary>
internal sealed partial class ExpressionParser(TokenReader tokens, Func<Relation> query)
{
    /// <summary>Parses the text of <c>F.expr</c> and <c>filter("…")</c>.</summary>
    public static Node Parse(string text)
    {
        var reader = new TokenReader(text);
        var parser = new QueryParser(reader);
        var node = parser.Expressions.Named();
        reader.ExpectEnd();
        return node;
    }

    /// <summary>An expression with an optional alias; <c>as (a, b)</c> names a generator's columns.</summary>
    public Node Named()
    {
        var node = Expression();
        if (tokens.Accept("as"))
        {
            return new AliasNode(node, AliasNames()) { Position = node.Position };
        }

        var token = tokens.Current;
        if (token.Kind == TokenKind.Quoted || (token.Kind == TokenKind.Word && !Words.EndsItem(token.Text)))
        {
            return new AliasNode(node, [tokens.Identifier()]) { Position = node.Position };
        }

        return node;
    }

    private List<string> AliasNames()
    {
        if (!tokens.Accept("("))
        {
            return [tokens.Identifier()];
        }

        var names = new List<string>();
        do
        {
            names.Add(tokens.Identifier());
        } while (tokens.Accept(","));

        tokens.Expect(")");
        return names;
    }

    public Node Expression() => Or();

    public List<Node> List()
    {
        var nodes = new List<Node>();
        do
        {
            nodes.Add(Expression());
        } while (tokens.Accept(","));

        return nodes;
    }

    private Node Or()
    {
        var left = And();
        while (tokens.Accept("or"))
        {
            left = Binary("or", left, And());
        }

        return left;
    }

    private Node And()
    {
        var left = Not();
        while (tokens.Accept("and"))
        {
            left = Binary("and", left, Not());
        }

        return left;
    }

    private Node Not() => tokens.Nested(Negation);

    private Node Negation()
    {
        var at = tokens.Current.Position;
        if (tokens.Accept("not") || tokens.Accept("!"))
        {
            return new CallNode("not", [Not()]) { Position = at };
        }

        return Predicate(Comparison());
    }

    private static CallNode Binary(string name, Node left, Node right) =>
        new(name, [left, right]) { Position = left.Position };

    private Node Comparison()
    {
        var left = BitOr();
        while (tokens.AcceptAny("<=>", "<=", ">=", "==", "=", "<>", "!=", "<", ">", "!<", "!>") is { } symbol)
        {
            var right = BitOr();
            left = symbol switch
            {
                "==" => Binary("=", left, right),
                "<>" or "!=" => new CallNode("not", [Binary("=", left, right)]) { Position = left.Position },
                "!<" => Binary(">=", left, right),
                "!>" => Binary("<=", left, right),
                _ => Binary(symbol, left, right),
            };
        }

        return left;
    }

    private Node Predicate(Node left)
    {
        while (true)
        {
            var mark = tokens.Mark;
            var negated = tokens.Accept("not") || tokens.Accept("!");
            if (TryPredicate(left) is not { } predicate)
            {
                tokens.Reset(mark);
                return left;
            }

            left = negated ? new CallNode("not", [predicate]) { Position = left.Position } : predicate;
        }
    }

    private Node? TryPredicate(Node left)
    {
        if (tokens.Accept("between"))
        {
            var low = BitOr();
            tokens.Expect("and");
            return Binary("and", Binary(">=", left, low), Binary("<=", left, BitOr()));
        }

        if (tokens.Accept("in"))
        {
            return In(left);
        }

        if (tokens.AcceptAny("like", "ilike") is { } like)
        {
            return Like(left, like);
        }

        if (tokens.AcceptAny("rlike", "regexp") is not null)
        {
            return Binary("rlike", left, BitOr());
        }

        return tokens.Accept("is") ? Is(left) : null;
    }

    private Node Like(Node left, string like)
    {
        if (tokens.AcceptAny("any", "some", "all") is { } quantifier)
        {
            tokens.Expect("(");
            var patterns = List();
            tokens.Expect(")");
            var tests = patterns.Select(pattern => (Node)Binary(like, left, pattern));
            return tests.Aggregate((a, b) => Binary(quantifier == "all" ? "and" : "or", a, b));
        }

        var test = BitOr();
        var escape = tokens.Accept("escape") ? new LiteralNode(tokens.Text(), SparkType.String) : null;
        return new CallNode(like, escape is null ? [left, test] : [left, test, escape]) { Position = left.Position };
    }

    private Node In(Node left)
    {
        tokens.Expect("(");
        if (Words.StartsQuery(tokens))
        {
            var inner = query();
            tokens.Expect(")");
            IReadOnlyList<Node> operands = left is CallNode { Function: "struct" } row ? row.Arguments : [left];
            return new SubqueryNode(SubqueryKind.In, inner, operands) { Position = left.Position };
        }

        var values = List();
        tokens.Expect(")");
        return new CallNode("in", [left, .. values]) { Position = left.Position };
    }

    private CallNode Is(Node left)
    {
        var at = left.Position;
        var negated = tokens.Accept("not");
        CallNode test;
        if (tokens.Accept("null"))
        {
            return new CallNode(negated ? "isnotnull" : "isnull", [left]) { Position = at };
        }

        if (tokens.Accept("distinct", "from"))
        {
            test = new CallNode("not", [Binary("<=>", left, BitOr())]) { Position = at };
        }
        else
        {
            test = tokens.AcceptAny("true", "false", "unknown") switch
            {
                "unknown" => new CallNode("isnull", [left]) { Position = at },
                { } word => Binary("<=>", left, new LiteralNode(word == "true", SparkType.Boolean)),
                null => throw tokens.Unexpected(),
            };
        }

        return negated ? new CallNode("not", [test]) { Position = at } : test;
    }

    private Node BitOr()
    {
        var left = BitXor();
        while (tokens.Accept("|"))
        {
            left = Binary("|", left, BitXor());
        }

        return left;
    }

    private Node BitXor()
    {
        var left = BitAnd();
        while (tokens.Accept("^"))
        {
            left = Binary("^", left, BitAnd());
        }

        return left;
    }

    private Node BitAnd()
    {
        var left = Sum();
        while (tokens.Accept("&"))
        {
            left = Binary("&", left, Sum());
        }

        return left;
    }

    private Node Sum()
    {
        var left = Product();
        while (tokens.AcceptAny("+", "-", "||") is { } symbol)
        {
            left = Binary(symbol == "||" ? "concat" : symbol, left, Product());
        }

        return left;
    }

    private Node Product()
    {
        var left = Unary();
        while (tokens.AcceptAny("*", "/", "%", "div") is { } symbol)
        {
            left = Binary(symbol, left, Unary());
        }

        return left;
    }

    private Node Unary() => tokens.Nested(Signed);

    private Node Signed()
    {
        var at = tokens.Current.Position;
        if (tokens.Accept("-"))
        {
            if (tokens.Current.Kind == TokenKind.Number)
            {
                return Postfix(Literals.Number("-" + tokens.Advance().Text) with { Position = at });
            }

            return new CallNode("negative", [Unary()]) { Position = at };
        }

        if (tokens.Accept("+"))
        {
            return new CallNode("positive", [Unary()]) { Position = at };
        }

        return tokens.Accept("~") ? new CallNode("~", [Unary()]) { Position = at } : Postfix(Primary());
    }

    private Node Postfix(Node node)
    {
        while (true)
        {
            if (tokens.Accept("["))
            {
                node = new SubscriptNode(node, Expression()) { Position = node.Position };
                tokens.Expect("]");
            }
            else if (
                tokens.Current.Is(".")
                && node is not NameNode
                && tokens.Peek().Kind is TokenKind.Word or TokenKind.Quoted
            )
            {
                tokens.Advance();
                node = new FieldNode(node, tokens.Identifier()) { Position = node.Position };
            }
            else
            {
                return node;
            }
        }
    }
}
