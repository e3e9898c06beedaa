using System.Globalization;

namespace CustomerLake.Local.Sql.Spark.Syntax;

/// <summary>A cursor over tokens, with the errors Spark's parser gives.</summary>
internal sealed class TokenReader(string text)
{
    private readonly List<SparkToken> _tokens = [.. SparkLexer.Read(text)];
    private readonly NestingGuard _nesting = new(() =>
        SparkException.Parse(
            "FAILED_TO_PARSE_TOO_COMPLEX",
            "The statement, including potential SQL functions and referred views, was too complex to parse."
        )
    );
    private int _at;

    public string Source => text;

    public SparkToken Current => _tokens[_at];

    public bool AtEnd => Current.Kind == TokenKind.End;

    public int Mark => _at;

    public void Reset(int mark) => _at = mark;

    public SparkToken Peek(int ahead = 1) => _tokens[Math.Min(_at + ahead, _tokens.Count - 1)];

    /// <summary>Reads what may hold itself again.</summary>
    public T Nested<T>(Func<T> read) => _nesting.Enter(read);

    public SparkToken Advance()
    {
        var token = Current;
        if (!AtEnd)
        {
            _at++;
        }

        return token;
    }

    public bool Accept(string word)
    {
        if (!Current.Is(word))
        {
            return false;
        }

        _at++;
        return true;
    }

    public bool Accept(string first, string second)
    {
        if (!Current.Is(first) || !Peek().Is(second))
        {
            return false;
        }

        _at += 2;
        return true;
    }

    public string? AcceptAny(params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (Accept(word))
            {
                return word;
            }
        }

        return null;
    }

    public void Expect(string word)
    {
        if (!Accept(word))
        {
            throw Unexpected();
        }
    }

    /// <summary>Closes a type's angle bracket; <c>&gt;&gt;</c> never lexes as one token here, but <c>&gt;=</c> might.</summary>
    public void CloseAngle()
    {
        if (Current.Is(">="))
        {
            _tokens[_at] = new SparkToken(TokenKind.Symbol, "=", "=", Current.Position + 1);
            return;
        }

        Expect(">");
    }

    public string Identifier()
    {
        if (Current.Kind is TokenKind.Word or TokenKind.Quoted)
        {
            return Advance().Text;
        }

        throw Unexpected();
    }

    public string Text()
    {
        if (Current.Kind != TokenKind.Text)
        {
            throw Unexpected();
        }

        var value = Advance().Text;
        while (Current.Kind == TokenKind.Text)
        {
            value += Advance().Text;
        }

        return value;
    }

    public int Integer()
    {
        if (
            Current.Kind == TokenKind.Number
            && int.TryParse(Current.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
        )
        {
            Advance();
            return value;
        }

        throw Unexpected();
    }

    public void ExpectEnd()
    {
        while (Accept(";")) { }

        if (!AtEnd)
        {
            var place = SparkLexer.Place(text, Current.Position);
            throw SparkException.Parse(
                "PARSE_SYNTAX_ERROR",
                $"Syntax error at or near '{Current.Raw}': extra input '{Current.Raw}'.{place}"
            );
        }
    }

    public SparkException Unexpected()
    {
        var place = SparkLexer.Place(text, Current.Position);
        var near = AtEnd ? "end of input" : $"'{Current.Raw}'";
        return SparkException.Parse("PARSE_SYNTAX_ERROR", $"Syntax error at or near {near}.{place}");
    }
}
