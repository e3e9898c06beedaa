using CustomerLake.Local.Sql.Trino.Bind;
using CustomerLake.Local.Sql.Trino.Tree;

namespace CustomerLake.Local.Sql.Trino.Session;

/// <summary>UPDATE, DELETE and MERGE: Hive tables refuse them, and there are no Iceberg tables here.</summary>
internal sealed class ChangeBinder(BindContext context)
{
    public SqlException Refusal(Statement statement)
    {
        var relation = statement switch
        {
            DeleteStatement delete => new TableRelation(delete.Table) { At = delete.At },
            UpdateStatement update => new TableRelation(update.Table) { At = update.At },
            MergeStatement merge => merge.Target,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        var target = new RelationBinder(context, CommonTables.None, null).Bind(relation);
        var binder = new ExpressionBinder(context, new Scope(target.Fields, null), CommonTables.None);
        var condition = statement switch
        {
            DeleteStatement delete => delete.Where,
            UpdateStatement update => update.Where,
            _ => null,
        };
        if (condition is not null)
        {
            binder.Boolean(condition, "WHERE clause");
        }

        return new SqlException(
            "NOT_SUPPORTED",
            "Modifying Hive table rows is only supported for transactional tables"
        );
    }
}
