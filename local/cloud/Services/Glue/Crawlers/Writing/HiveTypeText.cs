using CustomerLake.Local.Cloud.Services.Glue.Classifiers;

namespace CustomerLake.Local.Cloud.Services.Glue.Crawlers.Writing;

/// <summary>Reads a catalog type back into its parts, to add members to structs that a table already has.</summary>
internal static class HiveTypeText
{
    private const int Deepest = 64;

    /// <summary>Null when the text is not understood: such a column is left alone.</summary>
    public static InferredType? TryParse(string text)
    {
        var position = 0;
        var type = Read(text, ref position, 0);
        return position == text.Length ? type : null;
    }

    private static InferredType? Read(string text, ref int position, int depth)
    {
        var start = position;
        while (position < text.Length && text[position] is not ('<' or '>' or ',' or ':' or '('))
        {
            position++;
        }

        var name = text[start..position].Trim().ToLowerInvariant();
        if (name.Length == 0 || depth > Deepest)
        {
            return null;
        }

        if (position < text.Length && text[position] == '(')
        {
            var close = text.IndexOf(')', position);
            position = close < 0 ? text.Length : close + 1;
            return close < 0 ? null : new InferredType.Scalar(text[start..position].Trim().ToLowerInvariant());
        }

        if (position == text.Length || text[position] != '<')
        {
            return new InferredType.Scalar(name);
        }

        position++;
        InferredType? inner = name switch
        {
            "array" => ReadArray(text, ref position, depth),
            "map" => ReadMap(text, ref position, depth),
            "struct" => ReadStruct(text, ref position, depth),
            _ => null,
        };
        return inner is not null && Accept(text, ref position, '>') ? inner : null;
    }

    private static InferredType.Array? ReadArray(string text, ref int position, int depth) =>
        Read(text, ref position, depth + 1) is { } element ? new InferredType.Array(element) : null;

    private static InferredType.Map? ReadMap(string text, ref int position, int depth) =>
        Read(text, ref position, depth + 1) is { } key
        && Accept(text, ref position, ',')
        && Read(text, ref position, depth + 1) is { } value
            ? new InferredType.Map(key, value)
            : null;

    private static InferredType.Struct? ReadStruct(string text, ref int position, int depth)
    {
        var fields = new List<InferredField>();
        do
        {
            var colon = text.IndexOf(':', position);
            if (colon < 0)
            {
                return null;
            }

            var name = text[position..colon].Trim();
            position = colon + 1;
            if (Read(text, ref position, depth + 1) is not { } type)
            {
                return null;
            }

            fields.Add(new InferredField(name, type));
        } while (Accept(text, ref position, ','));

        return new InferredType.Struct(fields);
    }

    private static bool Accept(string text, ref int position, char symbol)
    {
        if (position >= text.Length || text[position] != symbol)
        {
            return false;
        }

        position++;
        return true;
    }
}
