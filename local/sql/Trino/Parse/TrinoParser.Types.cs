using CustomerLake.Local.Sql.Trino.Tree;

namespace CustomerLake.Local.Sql.Trino.Parse;

internal sealed partial class TrinoParser
{
    /// <summary>Reads a type and writes it in one canonical way: lower case, <c>, </c> between arguments, names quoted if they were.</summary>
    private TypeReference ReadType()
    {
        var at = Current.At;
        return new TypeReference(Nested(ReadTypeText)) { At = at };
    }

    private string ReadTypeText()
    {
        var text = ReadTypeBase();
        while (Is("ARRAY"))
        {
            _at++;
            text = $"array({text})";
        }

        return text;
    }

    private string ReadTypeBase()
    {
        if (TakeAll("DOUBLE", "PRECISION"))
        {
            return "double";
        }

        if (Is("INTERVAL"))
        {
            _at++;
            var from = ReadIntervalField();
            Expect("TO");
            return $"interval {from} to {ReadIntervalField()}".ToLowerInvariant();
        }

        if (Is("ROW") && IsAhead(1, "("))
        {
            _at += 2;
            var fields = ReadList(ReadRowFieldType);
            Expect(")");
            return $"row({string.Join(", ", fields)})";
        }

        if (!IsIdentifier(Current))
        {
            throw Unexpected("<type>");
        }

        var name = ReadIdentifier().Name.ToLowerInvariant();
        name = name == "int" ? "integer" : name;
        var arguments = "";
        if (Take("("))
        {
            var items = ReadList(() => Current.Kind == TokenKind.Integer ? Advance().Value : ReadTypeText());
            Expect(")");
            arguments = $"({string.Join(", ", items)})";
        }
        else if (Is("[") || Is("<"))
        {
            throw Unexpected("'(', ')', 'ARRAY'");
        }

        if (name is not ("time" or "timestamp"))
        {
            return name + arguments;
        }

        if (TakeAll("WITH", "TIME", "ZONE"))
        {
            return $"{name}{arguments} with time zone";
        }

        TakeAll("WITHOUT", "TIME", "ZONE");
        return name + arguments;
    }

    private string ReadRowFieldType()
    {
        // A single word is a type without a name; two begin with the name.
        var next = Ahead(1);
        var isNamed =
            IsIdentifier(Current)
            && (IsIdentifier(next) || next.Is("ROW"))
            && !(Is("DOUBLE") && next.Is("PRECISION"))
            && !next.Is("ARRAY") | (next.Is("ARRAY") && IsAhead(2, "("));
        if (!isNamed)
        {
            return ReadTypeText();
        }

        var name = ReadIdentifier();
        return $"\"{name.Name.Replace("\"", "\"\"", StringComparison.Ordinal)}\" {ReadTypeText()}";
    }
}
