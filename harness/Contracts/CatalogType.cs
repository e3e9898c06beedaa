namespace CustomerLake.Harness.Contracts;

/// <summary>A column type of the Glue catalog (Hive's spelling), opened so that nested fields can be held against a contract.</summary>
internal sealed record CatalogType(string Name, IReadOnlyList<(string Name, CatalogType Type)> Parts)
{
    public static CatalogType Parse(string text)
    {
        var position = 0;
        var type = Read(text.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant(), ref position);
        return type;
    }

    /// <summary>Whether data of this type still gives what a contract promises; fields that came in addition are added to the list.</summary>
    public bool Keeps(CatalogType contract, string path, ICollection<string> additional)
    {
        if (Name != contract.Name)
        {
            return false;
        }

        foreach (var (name, _) in Parts.Where(part => contract.Parts.All(promised => promised.Name != part.Name)))
        {
            additional.Add($"{path}.{name}");
        }

        return contract.Parts.All(promised =>
            Parts.FirstOrDefault(part => part.Name == promised.Name) is { Type: { } type }
            && type.Keeps(promised.Type, $"{path}.{promised.Name}", additional)
        );
    }

    /// <summary>Reads <c>name</c>, <c>decimal(10,2)</c>, <c>array&lt;T&gt;</c>, <c>map&lt;K,V&gt;</c> or <c>struct&lt;a:T,…&gt;</c>.</summary>
    private static CatalogType Read(string text, ref int position)
    {
        var start = position;
        while (position < text.Length && text[position] is not ('<' or '>' or ','))
        {
            position = text[position] == '(' ? text.IndexOf(')', position) + 1 : position + 1;
        }

        var name = text[start..position];
        var parts = new List<(string, CatalogType)>();
        if (position < text.Length && text[position] == '<')
        {
            do
            {
                position++;
                var field = parts.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
                if (name == "struct")
                {
                    var colon = text.IndexOf(':', position);
                    field = text[position..colon];
                    position = colon + 1;
                }

                parts.Add((field, Read(text, ref position)));
            } while (position < text.Length && text[position] == ',');

            position++;
        }

        return new CatalogType(name, parts);
    }
}
