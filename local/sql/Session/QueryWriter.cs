using CustomerLake.Local.Sql.Bind;
using CustomerLake.Local.Sql.Tree;

namespace CustomerLake.Local.Sql.Session;

/// <summary>Writes a query's rows to a location.</summary>
internal sealed class QueryWriter(SqlSession session, IDialectRules rules)
{
    public Task<SqlResult> WriteAsync(
        Query query,
        SqlWrite write,
        SqlRunOptions run,
        CancellationToken cancellationToken
    ) => throw rules.Errors.NotSupported($"Writing {write.Format} in {session.Dialect}", query.At);
}
