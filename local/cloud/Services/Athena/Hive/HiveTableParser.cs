namespace CustomerLake.Local.Cloud.Services.Athena.Hive;

/// <summary>CREATE TABLE: columns, partition keys, row format, storage, location and properties.</summary>
internal static class HiveTableParser
{
    public static HiveStatement.CreateTable Create(HiveTokens tokens, bool isExternal)
    {
        var ifNotExists = tokens.IfNotExists();
        var table = tokens.TableName();
        return new HiveStatement.CreateTable(table, ifNotExists, isExternal)
        {
            Columns = tokens.Peek().Is("(") ? Columns(tokens) : [],
            Comment = tokens.Accept("COMMENT") ? tokens.Text() : null,
            PartitionKeys = tokens.Accept("PARTITIONED", "BY") ? Columns(tokens) : [],
            Buckets = tokens.Accept("CLUSTERED", "BY") ? Buckets(tokens) : null,
            RowFormat = tokens.Accept("ROW", "FORMAT") ? RowFormat(tokens) : null,
            Storage = tokens.Accept("STORED", "AS") ? Storage(tokens) : null,
            Location = tokens.Accept("LOCATION") ? tokens.Text() : null,
            Properties = tokens.Accept("TBLPROPERTIES") ? tokens.Properties() : new Dictionary<string, string>(),
        };
    }

    public static IReadOnlyList<HiveColumn> Columns(HiveTokens tokens) => tokens.List(() => Column(tokens));

    public static HiveColumn Column(HiveTokens tokens)
    {
        var name = tokens.Name();
        var type = HiveTypeReader.Read(tokens);
        return new HiveColumn(name, type, tokens.Accept("COMMENT") ? tokens.Text() : null);
    }

    private static HiveBuckets Buckets(HiveTokens tokens)
    {
        var columns = tokens.List(tokens.Name);
        IReadOnlyList<HiveSort> sort = tokens.Accept("SORTED", "BY") ? tokens.List(() => Sort(tokens)) : [];
        tokens.Expect("INTO");
        var count = tokens.Number();
        tokens.Expect("BUCKETS");
        return new HiveBuckets(columns, sort, count);
    }

    private static HiveSort Sort(HiveTokens tokens)
    {
        var name = tokens.Name();
        return new HiveSort(name, !tokens.Accept("DESC") || tokens.Accept("ASC"));
    }

    private static HiveRowFormat RowFormat(HiveTokens tokens)
    {
        if (tokens.Accept("SERDE"))
        {
            var serde = tokens.Text();
            return new HiveRowFormat(
                serde,
                tokens.Accept("WITH", "SERDEPROPERTIES") ? tokens.Properties() : new Dictionary<string, string>()
            );
        }

        tokens.Expect("DELIMITED");
        return new HiveRowFormat(null, Delimiters(tokens));
    }

    private static Dictionary<string, string> Delimiters(HiveTokens tokens)
    {
        var properties = new Dictionary<string, string>(StringComparer.Ordinal);
        if (tokens.Accept("FIELDS", "TERMINATED", "BY"))
        {
            properties["field.delim"] = properties["serialization.format"] = tokens.Text();
            if (tokens.Accept("ESCAPED", "BY"))
            {
                properties["escape.delim"] = tokens.Text();
            }
        }

        if (tokens.Accept("COLLECTION", "ITEMS", "TERMINATED", "BY"))
        {
            // Hive's own spelling mistake, kept in every catalog since.
            properties["colelction.delim"] = tokens.Text();
        }

        if (tokens.Accept("MAP", "KEYS", "TERMINATED", "BY"))
        {
            properties["mapkey.delim"] = tokens.Text();
        }

        if (tokens.Accept("LINES", "TERMINATED", "BY"))
        {
            properties["line.delim"] = tokens.Text();
        }

        if (tokens.Accept("NULL", "DEFINED", "AS"))
        {
            properties["serialization.null.format"] = tokens.Text();
        }

        return properties;
    }

    private static HiveStorage Storage(HiveTokens tokens)
    {
        if (tokens.Accept("INPUTFORMAT"))
        {
            var input = tokens.Text();
            tokens.Expect("OUTPUTFORMAT");
            return new HiveStorage(null, input, tokens.Text());
        }

        var format = tokens.Take();
        return format.Kind == HiveTokenKind.Word
            ? new HiveStorage(format.Value.ToUpperInvariant(), null, null)
            : throw HiveSyntaxException.Mismatched(format, "identifier");
    }
}
