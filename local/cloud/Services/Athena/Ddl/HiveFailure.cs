using CustomerLake.Local.Cloud.Services.Athena.Executions;

namespace CustomerLake.Local.Cloud.Services.Athena.Ddl;

/// <summary>A DDL statement that failed on Hive's side; its text is also the statement's result.</summary>
internal sealed class HiveFailure(string message, int category = AthenaErrorTypes.System, int type = HiveFailure.Ddl)
    : Exception(message)
{
    public const int Ddl = 1003;
    public const int Syntax = 1006;
    private const int TableProperty = 1103;

    public QueryExecution Apply(QueryExecution execution) =>
        execution with
        {
            Reason = Message,
            Error = new AthenaError(category, type, Retryable: false, Message),
            IsHiveFailure = true,
        };

    public static HiveFailure TableNotFound(string database, string table) =>
        new(
            $"FAILED: SemanticException [Error 10001]: Table not found {database}.{table}",
            AthenaErrorTypes.User,
            Syntax
        );

    public static HiveFailure DatabaseNotFound(string database) =>
        new(
            $"FAILED: SemanticException [Error 10072]: Database does not exist: {database}",
            AthenaErrorTypes.User,
            Syntax
        );

    public static HiveFailure TableExists(string table) =>
        Execution($"AlreadyExistsException(message:Table {table} already exists)");

    public static HiveFailure Execution(string problem) =>
        new($"FAILED: Execution Error, return code 1 from org.apache.hadoop.hive.ql.exec.DDLTask. {problem}");

    public static HiveFailure Semantic(string problem) =>
        new($"FAILED: SemanticException {problem}", AthenaErrorTypes.User, Ddl);

    public static HiveFailure Property(string problem) => new(problem, AthenaErrorTypes.User, TableProperty);
}
