namespace CustomerLake.Local.Sql;

/// <summary>The dialects a session can speak.</summary>
public enum SqlDialect
{
    /// <summary>Athena engine version 3.</summary>
    Trino,

    /// <summary>Spark 3.5, as Glue 5.0 has it.</summary>
    Spark,
}
