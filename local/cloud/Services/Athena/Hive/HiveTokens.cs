using System.Globalization;

namespace CustomerLake.Local.Cloud.Services.Athena.Hive;

/// <summary>A cursor over the tokens of one statement, and the small phrases that every Hive statement is made of.</summary>
internal sealed class HiveTokens(IReadOnlyList<HiveToken> tokens)
{
    private int _index;

    public HiveToken Peek(int ahead = 0) => tokens[Math.Min(_index + ahead, tokens.Count - 1)];

    public HiveToken Take() => tokens[_index < tokens.Count - 1 ? _index++ : _index];

    public bool Accept(params ReadOnlySpan<string> words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (!Peek(i).Is(words[i]))
            {
                return false;
            }
        }

        _index += words.Length;
        return true;
    }

    public void Expect(params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (!Accept(word))
            {
                throw HiveSyntaxException.Mismatched(Peek(), $"'{word}'");
            }
        }
    }

    public HiveSyntaxException Unexpected(string expecting) => HiveSyntaxException.Mismatched(Peek(), expecting);

    public void End()
    {
        while (Accept(";")) { }

        if (Peek().Kind != HiveTokenKind.End)
        {
            throw Unexpected("<EOF>");
        }
    }

    public bool IfNotExists() => Accept("IF", "NOT", "EXISTS");

    public bool IfExists() => Accept("IF", "EXISTS");

    /// <summary>A name in lower case, as Athena keeps every name; reserved words need back quotes.</summary>
    public string Name()
    {
        var token = Peek();
        var isName =
            token.Kind == HiveTokenKind.Quoted
            || token.Kind == HiveTokenKind.Word && !HiveReserved.Contains(token.Value);
        if (!isName)
        {
            throw Unexpected("identifier");
        }

        Take();
        return token.Value.ToLowerInvariant();
    }

    public HiveTableName TableName()
    {
        var first = Name();
        return Accept(".") ? new HiveTableName(first, Name()) : new HiveTableName(null, first);
    }

    public string Text()
    {
        if (Peek().Kind != HiveTokenKind.Text)
        {
            throw Unexpected("string");
        }

        var text = Take().Value;
        while (Peek().Kind == HiveTokenKind.Text)
        {
            text += Take().Value;
        }

        return text;
    }

    public int Number()
    {
        var token = Take();
        return
            token.Kind == HiveTokenKind.Number
            && int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw HiveSyntaxException.Mismatched(token, "integer");
    }

    public IReadOnlyList<T> List<T>(Func<T> item)
    {
        Expect("(");
        var items = new List<T> { item() };
        while (Accept(","))
        {
            items.Add(item());
        }

        Expect(")");
        return items;
    }

    /// <summary>A parenthesised list of <c>'key'='value'</c>.</summary>
    public IReadOnlyDictionary<string, string> Properties()
    {
        var properties = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in List(Property))
        {
            properties[key] = value;
        }

        return properties;
    }

    private KeyValuePair<string, string> Property()
    {
        var key = Text();
        Expect("=");
        return new(key, Peek().Kind == HiveTokenKind.Text ? Text() : Constant());
    }

    /// <summary><c>PARTITION (year=2024, month='01')</c>, the word PARTITION already taken.</summary>
    public IReadOnlyDictionary<string, string> PartitionValues()
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var comparison in List(Comparison))
        {
            if (comparison.Operator != "=" || !values.TryAdd(comparison.Column, comparison.Value))
            {
                throw Unexpected($"one value for partition column '{comparison.Column}'");
            }
        }

        return values;
    }

    public HiveComparison Comparison()
    {
        var column = Name();
        var token = Take();
        if (
            token.Kind != HiveTokenKind.Symbol
            || token.Value is not ("=" or "<" or ">" or "<=" or ">=" or "<>" or "!=")
        )
        {
            throw HiveSyntaxException.Mismatched(token, "'='");
        }

        return new HiveComparison(column, token.Value == "!=" ? "<>" : token.Value, Constant());
    }

    private string Constant()
    {
        if (Peek().Kind == HiveTokenKind.Text)
        {
            return Text();
        }

        var isDate = Accept("DATE");
        var sign = !isDate && Accept("-") ? "-" : "";
        var token = Take();
        return token.Kind switch
        {
            HiveTokenKind.Text when isDate => token.Value,
            HiveTokenKind.Number when !isDate => sign + token.Value,
            HiveTokenKind.Word when !isDate && (token.Is("true") || token.Is("false")) =>
                token.Value.ToLowerInvariant(),
            _ => throw HiveSyntaxException.Mismatched(token, "constant"),
        };
    }
}
