using CustomerLake.Local.Cloud.Services.Athena.Hive;
using CustomerLake.Local.Sql;
using CustomerLake.Local.Sql.Trino;
using CustomerLake.Local.Sql.Trino.Tree;

namespace CustomerLake.Local.Cloud.Services.Athena.Statements;

/// <summary>A statement that has been read: what it is, and its Hive form or its tree.</summary>
internal sealed record AthenaStatement(StatementKind Kind)
{
    public HiveStatement? Hive { get; init; }

    /// <summary>Null for what Hive's side runs, and where <see cref="Fault"/> says why there is none.</summary>
    public Statement? Tree { get; init; }

    /// <summary>What the query fails with as soon as it runs: it reads, but means nothing.</summary>
    public SqlException? Fault { get; init; }

    /// <summary>Reads a statement; a syntax error refuses the query before an execution exists.</summary>
    public static AthenaStatement Read(string text)
    {
        var kind = Classify(text);
        if (kind.Runner == StatementRunner.Hive)
        {
            return new AthenaStatement(kind) { Hive = ReadHive(text) };
        }

        try
        {
            var tree = TrinoSession.Parse(text);
            return kind.StatementType is null
                ? throw AthenaErrors.UnsupportedStatement()
                : new AthenaStatement(kind) { Tree = tree };
        }
        catch (SqlException fault) when (fault.Code == "SYNTAX_ERROR")
        {
            throw fault.Message.StartsWith("mismatched input '<EOF>'", StringComparison.Ordinal)
                ? AthenaErrors.UnsupportedStatement()
                : AthenaErrors.Malformed(fault.PositionedMessage);
        }
        catch (SqlException fault)
        {
            return new AthenaStatement(kind) { Fault = fault };
        }
    }

    private static StatementKind Classify(string text)
    {
        try
        {
            return StatementKind.Of(text);
        }
        catch (HiveSyntaxException fault)
        {
            throw AthenaErrors.Malformed(fault.Message);
        }
    }

    private static HiveStatement ReadHive(string text)
    {
        try
        {
            return HiveParser.Parse(text);
        }
        catch (HiveSyntaxException fault)
        {
            throw AthenaErrors.Malformed(fault.Message);
        }
    }
}
