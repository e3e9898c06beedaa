using CustomerLake.Local.Sql.Trino.Tree;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Bind;

/// <summary>
/// A column that names can reach. <see cref="Qualifier"/> is the full dotted name of its relation, of which any suffix
/// qualifies (<c>t.a</c>, <c>db.t.a</c>); empty for none. <see cref="Hidden"/> ones are not in <c>*</c>.
/// </summary>
internal sealed record ScopeField(NodeList<string> Qualifier, string? Name, BoundExpression Value, bool Hidden = false)
{
    public bool IsNamed(string name) => string.Equals(Name, name, StringComparison.OrdinalIgnoreCase);

    public bool IsQualifiedBy(IReadOnlyList<string> parts)
    {
        if (parts.Count > Qualifier.Count)
        {
            return false;
        }

        for (var i = 1; i <= parts.Count; i++)
        {
            if (!string.Equals(Qualifier[^i], parts[^i], StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        return true;
    }

    public override string ToString() => string.Join('.', Qualifier.Append(Name ?? "?"));
}

/// <summary>Names in reach: of this query level, then of the queries around it.</summary>
internal sealed record Scope(IReadOnlyList<ScopeField> Fields, Scope? Outer)
{
    public static readonly Scope Empty = new([], null);

    /// <summary>Fields by unqualified name, at the nearest level that has any.</summary>
    public IReadOnlyList<ScopeField> Find(string name)
    {
        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            ScopeField[] found = [.. scope.Fields.Where(field => field.IsNamed(name))];
            if (found.Length > 0)
            {
                return found;
            }
        }

        return [];
    }

    /// <summary>Fields by qualifier and name, at the nearest level that has any.</summary>
    public IReadOnlyList<ScopeField> Find(IReadOnlyList<string> qualifier, string name)
    {
        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            ScopeField[] found =
            [
                .. scope.Fields.Where(field => field.IsNamed(name) && field.IsQualifiedBy(qualifier)),
            ];
            if (found.Length > 0)
            {
                return found;
            }
        }

        return [];
    }
}

/// <summary>A relation: what it does, and what its columns are called.</summary>
internal sealed record BoundRelation(BoundPlan Plan, IReadOnlyList<ScopeField> Fields);

/// <summary>A query bound: its plan, and its columns in order (their names may repeat or be absent).</summary>
internal sealed record BoundQuery(BoundPlan Plan, IReadOnlyList<QueryColumn> Columns);

/// <summary>A column of a query. A hidden one (<c>$path</c>) is not among them.</summary>
internal sealed record QueryColumn(string? Name, PlanOutput Output);
