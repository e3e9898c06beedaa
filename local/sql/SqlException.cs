using CustomerLake.Local.Sql.Trino.Tree;

namespace CustomerLake.Local.Sql;

/// <summary>
/// An error of the user's SQL or data, worded as the dialect words it. <see cref="Code"/> is the dialect's name for it
/// (Trino: <c>COLUMN_NOT_FOUND</c>; Spark: <c>UNRESOLVED_COLUMN.WITH_SUGGESTION</c>); <see cref="Exception.Message"/> is
/// the text without code and position.
/// </summary>
public sealed class SqlException : Exception
{
    public SqlException(string code, string message, Position at = default)
        : base(message)
    {
        Code = code;
        Line = at.IsKnown ? at.Line : null;
        Column = at.IsKnown ? at.Column : null;
    }

    public SqlException(string code, string message, Exception inner)
        : base(message, inner) => Code = code;

    public string Code { get; }

    /// <summary>The line, from 1; null where the dialect gives no position.</summary>
    public int? Line { get; }

    /// <summary>The column, from 1.</summary>
    public int? Column { get; }

    /// <summary><c>line 1:8: Column 'x' cannot be resolved</c>: the message as Trino and Athena show it.</summary>
    public string PositionedMessage => Line is null ? Message : $"line {Line}:{Column}: {Message}";
}
