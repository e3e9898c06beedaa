using CustomerLake.Local.Sql.Trino.Bind;
using CustomerLake.Local.Sql.Trino.Tree;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Parse;

internal sealed partial class TrinoParser
{
    private Expression ReadNameOrCall()
    {
        var at = Current.At;
        if (IsAhead(1, "->"))
        {
            var parameter = ReadIdentifier();
            Expect("->");
            return new LambdaExpression([parameter], ReadExpression()) { At = at };
        }

        if (!IsCallAhead())
        {
            return new NameExpression(ReadIdentifier()) { At = at };
        }

        return ReadCallRest(ReadName(), at);
    }

    /// <summary>Whether a dotted name with an opening parenthesis comes.</summary>
    private bool IsCallAhead()
    {
        var index = _at;
        while (_tokens[index + 1].Is(".") && IsIdentifier(_tokens[index + 2]))
        {
            index += 2;
        }

        return _tokens[index + 1].Is("(");
    }

    private CallExpression ReadCallRest(NodeList<Identifier> name, Position at)
    {
        Expect("(");
        var call = new CallExpression(name, []) { At = at };
        if (Is("*") && IsAhead(1, ")"))
        {
            call = call with { Arguments = [new StarExpression { At = Advance().At }] };
        }
        else if (!Is(")"))
        {
            var distinct = Take("DISTINCT");
            if (!distinct)
            {
                Take("ALL");
            }

            var arguments = Is("ORDER") ? [] : ReadList(ReadExpression).ToNodeList();
            call = call with { Distinct = distinct, Arguments = arguments };
            if (TakeAll("ORDER", "BY"))
            {
                call = call with { OrderBy = ReadList(ReadOrderItem).ToNodeList() };
            }
        }

        Expect(")");
        return ReadCallTail(call);
    }

    /// <summary>FILTER, null treatment and OVER.</summary>
    private CallExpression ReadCallTail(CallExpression call)
    {
        if (Is("WITHIN") && IsAhead(1, "GROUP"))
        {
            _at += 2;
            throw Unexpected("'BY'");
        }

        if (Is("FILTER") && IsAhead(1, "("))
        {
            _at += 2;
            Expect("WHERE");
            call = call with { Filter = ReadExpression() };
            Expect(")");
        }

        if (Is("FROM") && (IsAhead(1, "FIRST") || IsAhead(1, "LAST")) && (IsAhead(2, "OVER") || IsAhead(3, "NULLS")))
        {
            throw Unexpected("'OVER'");
        }

        if ((Is("IGNORE") || Is("RESPECT")) && IsAhead(1, "NULLS"))
        {
            call = call with { IgnoreNulls = Advance().Is("IGNORE") };
            _at++;
            if (!Is("OVER"))
            {
                throw Unexpected("'OVER'");
            }
        }

        return Is("OVER") && (IsAhead(1, "(") || IsIdentifier(Ahead(1))) ? call with { Over = ReadOver() } : call;
    }

    private Window ReadOver()
    {
        var overAt = Advance().At;
        if (!Is("("))
        {
            var name = ReadIdentifier();
            return new Window(name) { At = name.At, IsReference = true };
        }

        _at++;
        var window = ReadWindow() with { At = overAt };
        Expect(")");
        return window;
    }

    private Window ReadWindow()
    {
        var at = Current.At;
        Identifier? existing = null;
        if (IsIdentifier(Current) && !(Is("PARTITION") && IsAhead(1, "BY")) && !IsFrameStart())
        {
            existing = ReadIdentifier();
        }

        var window = new Window(existing) { At = at };
        if (TakeAll("PARTITION", "BY"))
        {
            window = window with { PartitionBy = ReadList(ReadExpression).ToNodeList() };
        }

        if (TakeAll("ORDER", "BY"))
        {
            window = window with { OrderBy = ReadList(ReadOrderItem).ToNodeList() };
        }

        return IsFrameStart() ? window with { Frame = ReadFrame() } : window;
    }

    private bool IsFrameStart() =>
        (Is("ROWS") || Is("RANGE") || Is("GROUPS")) && !IsAhead(1, ")") && !IsAhead(1, "ORDER");

    private Frame ReadFrame()
    {
        var token = Advance();
        var unit =
            token.Is("ROWS") ? FrameUnit.Rows
            : token.Is("RANGE") ? FrameUnit.Range
            : FrameUnit.Groups;
        if (!Take("BETWEEN"))
        {
            return new Frame(unit, ReadFrameBound()) { At = token.At };
        }

        var start = ReadFrameBound();
        Expect("AND");
        return new Frame(unit, start, ReadFrameBound()) { At = token.At };
    }

    private FrameBound ReadFrameBound()
    {
        var at = Current.At;
        if (TakeAll("UNBOUNDED", "PRECEDING"))
        {
            return new FrameBound(BoundKind.UnboundedPreceding) { At = at };
        }

        if (TakeAll("UNBOUNDED", "FOLLOWING"))
        {
            return new FrameBound(BoundKind.UnboundedFollowing) { At = at };
        }

        if (TakeAll("CURRENT", "ROW"))
        {
            return new FrameBound(BoundKind.CurrentRow) { At = at };
        }

        var value = ReadExpression();
        if (Take("PRECEDING"))
        {
            return new FrameBound(BoundKind.Preceding, value) { At = at };
        }

        return Take("FOLLOWING")
            ? new FrameBound(BoundKind.Following, value) { At = at }
            : throw Unexpected("'FOLLOWING', 'PRECEDING'");
    }

    private static CallExpression CallOf(string name, Position at, params ReadOnlySpan<Expression> arguments) =>
        new([new Identifier(name) { At = at }], NodeList.Create(arguments)) { At = at };

    /// <summary>Looks for a word at the call's own depth.</summary>
    private bool HasInside(string word)
    {
        var depth = 0;
        for (var index = _at + 1; index < _tokens.Count; index++)
        {
            var token = _tokens[index];
            if (token.Is("("))
            {
                depth++;
            }
            else if (token.Is(")") && --depth == 0)
            {
                return false;
            }
            else if (depth == 1 && token.Is(word))
            {
                return true;
            }
        }

        return false;
    }

    private bool HasFrom() => HasInside("FROM");

    private bool HasIn() => HasInside("IN");

    private CallExpression ReadSubstring()
    {
        var at = Advance().At;
        Expect("(");
        var text = ReadValue();
        Expect("FROM");
        var start = ReadValue();
        var length = Take("FOR") ? ReadValue() : null;
        Expect(")");
        return length is null ? CallOf("substr", at, text, start) : CallOf("substr", at, text, start, length);
    }

    private CallExpression ReadPosition()
    {
        var at = Advance().At;
        Expect("(");
        var part = ReadValue();
        Expect("IN");
        var text = ReadValue();
        Expect(")");
        return CallOf("strpos", at, text, part);
    }

    private CallExpression ReadTrim()
    {
        var at = Advance().At;
        Expect("(");
        var name = "trim";
        var specified = true;
        if (Take("LEADING"))
        {
            name = "ltrim";
        }
        else if (Take("TRAILING"))
        {
            name = "rtrim";
        }
        else
        {
            specified = Take("BOTH");
        }

        var first = specified && Is("FROM") ? null : ReadValue();
        Expression? text = null;
        if (Take("FROM"))
        {
            text = ReadValue();
        }
        else if (Take(","))
        {
            text = first;
            first = ReadValue();
        }

        Expect(")");
        return text is null ? CallOf(name, at, first!)
            : first is null ? CallOf(name, at, text)
            : CallOf(name, at, text, first);
    }

    private CallExpression ReadNormalize()
    {
        var at = Advance().At;
        Expect("(");
        var text = ReadValue();
        if (Take(",") && !Take("NFC"))
        {
            throw Is("NFD") || Is("NFKD") || Is("NFKC")
                ? TrinoErrors.NotSupported($"Normalizing to {Advance().Text.ToUpperInvariant()}", at)
                : Unexpected("'NFC', 'NFD', 'NFKC', 'NFKD'");
        }

        Expect(")");
        return CallOf("normalize", at, text);
    }

    private CallExpression ReadListagg()
    {
        var at = Advance().At;
        Expect("(");
        var distinct = Take("DISTINCT");
        if (!distinct)
        {
            Take("ALL");
        }

        var value = ReadExpression();
        Expression separator = Take(",")
            ? new StringLiteral(ReadText()) { At = at }
            : new StringLiteral("") { At = at };
        ListaggOverflow? overflow = null;
        if (TakeAll("ON", "OVERFLOW") && !Take("ERROR"))
        {
            Expect("TRUNCATE");
            var filler = Current.Kind == TokenKind.Text ? ReadText() : null;
            var withCount = Take("WITH");
            if (!withCount)
            {
                Expect("WITHOUT");
            }

            Expect("COUNT");
            overflow = new ListaggOverflow(filler, withCount);
        }

        Expect(")");
        if (!TakeAll("WITHIN", "GROUP"))
        {
            throw Unexpected("'WITHIN'");
        }

        Expect("(");
        Expect("ORDER");
        Expect("BY");
        var order = ReadList(ReadOrderItem).ToNodeList();
        Expect(")");
        return ReadCallTail(
            CallOf("listagg", at, value, separator) with
            {
                Distinct = distinct,
                OrderBy = order,
                Overflow = overflow,
            }
        );
    }
}
