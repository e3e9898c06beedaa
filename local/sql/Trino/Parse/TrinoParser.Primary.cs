using CustomerLake.Local.Sql.Trino.Tree;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Parse;

internal sealed partial class TrinoParser
{
    private Expression ReadPrimary()
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Integer:
                _at++;
                return new NumberLiteral(token.Value) { At = token.At };
            case TokenKind.Decimal:
                _at++;
                return new NumberLiteral(token.Value, NumberForm.Decimal) { At = token.At };
            case TokenKind.Double:
                _at++;
                return new NumberLiteral(token.Value, NumberForm.Double) { At = token.At };
            case TokenKind.Text or TokenKind.UnicodeText:
                return new StringLiteral(ReadText()) { At = token.At };
            case TokenKind.Binary:
                _at++;
                return ReadBinary(token);
            case TokenKind.Word:
                return ReadWord(token);
            case TokenKind.QuotedIdentifier or TokenKind.BackquotedIdentifier:
                return ReadNameOrCall();
        }

        if (Take("?"))
        {
            return new ParameterExpression(_parameters++) { At = token.At };
        }

        return Is("(") ? ReadParentheses() : throw Unexpected("<expression>");
    }

    private static BinaryLiteral ReadBinary(TrinoToken token)
    {
        var digits = string.Concat(token.Value.Where(c => !char.IsWhiteSpace(c)));
        if (!digits.All(char.IsAsciiHexDigit))
        {
            throw Syntax("Binary literal can only contain hexadecimal digits", token.At);
        }

        return digits.Length % 2 == 0
            ? new BinaryLiteral(Convert.ToBase64String(Convert.FromHexString(digits))) { At = token.At }
            : throw Syntax("Binary literal must contain an even number of digits", token.At);
    }

    private Expression ReadParentheses()
    {
        var at = Current.At;
        if (IsLambdaAhead())
        {
            return ReadLambda();
        }

        if (IsQueryInParentheses(_at))
        {
            // ((SELECT 1) + 1) begins like a query too.
            var (start, parameters) = (_at, _parameters);
            _at++;
            try
            {
                var query = ReadQuery();
                Expect(")");
                return new SubqueryExpression(query) { At = at };
            }
            catch (SqlException) when (_tokens[start + 1].Is("("))
            {
                (_at, _parameters) = (start, parameters);
            }
        }

        Expect("(");
        if (Is(")"))
        {
            // () can only be the beginning of () -> x.
            throw Unexpected(Ahead(1), "'->'");
        }

        var items = ReadList(ReadExpression);
        Expect(")");
        return items.Count == 1 ? items[0] : new RowExpression(items.ToNodeList()) { At = at };
    }

    private bool IsLambdaAhead()
    {
        var index = _at + 1;
        if (_tokens[index].Is(")"))
        {
            return _tokens[index + 1].Is("->");
        }

        while (IsIdentifier(_tokens[index]))
        {
            if (_tokens[index + 1].Is(")"))
            {
                return _tokens[index + 2].Is("->");
            }

            if (!_tokens[index + 1].Is(","))
            {
                return false;
            }

            index += 2;
        }

        return false;
    }

    private LambdaExpression ReadLambda()
    {
        var at = Expect("(");
        var names = Is(")") ? [] : ReadList(ReadIdentifier).ToNodeList();
        Expect(")");
        Expect("->");
        return new LambdaExpression(names, ReadExpression()) { At = at };
    }

    private Expression ReadWord(TrinoToken token)
    {
        var next = Ahead(1);
        switch (token.Text.ToUpperInvariant())
        {
            case "NULL":
                _at++;
                return new NullLiteral { At = token.At };
            case "TRUE" or "FALSE":
                _at++;
                return new BooleanLiteral(token.Is("TRUE")) { At = token.At };
            case "CASE":
                return ReadCase();
            case "CAST" or "TRY_CAST" when next.Is("("):
                return ReadCast();
            case "EXISTS":
                return ReadExists();
            case "EXTRACT" when next.Is("("):
                return ReadExtract();
            case "INTERVAL" when next.Kind is TokenKind.Text || next.Is("+") || next.Is("-"):
                return ReadInterval();
            case "ARRAY" when next.Is("["):
                return ReadArray();
            case "ROW" when next.Is("("):
                return ReadRow();
            case "SUBSTRING" when next.Is("(") && HasFrom():
                return ReadSubstring();
            case "TRIM" when next.Is("("):
                return ReadTrim();
            case "POSITION" when next.Is("(") && HasIn():
                return ReadPosition();
            case "NORMALIZE" when next.Is("("):
                return ReadNormalize();
            case "LISTAGG" when next.Is("("):
                return ReadListagg();
            case "GROUPING" when next.Is("("):
                _at++;
                return ReadCallRest([new Identifier("grouping") { At = token.At }], token.At);
            case "JSON_EXISTS" or "JSON_VALUE" or "JSON_QUERY" when next.Is("("):
                return ReadJsonFunction();
            case "JSON_OBJECT" or "JSON_ARRAY" when next.Is("("):
                return ReadJsonConstructor();
            case "CURRENT_DATE" or "CURRENT_USER" or "CURRENT_CATALOG" or "CURRENT_SCHEMA" or "CURRENT_PATH":
                _at++;
                return new CurrentExpression(token.Text.ToLowerInvariant()) { At = token.At };
            case "CURRENT_TIME" or "CURRENT_TIMESTAMP" or "LOCALTIME" or "LOCALTIMESTAMP":
                _at++;
                return new CurrentExpression(token.Text.ToLowerInvariant(), ReadPrecision()) { At = token.At };
        }

        return ReadTypedLiteral(token) ?? (IsIdentifier(token) ? ReadNameOrCall() : throw Unexpected("<expression>"));
    }

    private int? ReadPrecision()
    {
        if (!Is("(") || Ahead(1).Kind != TokenKind.Integer)
        {
            return null;
        }

        _at++;
        var precision = int.Parse(Advance().Value, System.Globalization.CultureInfo.InvariantCulture);
        Expect(")");
        return precision;
    }

    /// <summary><c>DATE '…'</c>, <c>DOUBLE PRECISION '…'</c>, or any type's name before a string.</summary>
    private TypedLiteral? ReadTypedLiteral(TrinoToken token)
    {
        if (token.Is("DOUBLE") && IsAhead(1, "PRECISION") && Ahead(2).Kind == TokenKind.Text)
        {
            _at += 2;
            return new TypedLiteral(new TypeReference("double") { At = token.At }, ReadText()) { At = token.At };
        }

        if (!IsIdentifier(token) || Ahead(1).Kind is not (TokenKind.Text or TokenKind.UnicodeText))
        {
            return null;
        }

        _at++;
        return new TypedLiteral(new TypeReference(token.Text.ToLowerInvariant()) { At = token.At }, ReadText())
        {
            At = token.At,
        };
    }

    private CaseExpression ReadCase()
    {
        var at = Advance().At;
        var operand = Is("WHEN") ? null : ReadExpression();
        var whens = new List<WhenClause>();
        while (Is("WHEN"))
        {
            var whenAt = Advance().At;
            var condition = ReadExpression();
            Expect("THEN");
            whens.Add(new WhenClause(condition, ReadExpression()) { At = whenAt });
        }

        if (whens.Count == 0)
        {
            throw Unexpected("'WHEN'");
        }

        var otherwise = Take("ELSE") ? ReadExpression() : null;
        Expect("END");
        return new CaseExpression(operand, whens.ToNodeList(), otherwise) { At = at };
    }

    private CastExpression ReadCast()
    {
        var token = Advance();
        Expect("(");
        var operand = ReadExpression();
        if (!Take("AS"))
        {
            throw Unexpected("'AS'");
        }

        var type = ReadType();
        Expect(")");
        return new CastExpression(operand, type, token.Is("TRY_CAST")) { At = token.At };
    }

    private ExistsExpression ReadExists()
    {
        var at = Advance().At;
        Expect("(");
        var query = ReadQuery();
        Expect(")");
        return new ExistsExpression(query) { At = at };
    }

    private ExtractExpression ReadExtract()
    {
        var at = Advance().At;
        Expect("(");
        var field = ReadIdentifier();
        Expect("FROM");
        var operand = ReadValue();
        Expect(")");
        return new ExtractExpression(field.Name.ToUpperInvariant(), operand) { At = at };
    }

    private IntervalLiteral ReadInterval()
    {
        var at = Advance().At;
        var negative = Take("-");
        if (!negative)
        {
            Take("+");
        }

        var value = ReadText();
        var from = ReadIntervalField();
        var to = Take("TO") ? ReadIntervalField() : null;
        return new IntervalLiteral(value, from, to, negative) { At = at };
    }

    private string ReadIntervalField()
    {
        string[] fields = ["YEAR", "MONTH", "DAY", "HOUR", "MINUTE", "SECOND"];
        var field = Array.Find(fields, Is) ?? throw Unexpected("'DAY', 'HOUR', 'MINUTE', 'MONTH', 'SECOND', 'YEAR'");
        _at++;
        return field;
    }

    private ArrayExpression ReadArray()
    {
        var at = Advance().At;
        Expect("[");
        var items = Is("]") ? [] : ReadList(ReadExpression).ToNodeList();
        Expect("]");
        return new ArrayExpression(items) { At = at };
    }

    private RowExpression ReadRow()
    {
        var at = Advance().At;
        Expect("(");
        var items = ReadList(ReadRowField).ToNodeList();
        Expect(")");
        return new RowExpression(items) { At = at };
    }

    private Expression ReadRowField()
    {
        var value = ReadExpression();
        if (!Take("AS") && !IsIdentifier(Current))
        {
            return value;
        }

        return new NamedExpression(value, ReadIdentifier()) { At = value.At };
    }
}
