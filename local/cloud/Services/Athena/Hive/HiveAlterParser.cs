namespace CustomerLake.Local.Cloud.Services.Athena.Hive;

/// <summary>ALTER TABLE and ALTER DATABASE.</summary>
internal static class HiveAlterParser
{
    public static HiveStatement Alter(HiveTokens tokens)
    {
        if (tokens.Accept("DATABASE") || tokens.Accept("SCHEMA"))
        {
            var name = tokens.Name();
            tokens.Expect("SET", "DBPROPERTIES");
            return new HiveStatement.SetDatabaseProperties(name, tokens.Properties());
        }

        tokens.Expect("TABLE");
        var table = tokens.TableName();
        var partition = tokens.Accept("PARTITION") ? tokens.PartitionValues() : null;
        return partition is null ? AlterTable(tokens, table) : AlterPartition(tokens, table, partition);
    }

    private static HiveStatement AlterTable(HiveTokens tokens, HiveTableName table)
    {
        if (tokens.Accept("ADD", "COLUMNS"))
        {
            return new HiveStatement.AddColumns(table, HiveTableParser.Columns(tokens));
        }

        if (tokens.Accept("ADD"))
        {
            return AddPartitions(tokens, table);
        }

        if (tokens.Accept("REPLACE", "COLUMNS"))
        {
            return new HiveStatement.ReplaceColumns(table, HiveTableParser.Columns(tokens));
        }

        if (tokens.Accept("DROP", "COLUMN"))
        {
            return new HiveStatement.DropColumn(table, tokens.Name());
        }

        if (tokens.Accept("DROP"))
        {
            return DropPartitions(tokens, table);
        }

        if (tokens.Accept("RENAME", "TO"))
        {
            return new HiveStatement.RenameTable(table, tokens.TableName());
        }

        if (tokens.Accept("SET", "LOCATION"))
        {
            return new HiveStatement.SetLocation(table, null, tokens.Text());
        }

        if (tokens.Accept("SET", "TBLPROPERTIES"))
        {
            return new HiveStatement.SetTableProperties(table, tokens.Properties());
        }

        if (tokens.Accept("CHANGE"))
        {
            return ChangeColumn(tokens, table);
        }

        throw tokens.Unexpected("'ADD', 'CHANGE', 'DROP', 'RENAME', 'REPLACE', 'SET'");
    }

    private static HiveStatement AlterPartition(
        HiveTokens tokens,
        HiveTableName table,
        IReadOnlyDictionary<string, string> partition
    )
    {
        if (tokens.Accept("RENAME"))
        {
            tokens.Expect("TO", "PARTITION");
            return new HiveStatement.RenamePartition(table, partition, tokens.PartitionValues());
        }

        if (tokens.Accept("SET", "LOCATION"))
        {
            return new HiveStatement.SetLocation(table, partition, tokens.Text());
        }

        if (tokens.Accept("ADD", "COLUMNS"))
        {
            return new HiveStatement.AddColumns(table, HiveTableParser.Columns(tokens)) { Partition = partition };
        }

        if (tokens.Accept("REPLACE", "COLUMNS"))
        {
            return new HiveStatement.ReplaceColumns(table, HiveTableParser.Columns(tokens)) { Partition = partition };
        }

        throw tokens.Unexpected("'ADD', 'RENAME', 'REPLACE', 'SET'");
    }

    private static HiveStatement.AddPartitions AddPartitions(HiveTokens tokens, HiveTableName table)
    {
        var ifNotExists = tokens.IfNotExists();
        var partitions = new List<HivePartition>();
        do
        {
            tokens.Expect("PARTITION");
            var values = tokens.PartitionValues();
            partitions.Add(new HivePartition(values, tokens.Accept("LOCATION") ? tokens.Text() : null));
            tokens.Accept(",");
        } while (tokens.Peek().Is("PARTITION"));

        return new HiveStatement.AddPartitions(table, ifNotExists, partitions);
    }

    private static HiveStatement.DropPartitions DropPartitions(HiveTokens tokens, HiveTableName table)
    {
        var ifExists = tokens.IfExists();
        var partitions = new List<IReadOnlyList<HiveComparison>>();
        do
        {
            tokens.Expect("PARTITION");
            partitions.Add(tokens.List(tokens.Comparison));
        } while (tokens.Accept(","));

        return new HiveStatement.DropPartitions(table, ifExists, partitions);
    }

    private static HiveStatement.ChangeColumn ChangeColumn(HiveTokens tokens, HiveTableName table)
    {
        tokens.Accept("COLUMN");
        var name = tokens.Name();
        var column = HiveTableParser.Column(tokens);
        var after =
            tokens.Accept("FIRST") ? ""
            : tokens.Accept("AFTER") ? tokens.Name()
            : null;
        tokens.Accept("CASCADE");
        return new HiveStatement.ChangeColumn(table, name, column, after);
    }
}
