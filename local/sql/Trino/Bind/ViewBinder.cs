using CustomerLake.Local.Sql.Catalog;
using CustomerLake.Local.Sql.Trino.Types;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Bind;

/// <summary>
/// Binds a view: its query, which must still give the columns that the view was made with, or ones that coerce to them.
/// </summary>
internal sealed class ViewBinder(BindContext context)
{
    public BoundRelation Bind(SqlTable view, NodeList<string> qualifier, Position at)
    {
        var name = string.Join('.', qualifier);
        if (context.OpenViews.Contains(name))
        {
            throw new SqlException("VIEW_IS_RECURSIVE", "View is recursive", at);
        }

        var bound = BindQuery(view, name, at);
        var stored = PrestoView.ColumnsOf(view);
        if (stored.Count == 0)
        {
            var visible =
                view.Columns.Count == bound.Columns.Count
                    ? bound.Columns.Zip(view.Columns, (column, declared) => column with { Name = declared.Name })
                    : bound.Columns;
            return new BoundRelation(bound.Plan, RelationFields.Of([.. visible], qualifier));
        }

        if (Staleness(stored, bound.Columns) is { } reason)
        {
            throw new SqlException("VIEW_IS_STALE", $"View '{name}' is stale or in invalid state: {reason}", at);
        }

        return Coerced(bound, stored, qualifier);
    }

    /// <summary>The view's query; what is wrong in it is the view's error, which says where in which view.</summary>
    private BoundQuery BindQuery(SqlTable view, string name, Position at)
    {
        context.OpenViews.Push(name);
        try
        {
            return new QueryBinder(context.ForView(view), CommonTables.None, null).Bind(PrestoView.QueryOf(view));
        }
        catch (SqlException failure) when (failure.Code != "VIEW_IS_RECURSIVE")
        {
            throw new SqlException(
                "INVALID_VIEW",
                $"Failed analyzing stored view '{name}': {failure.PositionedMessage}",
                at
            );
        }
        finally
        {
            context.OpenViews.Pop();
        }
    }

    /// <summary>Why the query's columns are no longer the stored ones; null if they are.</summary>
    private static string? Staleness(
        IReadOnlyList<(string Name, string Type)> stored,
        IReadOnlyList<QueryColumn> columns
    )
    {
        if (stored.Count != columns.Count)
        {
            return $"stored view column count ({stored.Count}) does not match column count derived from the view query "
                + $"analysis ({columns.Count})";
        }

        for (var i = 0; i < stored.Count; i++)
        {
            var (name, type) = stored[i];
            var now = columns[i];
            var found = $"of type {TrinoTypes.Spell(now.Output.Type)} projected from query view at position {i}";
            if (string.IsNullOrEmpty(now.Name))
            {
                return $"a column {found} has no name";
            }

            if (!now.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return $"column [{now.Name}] {found} has a different name from column [{name}] of type {type} stored in "
                    + "view definition";
            }

            if (TrinoTypes.Parse(type) is not { } declared || !TrinoCoercions.CanCoerce(now.Output.Type, declared))
            {
                return $"column [{now.Name}] {found} cannot be coerced to column [{name}] of type {type} stored in view "
                    + "definition";
            }
        }

        return null;
    }

    private BoundRelation Coerced(
        BoundQuery bound,
        IReadOnlyList<(string Name, string Type)> stored,
        NodeList<string> qualifier
    )
    {
        var types = stored.Select(column => TrinoTypes.Parse(column.Type)!).ToArray();
        var isSame = types.SequenceEqual(bound.Columns.Select(column => column.Output.Type));
        var items = bound
            .Columns.Zip(
                types,
                (column, type) =>
                    isSame
                        ? new PlanItem(column.Output.Id, column.Output.Reference)
                        : new PlanItem(context.NewId(), Bound.Coerce(column.Output.Reference, type))
            )
            .ToArray();
        var columns = stored.Zip(items, (column, item) => new QueryColumn(column.Name.ToLowerInvariant(), item.Output));
        return new BoundRelation(
            isSame ? bound.Plan : new ProjectPlan(bound.Plan, items),
            RelationFields.Of([.. columns], qualifier)
        );
    }
}
