using System.Text;
using System.Text.RegularExpressions;

namespace CustomerLake.Local.Cloud.Services.Glue.Catalog.Expressions;

/// <summary>Recursive descent over OR, AND, NOT and the predicates that GetPartitions knows.</summary>
internal sealed class PartitionExpressionParser(string text, IReadOnlyList<Column> keys)
{
    private const int Deepest = 200;
    private static readonly string[] Comparisons = ["=", "<>", "!=", "<", "<=", ">", ">="];

    private readonly List<ExpressionToken> _tokens = ExpressionLexer.Read(text);
    private int _position;
    private int _depth;

    public PartitionExpression Parse()
    {
        var whole = ParseOr();
        return Current.Kind == ExpressionTokenKind.End ? whole : throw Unexpected();
    }

    private ExpressionToken Current => _tokens[_position];

    private PartitionExpression ParseOr()
    {
        var left = ParseAnd();
        while (Accept("OR"))
        {
            left = new PartitionExpression.Or(left, ParseAnd());
        }

        return left;
    }

    private PartitionExpression ParseAnd()
    {
        var left = ParseNot();
        while (Accept("AND"))
        {
            left = new PartitionExpression.And(left, ParseNot());
        }

        return left;
    }

    private PartitionExpression ParseNot()
    {
        if (++_depth > Deepest)
        {
            throw GlueErrors.InvalidInput($"The expression nests deeper than {Deepest} levels.");
        }

        var parsed = Accept("NOT") ? new PartitionExpression.Not(ParseNot()) : ParsePredicate();
        _depth--;
        return parsed;
    }

    private PartitionExpression ParsePredicate()
    {
        if (Accept("("))
        {
            var inner = ParseOr();
            Expect(")");
            return inner;
        }

        if (Current.Kind is ExpressionTokenKind.Text or ExpressionTokenKind.Number)
        {
            return ParseReversed();
        }

        var key = ParseKey();
        if (Accept("IS"))
        {
            var isNegated = Accept("NOT");
            Expect("NULL");
            return Negated(new PartitionExpression.IsNull(key), isNegated);
        }

        if (Current.Kind == ExpressionTokenKind.Symbol && Comparisons.Contains(Current.Text))
        {
            var comparison = Take().Text;
            return new PartitionExpression.Comparison(key, comparison, ParseLiteral(key));
        }

        var negated = Accept("NOT");
        return Negated(ParseTail(key), negated);
    }

    /// <summary>'2024' = year.</summary>
    private PartitionExpression.Comparison ParseReversed()
    {
        var literal = Take();
        var comparison = Current.Kind == ExpressionTokenKind.Symbol ? Take().Text : throw Unexpected();
        var key = ParseKey();
        var mirrored = comparison switch
        {
            "<" => ">",
            "<=" => ">=",
            ">" => "<",
            ">=" => "<=",
            "=" or "<>" or "!=" => comparison,
            _ => throw Unexpected(),
        };
        return new PartitionExpression.Comparison(key, mirrored, key.Literal(literal.Text));
    }

    private PartitionExpression ParseTail(PartitionKey key)
    {
        if (Accept("IN"))
        {
            Expect("(");
            var literals = new List<IComparable> { ParseLiteral(key) };
            while (Accept(","))
            {
                literals.Add(ParseLiteral(key));
            }

            Expect(")");
            return new PartitionExpression.Membership(key, literals);
        }

        if (Accept("BETWEEN"))
        {
            var low = ParseLiteral(key);
            Expect("AND");
            return new PartitionExpression.And(
                new PartitionExpression.Comparison(key, ">=", low),
                new PartitionExpression.Comparison(key, "<=", ParseLiteral(key))
            );
        }

        Expect("LIKE");
        return Current.Kind == ExpressionTokenKind.Text
            ? new PartitionExpression.Like(key, LikePattern(Take().Text))
            : throw Unexpected();
    }

    private static PartitionExpression Negated(PartitionExpression inner, bool isNegated) =>
        isNegated ? new PartitionExpression.Not(inner) : inner;

    private PartitionKey ParseKey()
    {
        if (Current.Kind is not (ExpressionTokenKind.Word or ExpressionTokenKind.QuotedWord))
        {
            throw Unexpected();
        }

        var name = Take().Text;
        var place = keys.Index().FirstOrDefault(key => key.Item.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        return place.Item is null
            ? throw GlueErrors.InvalidInput($"{name} is no partition key of the table; its keys are: {Names()}.")
            : new PartitionKey(place.Item.Name, place.Index, (place.Item.Type ?? "string").ToLowerInvariant());
    }

    private string Names() => string.Join(", ", keys.Select(key => key.Name));

    private IComparable ParseLiteral(PartitionKey key)
    {
        // DATE '2024-01-01' and TIMESTAMP '…' name the type of what follows.
        if (!Accept("DATE"))
        {
            Accept("TIMESTAMP");
        }

        var sign = Accept("-") ? "-" : "";
        return Current.Kind switch
        {
            ExpressionTokenKind.Text when sign.Length == 0 => key.Literal(Take().Text),
            ExpressionTokenKind.Number => key.Literal(sign + Take().Text),
            _ => throw Unexpected(),
        };
    }

    private static Regex LikePattern(string like)
    {
        var pattern = new StringBuilder(@"\A");
        foreach (var character in like)
        {
            pattern.Append(
                character switch
                {
                    '%' => ".*",
                    '_' => ".",
                    _ => Regex.Escape(character.ToString()),
                }
            );
        }

        return new Regex(
            pattern.Append(@"\z").ToString(),
            RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
        );
    }

    private bool Accept(string wordOrSymbol)
    {
        if (
            Current.Kind is not (ExpressionTokenKind.Word or ExpressionTokenKind.Symbol)
            || !Current.Text.Equals(wordOrSymbol, StringComparison.OrdinalIgnoreCase)
        )
        {
            return false;
        }

        _position++;
        return true;
    }

    private void Expect(string wordOrSymbol)
    {
        if (!Accept(wordOrSymbol))
        {
            throw Unexpected();
        }
    }

    private ExpressionToken Take() => _tokens[_position++];

    private Protocol.AwsException Unexpected() =>
        GlueErrors.InvalidInput(
            Current.Kind == ExpressionTokenKind.End
                ? $"Unsupported expression '{text}': it ends too early."
                : $"Unsupported expression '{text}': '{Current.Text}' at character {Current.Position + 1} was not expected."
        );
}
