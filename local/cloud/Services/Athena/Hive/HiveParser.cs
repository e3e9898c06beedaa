namespace CustomerLake.Local.Cloud.Services.Athena.Hive;

/// <summary>Reads one DDL, SHOW or DESCRIBE statement of Athena's Hive grammar.</summary>
internal static class HiveParser
{
    public static HiveStatement Parse(string text)
    {
        var tokens = new HiveTokens(HiveLexer.Tokens(text));
        var statement = Statement(tokens);
        tokens.End();
        return statement;
    }

    private static HiveStatement Statement(HiveTokens tokens)
    {
        if (tokens.Accept("CREATE"))
        {
            return Create(tokens);
        }

        if (tokens.Accept("DROP"))
        {
            return Drop(tokens);
        }

        if (tokens.Accept("ALTER"))
        {
            return HiveAlterParser.Alter(tokens);
        }

        if (tokens.Accept("MSCK"))
        {
            tokens.Expect("REPAIR", "TABLE");
            return new HiveStatement.RepairTable(tokens.TableName());
        }

        if (tokens.Accept("SHOW"))
        {
            return Show(tokens);
        }

        if (tokens.Accept("DESCRIBE") || tokens.Accept("DESC"))
        {
            return Describe(tokens);
        }

        throw tokens.Unexpected("'ALTER', 'CREATE', 'DESCRIBE', 'DROP', 'MSCK', 'SHOW'");
    }

    private static HiveStatement Create(HiveTokens tokens)
    {
        if (tokens.Accept("DATABASE") || tokens.Accept("SCHEMA"))
        {
            return CreateDatabase(tokens);
        }

        var isExternal = tokens.Accept("EXTERNAL");
        if (!isExternal && !tokens.Peek().Is("TABLE"))
        {
            throw tokens.Unexpected("'DATABASE', 'EXTERNAL', 'SCHEMA', 'TABLE', 'VIEW'");
        }

        tokens.Expect("TABLE");
        return HiveTableParser.Create(tokens, isExternal);
    }

    private static HiveStatement.CreateDatabase CreateDatabase(HiveTokens tokens)
    {
        var ifNotExists = tokens.IfNotExists();
        return new HiveStatement.CreateDatabase(tokens.Name(), ifNotExists)
        {
            Comment = tokens.Accept("COMMENT") ? tokens.Text() : null,
            Location = tokens.Accept("LOCATION") ? tokens.Text() : null,
            Properties = tokens.Accept("WITH", "DBPROPERTIES") ? tokens.Properties() : new Dictionary<string, string>(),
        };
    }

    private static HiveStatement Drop(HiveTokens tokens)
    {
        if (tokens.Accept("TABLE"))
        {
            var ifExists = tokens.IfExists();
            var table = tokens.TableName();
            tokens.Accept("PURGE");
            return new HiveStatement.DropTable(table, ifExists);
        }

        if (tokens.Accept("VIEW"))
        {
            var ifExists = tokens.IfExists();
            return new HiveStatement.DropView(tokens.TableName(), ifExists);
        }

        if (tokens.Accept("DATABASE") || tokens.Accept("SCHEMA"))
        {
            var ifExists = tokens.IfExists();
            var name = tokens.Name();
            return new HiveStatement.DropDatabase(
                name,
                ifExists,
                tokens.Accept("CASCADE") && !tokens.Accept("RESTRICT")
            );
        }

        throw tokens.Unexpected("'DATABASE', 'SCHEMA', 'TABLE', 'VIEW'");
    }

    private static HiveStatement Show(HiveTokens tokens)
    {
        if (tokens.Accept("DATABASES") || tokens.Accept("SCHEMAS"))
        {
            return new HiveStatement.ShowDatabases(Pattern(tokens));
        }

        if (tokens.Accept("TABLES"))
        {
            return new HiveStatement.ShowTables(InDatabase(tokens), Pattern(tokens));
        }

        if (tokens.Accept("VIEWS"))
        {
            return new HiveStatement.ShowViews(InDatabase(tokens), Pattern(tokens));
        }

        if (tokens.Accept("PARTITIONS"))
        {
            return new HiveStatement.ShowPartitions(tokens.TableName());
        }

        if (tokens.Accept("COLUMNS"))
        {
            return ShowColumns(tokens);
        }

        if (tokens.Accept("TBLPROPERTIES"))
        {
            var table = tokens.TableName();
            return new HiveStatement.ShowTableProperties(
                table,
                tokens.Peek().Is("(") ? tokens.List(tokens.Text)[0] : null
            );
        }

        tokens.Expect("CREATE");
        return tokens.Accept("VIEW") ? new HiveStatement.ShowCreateView(tokens.TableName()) : ShowCreateTable(tokens);
    }

    private static HiveStatement.ShowCreateTable ShowCreateTable(HiveTokens tokens)
    {
        tokens.Expect("TABLE");
        return new HiveStatement.ShowCreateTable(tokens.TableName());
    }

    private static HiveStatement.ShowColumns ShowColumns(HiveTokens tokens)
    {
        if (!tokens.Accept("IN") && !tokens.Accept("FROM"))
        {
            throw tokens.Unexpected("'FROM', 'IN'");
        }

        var table = tokens.TableName();
        return new HiveStatement.ShowColumns(
            tokens.Accept("IN") || tokens.Accept("FROM") ? new HiveTableName(tokens.Name(), table.Name) : table
        );
    }

    private static string? InDatabase(HiveTokens tokens) =>
        tokens.Accept("IN") || tokens.Accept("FROM") ? tokens.Name() : null;

    private static string? Pattern(HiveTokens tokens) =>
        tokens.Accept("LIKE") || tokens.Peek().Kind == HiveTokenKind.Text ? tokens.Text() : null;

    private static HiveStatement.Describe Describe(HiveTokens tokens)
    {
        var isExtended = tokens.Accept("EXTENDED");
        var isFormatted = !isExtended && tokens.Accept("FORMATTED");
        tokens.Accept("TABLE");
        var table = tokens.TableName();
        var partition = tokens.Accept("PARTITION") ? tokens.PartitionValues() : null;
        var column = tokens.Peek().Kind is HiveTokenKind.Word or HiveTokenKind.Quoted ? tokens.Name() : null;
        return new HiveStatement.Describe(table)
        {
            IsExtended = isExtended,
            IsFormatted = isFormatted,
            Partition = partition,
            Column = column,
        };
    }
}
