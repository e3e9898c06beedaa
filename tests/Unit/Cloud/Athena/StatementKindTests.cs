using CustomerLake.Local.Cloud.Services.Athena.Statements;

namespace CustomerLake.Tests.Unit.Cloud.Athena;

public sealed class StatementKindTests
{
    [Theory]
    [InlineData("SELECT 1", "DML", "SELECT")]
    [InlineData("-- note\n/* more */ (SELECT 1)", "DML", "SELECT")]
    [InlineData("WITH a AS (SELECT 1) SELECT * FROM a", "DML", "SELECT")]
    [InlineData("VALUES 1", "DML", "SELECT")]
    [InlineData("SELECT \"a b\", 'it''s' FROM t", "DML", "SELECT")]
    [InlineData("INSERT INTO t VALUES 1", "DML", "INSERT")]
    [InlineData("EXPLAIN SELECT 1", "DML", "EXPLAIN")]
    [InlineData("CREATE TABLE db.t WITH (format='PARQUET') AS SELECT 1 AS a", "DDL", "CREATE_TABLE_AS_SELECT")]
    [InlineData("CREATE TABLE \"db\".\"t\" AS SELECT 1 AS a", "DDL", "CREATE_TABLE_AS_SELECT")]
    [InlineData("CREATE TABLE t (a, b) AS VALUES (1, 2)", "DDL", "CREATE_TABLE_AS_SELECT")]
    [InlineData("CREATE TABLE t (a int, b int) LOCATION 's3://b/'", "DDL", "CREATE_TABLE")]
    [InlineData("CREATE EXTERNAL TABLE t (a int)", "DDL", "CREATE_TABLE")]
    [InlineData("CREATE OR REPLACE VIEW v AS SELECT 1 AS a", "DDL", "CREATE_VIEW")]
    [InlineData("CREATE SCHEMA s", "DDL", "CREATE_DATABASE")]
    [InlineData("ALTER TABLE t ADD COLUMNS (a int)", "DDL", "ALTER_TABLE_ADD_COLUMN")]
    [InlineData("ALTER TABLE t DROP IF EXISTS PARTITION (a='1')", "DDL", "ALTER_TABLE_DROP_PARTITION")]
    [InlineData("SHOW CREATE TABLE t", "UTILITY", "SHOW_CREATE_TABLE")]
    [InlineData("DESC t", "UTILITY", "DESCRIBE_TABLE")]
    public void The_first_words_decide(string text, string type, string substatement)
    {
        var kind = StatementKind.Of(text);

        Assert.Equal((type, substatement), (kind.StatementType, kind.SubstatementType));
    }
}
