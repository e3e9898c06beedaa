namespace CustomerLake.Local.Cloud.Services.Athena.Hive;

/// <summary>Reads a column type and spells it as the catalog keeps it: lower case, no blanks.</summary>
internal static class HiveTypeReader
{
    private const int MaximumDepth = 64;

    public static string Read(HiveTokens tokens) => Read(tokens, 0);

    private static string Read(HiveTokens tokens, int depth)
    {
        var token = tokens.Take();
        if (token.Kind != HiveTokenKind.Word || depth > MaximumDepth)
        {
            throw HiveSyntaxException.Mismatched(token, "type");
        }

        return token.Value.ToLowerInvariant() switch
        {
            var name and ("boolean" or "tinyint" or "smallint" or "int" or "bigint" or "float" or "string") => name,
            var name and ("binary" or "date" or "timestamp") => name,
            "integer" => "int",
            "double" => Double(tokens),
            "decimal" or "numeric" or "dec" => Decimal(tokens),
            var name and ("char" or "varchar") => $"{name}({Length(tokens)})",
            "array" => Nested(tokens, () => $"array<{Read(tokens, depth + 1)}>"),
            "map" => Nested(tokens, () => Map(tokens, depth + 1)),
            "struct" => Nested(tokens, () => Struct(tokens, depth + 1)),
            _ => throw HiveSyntaxException.Mismatched(token, "type"),
        };
    }

    private static string Double(HiveTokens tokens)
    {
        tokens.Accept("PRECISION");
        return "double";
    }

    private static string Decimal(HiveTokens tokens)
    {
        if (!tokens.Accept("("))
        {
            return "decimal(10,0)";
        }

        var precision = tokens.Number();
        var scale = tokens.Accept(",") ? tokens.Number() : 0;
        if (precision is < 1 or > 38 || scale > precision)
        {
            throw tokens.Unexpected("a precision from 1 to 38 and a scale not above it");
        }

        tokens.Expect(")");
        return $"decimal({precision},{scale})";
    }

    private static int Length(HiveTokens tokens)
    {
        tokens.Expect("(");
        var length = tokens.Number();
        tokens.Expect(")");
        return length;
    }

    private static string Nested(HiveTokens tokens, Func<string> inner)
    {
        tokens.Expect("<");
        var type = inner();
        tokens.Expect(">");
        return type;
    }

    private static string Map(HiveTokens tokens, int depth)
    {
        var key = Read(tokens, depth);
        tokens.Expect(",");
        return $"map<{key},{Read(tokens, depth)}>";
    }

    private static string Struct(HiveTokens tokens, int depth)
    {
        var fields = new List<string>();
        do
        {
            var name = tokens.Name();
            tokens.Expect(":");
            fields.Add($"{name}:{Read(tokens, depth)}");
            if (tokens.Accept("COMMENT"))
            {
                tokens.Text();
            }
        } while (tokens.Accept(","));

        return $"struct<{string.Join(',', fields)}>";
    }
}
