using CustomerLake.Local.Sql.Trino.Tree;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Bind;

/// <summary>A WITH query in reach: how it prints, and its columns.</summary>
internal sealed record CommonTableEntry(string PrintedName, IReadOnlyList<QueryColumn> Columns);

/// <summary>WITH queries in reach, inner ones before outer ones.</summary>
internal sealed record CommonTables(string Name, CommonTableEntry? Entry, CommonTables? Outer)
{
    public static readonly CommonTables None = new("", null, null);

    public CommonTables Add(string name, CommonTableEntry entry) => new(name, entry, this);

    public CommonTableEntry? Find(string name)
    {
        for (var tables = this; tables is not null; tables = tables.Outer)
        {
            if (tables.Entry is not null && string.Equals(tables.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return tables.Entry;
            }
        }

        return null;
    }
}

/// <summary>The columns of a query as a relation's fields.</summary>
internal static class RelationFields
{
    public static IReadOnlyList<ScopeField> Of(IReadOnlyList<QueryColumn> columns, NodeList<string> qualifier) =>
        [.. columns.Select(column => new ScopeField(qualifier, column.Name, column.Output.Reference))];
}
