using CustomerLake.Local.Sql.Catalog;
using CustomerLake.Local.Sql.Trino.Bind;
using CustomerLake.Local.Sql.Trino.Scans;
using CustomerLake.Local.Sql.Trino.Tree;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Session;

/// <summary>CREATE VIEW, and DROP of views and tables.</summary>
internal sealed class ViewRunner(TrinoSession session, BindContext context)
{
    public SqlResult Create(CreateViewStatement create)
    {
        var name = TableName.Resolve(create.View, session.Options);
        var existing = session.Catalog.FindTable(name.Database, name.Table);
        if (existing is { IsView: false })
        {
            throw new SqlException("TABLE_ALREADY_EXISTS", $"Table already exists: '{Text(name)}'", create.At);
        }

        if (existing is not null && !create.OrReplace)
        {
            throw new SqlException("TABLE_ALREADY_EXISTS", $"View already exists: '{Text(name)}'", create.At);
        }

        var columns = QueryRunner.Columns(QueryRunner.Bind(context, create.Query));
        var view = new SqlTable(name.Database, name.Table)
        {
            Columns =
            [
                .. columns.Select(column => new SqlColumn(column.Name.ToLowerInvariant(), HiveType(column.Type))),
            ],
            TableType = "VIRTUAL_VIEW",
            ViewText = PrestoView.TextOf(create.QueryText, columns, session.Options),
            Comment = create.Comment,
            Parameters = new Dictionary<string, string> { ["presto_view"] = "true", ["comment"] = "Presto View" },
        };
        if (existing is null)
        {
            session.Catalog.CreateTable(view);
        }
        else
        {
            session.Catalog.UpdateTable(view);
        }

        return SqlResult.Empty with
        {
            UpdateType = "CREATE VIEW",
        };
    }

    private static string Text(TableName name) => $"{name.Catalog}.{name.Database}.{name.Table}";

    /// <summary>A view's columns are for show: types that Hive lacks stand as text.</summary>
    private static string HiveType(SqlType type)
    {
        try
        {
            return HiveTypes.Spell(type);
        }
        catch (SqlException)
        {
            return "string";
        }
    }

    public SqlResult Drop(DropStatement drop)
    {
        if (drop.Kind == "SCHEMA")
        {
            session.Catalog.DropDatabase(drop.Name[^1].Name.ToLowerInvariant());
            return SqlResult.Empty with { UpdateType = "DROP SCHEMA" };
        }

        var name = TableName.Resolve(drop.Name, session.Options);
        var table = session.Catalog.FindTable(name.Database, name.Table);
        var isView = drop.Kind == "VIEW";
        if (table is null || table.IsView != isView)
        {
            return drop.IfExists
                ? SqlResult.Empty with
                {
                    UpdateType = $"DROP {drop.Kind}",
                }
                : throw Missing(drop, name, table);
        }

        session.Catalog.DropTable(name.Database, name.Table);
        return SqlResult.Empty with { UpdateType = $"DROP {drop.Kind}" };
    }

    private static SqlException Missing(DropStatement drop, TableName name, SqlTable? table) =>
        (drop.Kind, table) switch
        {
            ("TABLE", null) => TrinoErrors.TableNotFound(name.Catalog, name.Database, name.Table, drop.At),
            ("TABLE", _) => new SqlException(
                "GENERIC_USER_ERROR",
                $"Table '{Text(name)}' does not exist, but a view with that name exists. Did you mean DROP VIEW {Text(name)}?",
                drop.At
            ),
            _ => new SqlException("GENERIC_USER_ERROR", $"View '{Text(name)}' does not exist", drop.At),
        };
}
