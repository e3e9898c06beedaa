using CustomerLake.Local.Cloud.Services.Athena.Hive;

namespace CustomerLake.Tests.Unit.Cloud.Athena;

public sealed class HiveParserTests
{
    [Fact]
    public void A_table_over_csv_keeps_columns_keys_serde_and_location()
    {
        var table = Assert.IsType<HiveStatement.CreateTable>(
            HiveParser.Parse(
                """
                CREATE EXTERNAL TABLE IF NOT EXISTS `Raw`.Reports (
                  id INTEGER COMMENT 'the key', `date` date, tags array<struct<Name:string, n:decimal(5)>>)
                PARTITIONED BY (year int, `month` string)
                ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.OpenCSVSerde'
                WITH SERDEPROPERTIES ('separatorChar'='\t', 'quoteChar'='\'', 'escapeChar'='\\')
                STORED AS TEXTFILE LOCATION 's3://b/p/' TBLPROPERTIES ('skip.header.line.count'='1');
                """
            )
        );

        Assert.Equal(new HiveTableName("raw", "reports"), table.Table);
        Assert.True(table is { IfNotExists: true, IsExternal: true, Location: "s3://b/p/" });
        Assert.Equal(
            [
                new HiveColumn("id", "int", "the key"),
                new HiveColumn("date", "date", null),
                new HiveColumn("tags", "array<struct<name:string,n:decimal(5,0)>>", null),
            ],
            table.Columns
        );
        Assert.Equal(["year", "month"], table.PartitionKeys.Select(key => key.Name));
        Assert.Equal("\t", table.RowFormat?.Properties["separatorChar"]);
        Assert.Equal("'", table.RowFormat?.Properties["quoteChar"]);
        Assert.Equal("\\", table.RowFormat?.Properties["escapeChar"]);
        Assert.Equal("1", table.Properties["skip.header.line.count"]);
    }

    [Fact]
    public void A_delimited_row_format_becomes_properties_of_the_lazy_serde()
    {
        var table = Assert.IsType<HiveStatement.CreateTable>(
            HiveParser.Parse(
                @"CREATE EXTERNAL TABLE t (a int) ROW FORMAT DELIMITED FIELDS TERMINATED BY '\001' ESCAPED BY '\\'
                COLLECTION ITEMS TERMINATED BY '|' MAP KEYS TERMINATED BY ':' LINES TERMINATED BY '\n' NULL DEFINED AS ''
                LOCATION 's3://b/'"
            )
        );

        Assert.Null(table.RowFormat?.SerDe);
        Assert.Equal("\u0001", table.RowFormat?.Properties["field.delim"]);
        Assert.Equal("\\", table.RowFormat?.Properties["escape.delim"]);
        Assert.Equal("|", table.RowFormat?.Properties["colelction.delim"]);
        Assert.Equal("", table.RowFormat?.Properties["serialization.null.format"]);
    }

    [Fact]
    public void Several_partitions_are_added_in_one_statement()
    {
        var added = Assert.IsType<HiveStatement.AddPartitions>(
            HiveParser.Parse(
                "ALTER TABLE t ADD IF NOT EXISTS PARTITION (p='one', q=-2) LOCATION 's3://b/1/' PARTITION (p='two', q=3)"
            )
        );

        Assert.True(added.IfNotExists);
        Assert.Equal(["s3://b/1/", null], added.Partitions.Select(partition => partition.Location));
        Assert.Equal("-2", added.Partitions[0].Values["q"]);
    }

    [Theory]
    [InlineData("CREATE EXTERNAL TABLE t (date int)", "line 1:26: mismatched input 'date'")]
    [InlineData("CREATE EXTERNAL TABLE t (a text)", "line 1:28: mismatched input 'text'")]
    [InlineData("ALTER TABLE t\nFLIP", "line 2:1: mismatched input 'FLIP'")]
    [InlineData("DROP TABLE t u", "line 1:14: mismatched input 'u'")]
    [InlineData("MSCK REPAIR t", "line 1:13: mismatched input 't'")]
    public void A_fault_names_its_place(string text, string message)
    {
        var fault = Assert.Throws<HiveSyntaxException>(() => HiveParser.Parse(text));

        Assert.StartsWith(message, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SHOW TABLES IN db 'a*|b'", "db", "a*|b")]
    [InlineData("SHOW TABLES LIKE '.*x'", null, ".*x")]
    [InlineData("show tables", null, null)]
    public void Show_tables_takes_a_database_and_a_pattern(string text, string? database, string? pattern)
    {
        Assert.Equal(new HiveStatement.ShowTables(database, pattern), HiveParser.Parse(text));
    }
}
