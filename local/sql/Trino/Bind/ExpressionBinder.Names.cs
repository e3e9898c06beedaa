using CustomerLake.Local.Sql.Trino.Tree;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Bind;

internal sealed partial class ExpressionBinder
{
    private BoundExpression BindName(NameExpression tree)
    {
        var name = tree.Name.Name;
        for (var i = _variables.Count - 1; i >= 0; i--)
        {
            if (string.Equals(_variables[i].Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return _variables[i].Variable;
            }
        }

        if (AliasesFirst && Aliases?.Invoke(name) is { } alias)
        {
            return alias;
        }

        return scope.Find(name) switch
        {
            [var field] => field.Value,
            [] => (AliasesFirst ? null : Aliases?.Invoke(name)) ?? throw TrinoErrors.ColumnNotFound(name, tree.At),
            _ => throw TrinoErrors.ColumnAmbiguous(name, tree.At),
        };
    }

    private BoundExpression BindField(FieldExpression tree)
    {
        if (Parts(tree) is { } parts && !_variables.Any(v => IsSame(v.Name, parts[0].Name)))
        {
            return BindDotted(tree, parts);
        }

        return FieldOf(Bind(tree.Base), tree.Field, TreeText.Of(tree.Base));
    }

    /// <summary>The longest beginning that is a column, and the rest as fields of it.</summary>
    private BoundExpression BindDotted(FieldExpression tree, IReadOnlyList<Identifier> parts)
    {
        string[] names = [.. parts.Select(part => part.Name)];
        for (var used = names.Length; used >= 2; used--)
        {
            var found = scope.Find(names[..(used - 1)], names[used - 1]);
            if (found.Count > 0)
            {
                return Descend(One(found, string.Join('.', names[..used]), tree.At), parts, used);
            }
        }

        var plain = scope.Find(names[0]);
        if (plain.Count > 0)
        {
            return Descend(One(plain, names[0], tree.At), parts, 1);
        }

        throw TrinoErrors.ColumnNotFound(string.Join('.', names), tree.At);
    }

    private static BoundExpression One(IReadOnlyList<ScopeField> found, string name, Position at) =>
        found.Count == 1 ? found[0].Value : throw TrinoErrors.ColumnAmbiguous(name, at);

    private static BoundExpression Descend(BoundExpression value, IReadOnlyList<Identifier> parts, int from)
    {
        for (var i = from; i < parts.Count; i++)
        {
            value = FieldOf(value, parts[i], string.Join('.', parts.Take(i)));
        }

        return value;
    }

    /// <summary>A field of a row.</summary>
    public static BoundExpression FieldOf(BoundExpression value, Identifier field, string text)
    {
        if (value.Type.Kind != SqlKind.Row)
        {
            throw TrinoErrors.NotARow(text, field.At);
        }

        for (var i = 0; i < value.Type.Fields.Count; i++)
        {
            if (IsSame(value.Type.Fields[i].Name, field.Name))
            {
                return Bound.Field(value, i);
            }
        }

        throw TrinoErrors.ColumnNotFound($"{text}.{field.Name}", field.At);
    }

    private static bool IsSame(string? left, string right) =>
        string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    /// <summary>The identifiers of <c>a.b.c</c>; null if the base is something else.</summary>
    public static IReadOnlyList<Identifier>? Parts(Expression tree)
    {
        var parts = new List<Identifier>();
        while (tree is FieldExpression field)
        {
            parts.Insert(0, field.Field);
            tree = field.Base;
        }

        if (tree is not NameExpression name)
        {
            return null;
        }

        parts.Insert(0, name.Name);
        return parts;
    }
}
