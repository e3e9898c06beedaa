using CustomerLake.Local.Cloud.Services.Athena.Hive;

namespace CustomerLake.Local.Cloud.Services.Athena.Statements;

/// <summary>Who runs a statement: the SQL engine, Hive's DDL on the catalog, or Athena itself.</summary>
internal enum StatementRunner
{
    Query,
    CreateTableAs,
    Insert,
    Unload,
    Explain,
    CreateView,
    Hive,
    Prepare,
    Execute,
    Deallocate,
}

/// <summary>
/// What a statement is, from its first words alone; comments and opening brackets before them do not count.
/// </summary>
internal sealed record StatementKind(StatementRunner Runner, string? StatementType, string? SubstatementType)
{
    public bool IsSelect => Runner == StatementRunner.Query && SubstatementType == "SELECT";

    public static StatementKind Of(string text)
    {
        var tokens = new HiveTokens(Words(text));
        while (tokens.Accept("(")) { }

        return Classify(tokens);
    }

    /// <summary>A Trino statement may hold text that Hive's rules cannot cut; then the words before it decide.</summary>
    private static IReadOnlyList<HiveToken> Words(string text)
    {
        try
        {
            return HiveLexer.Tokens(text);
        }
        catch (HiveSyntaxException)
        {
            var quote = text.IndexOfAny(['\'', '"', '`']);
            return HiveLexer.Tokens(text[..quote]);
        }
    }

    private static StatementKind Classify(HiveTokens tokens) =>
        tokens.Take().Value.ToUpperInvariant() switch
        {
            "SELECT" or "WITH" or "VALUES" or "TABLE" => new(StatementRunner.Query, "DML", "SELECT"),
            "INSERT" => new(StatementRunner.Insert, "DML", "INSERT"),
            var dml and ("UPDATE" or "DELETE" or "MERGE") => new(StatementRunner.Query, "DML", dml),
            "EXPLAIN" => new(StatementRunner.Explain, "DML", "EXPLAIN"),
            "UNLOAD" => new(StatementRunner.Unload, "DML", "UNLOAD"),
            "VACUUM" => new(StatementRunner.Query, "DML", "VACUUM_TABLE"),
            "OPTIMIZE" => new(StatementRunner.Query, "DDL", "CREATE_TABLE_AS_SELECT"),
            "PREPARE" => new(StatementRunner.Prepare, "DDL", "PREPARE"),
            "EXECUTE" => new(StatementRunner.Execute, "DML", "EXECUTE"),
            "DEALLOCATE" => new(StatementRunner.Deallocate, "DDL", "DEALLOCATE"),
            "CREATE" => Create(tokens),
            "DROP" => Drop(tokens),
            "ALTER" => new(StatementRunner.Hive, "DDL", HiveSubstatement.OfAlter(tokens)),
            "MSCK" => new(StatementRunner.Hive, "DDL", "MSCK_REPAIR_TABLE"),
            "SHOW" => Show(tokens),
            "DESCRIBE" or "DESC" => Describe(tokens),
            _ => new(StatementRunner.Query, null, null),
        };

    private static StatementKind Create(HiveTokens tokens)
    {
        if (tokens.Accept("DATABASE") || tokens.Accept("SCHEMA"))
        {
            return new(StatementRunner.Hive, "DDL", "CREATE_DATABASE");
        }

        if (tokens.Accept("VIEW") || tokens.Accept("OR", "REPLACE", "VIEW"))
        {
            return new(StatementRunner.CreateView, "DDL", "CREATE_VIEW");
        }

        return tokens.Accept("TABLE") && IsCreateTableAs(tokens)
            ? new(StatementRunner.CreateTableAs, "DDL", "CREATE_TABLE_AS_SELECT")
            : new(StatementRunner.Hive, "DDL", "CREATE_TABLE");
    }

    /// <summary>CTAS says WITH or AS after the table's name, perhaps after a list of bare column names.</summary>
    private static bool IsCreateTableAs(HiveTokens tokens)
    {
        tokens.IfNotExists();
        tokens.Take();
        while (tokens.Accept("."))
        {
            tokens.Take();
        }

        if (tokens.Accept("("))
        {
            do
            {
                tokens.Take();
            } while (tokens.Accept(","));
            if (!tokens.Accept(")"))
            {
                return false;
            }
        }

        return tokens.Peek().Is("AS")
            || tokens.Peek().Is("WITH")
            || tokens.Peek().Is("COMMENT") && tokens.Peek(2).Is("AS");
    }

    private static StatementKind Drop(HiveTokens tokens) =>
        new(
            StatementRunner.Hive,
            "DDL",
            tokens.Take().Value.ToUpperInvariant() switch
            {
                "DATABASE" or "SCHEMA" => "DROP_DATABASE",
                "VIEW" => "DROP_VIEW",
                _ => "DROP_TABLE",
            }
        );

    private static StatementKind Show(HiveTokens tokens)
    {
        var what = tokens.Take().Value.ToUpperInvariant();
        return what switch
        {
            "FUNCTIONS" => new(StatementRunner.Query, "UTILITY", "SHOW_FUNCTIONS"),
            "CREATE" => new(
                StatementRunner.Hive,
                "UTILITY",
                tokens.Accept("VIEW") ? "SHOW_CREATE_VIEW" : "SHOW_CREATE_TABLE"
            ),
            "SCHEMAS" => new(StatementRunner.Hive, "UTILITY", "SHOW_DATABASES"),
            _ => new(StatementRunner.Hive, "UTILITY", $"SHOW_{what}"),
        };
    }

    private static StatementKind Describe(HiveTokens tokens) =>
        tokens.Peek().Is("INPUT") || tokens.Peek().Is("OUTPUT")
            ? new(StatementRunner.Query, "UTILITY", "DESCRIBE_" + tokens.Take().Value.ToUpperInvariant())
            : new(StatementRunner.Hive, "UTILITY", "DESCRIBE_TABLE");
}
