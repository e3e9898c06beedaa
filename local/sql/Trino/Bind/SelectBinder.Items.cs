using CustomerLake.Local.Sql.Trino.Tree;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Bind;

internal sealed partial class SelectBinder
{
    private static List<BoundItem> BindItems(Select select, Scope scope, ExpressionBinder binder)
    {
        var items = new List<BoundItem>();
        foreach (var item in select.Items)
        {
            if (item.Value is StarExpression star)
            {
                items.AddRange(BindStar(star, scope, binder));
                continue;
            }

            var value = binder.Bind(item.Value);
            if (value.Type.Kind == SqlKind.Function)
            {
                throw TrinoErrors.NotSupported("A lambda outside a call", item.At);
            }

            var name = item.Alias?.Name ?? NameOf(item.Value);
            items.Add(new BoundItem(name, value, item.Value, item.Alias is not null));
        }

        return items;
    }

    /// <summary>The name of an item without alias; null for none.</summary>
    private static string? NameOf(Expression item) =>
        item switch
        {
            NameExpression name => name.Name.Name,
            FieldExpression field => field.Field.Name,
            _ => null,
        };

    private static IEnumerable<BoundItem> BindStar(StarExpression star, Scope scope, ExpressionBinder binder)
    {
        var fields = star.Base is null ? AllOf(star, scope) : QualifiedBy(star, scope);
        if (fields is null)
        {
            return RowFields(star, binder.Bind(star.Base!));
        }

        if (star.Aliases.Count > 0 && star.Aliases.Count != fields.Count)
        {
            throw new SqlException(
                "MISMATCHED_COLUMN_ALIASES",
                $"Column alias list has {star.Aliases.Count} entries but relation has {fields.Count} columns",
                star.Aliases[0].At
            );
        }

        return fields.Select(
            (field, i) =>
                new BoundItem(star.Aliases.Count > 0 ? star.Aliases[i].Name : field.Name, field.Value, null, false)
        );
    }

    private static List<ScopeField> AllOf(StarExpression star, Scope scope)
    {
        var fields = scope.Fields.Where(field => !field.Hidden).ToList();
        return fields.Count > 0
            ? fields
            : throw new SqlException(
                "COLUMN_NOT_FOUND",
                "SELECT * not allowed in queries without FROM clause",
                star.At
            );
    }

    private static List<ScopeField>? QualifiedBy(StarExpression star, Scope scope)
    {
        if (ExpressionBinder.Parts(star.Base!) is not { } parts)
        {
            return null;
        }

        string[] names = [.. parts.Select(part => part.Name)];
        for (var level = scope; level is not null; level = level.Outer)
        {
            var fields = level.Fields.Where(field => !field.Hidden && field.IsQualifiedBy(names)).ToList();
            if (fields.Count > 0)
            {
                return fields;
            }
        }

        return scope.Find(names[0]).Count > 0 || names.Length > 1 && scope.Find(names[..1], names[1]).Count > 0
            ? null
            : throw new SqlException(
                "TABLE_NOT_FOUND",
                $"Unable to resolve reference {string.Join('.', names)}",
                star.At
            );
    }

    private static IEnumerable<BoundItem> RowFields(StarExpression star, BoundExpression row)
    {
        if (row.Type.Kind != SqlKind.Row)
        {
            throw new SqlException("TYPE_MISMATCH", "expected expression of type Row", star.At);
        }

        if (star.Aliases.Count > 0 && star.Aliases.Count != row.Type.Fields.Count)
        {
            throw new SqlException(
                "MISMATCHED_COLUMN_ALIASES",
                $"Column alias list has {star.Aliases.Count} entries but relation has {row.Type.Fields.Count} columns",
                star.Aliases[0].At
            );
        }

        return row.Type.Fields.Select(
            (field, i) =>
                new BoundItem(
                    star.Aliases.Count > 0 ? star.Aliases[i].Name : field.Name,
                    Bound.Field(row, i),
                    star,
                    false
                )
        );
    }
}
