using CustomerLake.Local.Sql.Spark.Types;

namespace CustomerLake.Local.Sql.Spark.Syntax;

internal sealed partial class ExpressionParser
{
    /// <summary>Forms that begin with a word but are no plain call: CASE, CAST, typed literals, INTERVAL and the like.</summary>
    private Node? Special(SparkToken token)
    {
        var next = tokens.Peek();
        var call = next.Is("(");
        var at = token.Position;
        switch (token.Text.ToLowerInvariant())
        {
            case "null" when !call && !next.Is("."):
                tokens.Advance();
                return new LiteralNode(null, SparkType.Void) { Position = at };
            case "true" or "false" when !call && !next.Is("."):
                tokens.Advance();
                return new LiteralNode(token.Is("true"), SparkType.Boolean) { Position = at };
            case "case" when !next.Is("."):
                tokens.Advance();
                return Case() with { Position = at };
            case "cast" or "try_cast" when call:
                return Cast(token.Is("try_cast")) with { Position = at };
            case "exists" when call && Words.StartsQuery(Ahead()):
                return Exists(at);
            case "interval" when next.Kind is TokenKind.Number or TokenKind.Text or TokenKind.Word || next.Is("-"):
                return TryInterval(at);
            case "date" or "timestamp" or "timestamp_ntz" or "timestamp_ltz" or "x" when next.Kind == TokenKind.Text:
                tokens.Advance();
                return Literals.Typed(token.Text.ToLowerInvariant(), tokens.Text()) with { Position = at };
            case "extract" when call:
                return Extract(at);
            case "substring" or "substr" when call:
                return Substring(at);
            case "trim" when call:
                return Trim(at);
            case "position" when call:
                return PositionIn(at);
            case "overlay" when call:
                return Overlay(at);
            case "current_date" or "current_timestamp" or "current_user" when !call && !next.Is("."):
                tokens.Advance();
                return new CallNode(token.Text.ToLowerInvariant(), []) { Position = at };
            case "datediff" or "date_diff" or "timestampdiff" or "dateadd" or "date_add" or "timestampadd" when call:
                return UnitCall(at);
            default:
                return null;
        }
    }

    private TokenReader Ahead()
    {
        var ahead = new TokenReader(tokens.Source);
        ahead.Reset(tokens.Mark + 2);
        return ahead;
    }

    private CaseNode Case()
    {
        var operand = tokens.Current.Is("when") ? null : Expression();
        var branches = new List<(Node, Node)>();
        while (tokens.Accept("when"))
        {
            var when = Expression();
            tokens.Expect("then");
            branches.Add((when, Expression()));
        }

        var otherwise = tokens.Accept("else") ? Expression() : null;
        tokens.Expect("end");
        return new CaseNode(operand, branches, otherwise);
    }

    private CastNode Cast(bool isTry)
    {
        tokens.Advance();
        tokens.Expect("(");
        var child = Expression();
        tokens.Expect("as");
        var type = new TypeParser(tokens).Type();
        tokens.Expect(")");
        return new CastNode(child, type, isTry);
    }

    private SubqueryNode Exists(int at)
    {
        tokens.Advance();
        tokens.Expect("(");
        var inner = query();
        tokens.Expect(")");
        return new SubqueryNode(SubqueryKind.Exists, inner, []) { Position = at };
    }

    private LiteralNode? TryInterval(int at)
    {
        var mark = tokens.Mark;
        tokens.Advance();
        if (IntervalParser.TryRead(tokens) is { } literal)
        {
            return literal with { Position = at };
        }

        tokens.Reset(mark);
        return null;
    }

    private CallNode Extract(int at)
    {
        tokens.Advance();
        tokens.Expect("(");
        var unit = tokens.Current.Kind == TokenKind.Text ? tokens.Text() : tokens.Identifier();
        tokens.Expect("from");
        var source = Expression();
        tokens.Expect(")");
        return new CallNode("date_part", [new LiteralNode(unit, SparkType.String), source]) { Position = at };
    }

    private CallNode Substring(int at)
    {
        var name = tokens.Advance().Text.ToLowerInvariant();
        tokens.Expect("(");
        var arguments = new List<Node> { Expression() };
        while (tokens.Accept(",") || tokens.Accept("from") || tokens.Accept("for"))
        {
            arguments.Add(Expression());
        }

        tokens.Expect(")");
        return new CallNode(name, arguments) { Position = at };
    }

    private CallNode Trim(int at)
    {
        tokens.Advance();
        tokens.Expect("(");
        var side = tokens.AcceptAny("both", "leading", "trailing");
        var name = side switch
        {
            "leading" => "ltrim",
            "trailing" => "rtrim",
            _ => "trim",
        };
        if (side is not null && tokens.Accept("from"))
        {
            var only = Expression();
            tokens.Expect(")");
            return new CallNode(name, [only]) { Position = at };
        }

        var first = Expression();
        var arguments = new List<Node> { first };
        if (tokens.Accept("from"))
        {
            var source = Expression();
            tokens.Expect(")");
            return new CallNode("trim_" + name, [source, first]) { Position = at };
        }

        while (tokens.Accept(","))
        {
            arguments.Add(Expression());
        }

        tokens.Expect(")");
        return new CallNode(name, arguments) { Position = at };
    }

    private CallNode PositionIn(int at)
    {
        tokens.Advance();
        tokens.Expect("(");
        var needle = BitOr();
        var arguments = new List<Node> { needle };
        while (tokens.Accept(",") || tokens.Accept("in"))
        {
            arguments.Add(Expression());
        }

        tokens.Expect(")");
        return new CallNode("locate", arguments) { Position = at };
    }

    private CallNode Overlay(int at)
    {
        tokens.Advance();
        tokens.Expect("(");
        var arguments = new List<Node> { Expression() };
        while (tokens.AcceptAny(",", "placing", "from", "for") is not null)
        {
            arguments.Add(Expression());
        }

        tokens.Expect(")");
        return new CallNode("overlay", arguments) { Position = at };
    }

    /// <summary><c>datediff(day, a, b)</c> and its kin: the first argument is a bare unit, unless there are only two.</summary>
    private CallNode? UnitCall(int at)
    {
        var mark = tokens.Mark;
        var name = tokens.Advance().Text.ToLowerInvariant();
        tokens.Expect("(");
        if (tokens.Current.Kind == TokenKind.Word && tokens.Peek().Is(","))
        {
            var unit = tokens.Identifier();
            tokens.Expect(",");
            var arguments = List();
            if (arguments.Count == 2 && tokens.Accept(")"))
            {
                var function = name.Contains("diff", StringComparison.Ordinal) ? "timestampdiff" : "timestampadd";
                IReadOnlyList<Node> all = [new LiteralNode(unit.ToUpperInvariant(), SparkType.String), .. arguments];
                return new CallNode(function, all) { Position = at };
            }
        }

        tokens.Reset(mark);
        return null;
    }
}
