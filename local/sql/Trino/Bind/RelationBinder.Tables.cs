using CustomerLake.Local.Sql.Catalog;
using CustomerLake.Local.Sql.Trino.Scans;
using CustomerLake.Local.Sql.Trino.Tree;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Bind;

internal sealed partial class RelationBinder
{
    private BoundRelation BindTable(TableRelation tree)
    {
        if (tree.Name is [var single] && tables.Find(single.Name) is { } common)
        {
            return BindCommon(common, single.Name);
        }

        var name = TableName.Resolve(tree.Name, context.Options);
        if (name.Database == InformationSchema.Name)
        {
            return InformationSchema.Bind(context, name.Table, tree.At)
                ?? throw TrinoErrors.TableNotFound(name.Catalog, name.Database, name.Table, tree.At);
        }

        var suffix = name.Table.IndexOf('$', StringComparison.Ordinal);
        if (suffix > 0 && context.Catalog.FindTable(name.Database, name.Table[..suffix]) is { } owner)
        {
            return InformationSchema.BindMetadata(context, owner, name.Table[(suffix + 1)..], tree.At)
                ?? throw TrinoErrors.TableNotFound(name.Catalog, name.Database, name.Table, tree.At);
        }

        var table = context.Catalog.FindTable(name.Database, name.Table);
        if (table is null)
        {
            throw context.Catalog.FindDatabase(name.Database) is null
                ? TrinoErrors.SchemaNotFound(name.Database, tree.At)
                : TrinoErrors.TableNotFound(name.Catalog, name.Database, name.Table, tree.At);
        }

        if (tree.VersionKind is not null)
        {
            throw TrinoErrors.NotSupported(
                $"This connector does not support versioned tables: FOR {tree.VersionKind} AS OF",
                tree.At
            );
        }

        NodeList<string> qualifier = [name.Catalog, name.Database, name.Table];
        return table.IsView
            ? new ViewBinder(context).Bind(table, qualifier, tree.At)
            : BindScan(table, qualifier, tree.At);
    }

    private BoundRelation BindCommon(CommonTableEntry entry, string name)
    {
        var outputs = entry.Columns.Select(column => context.NewOutput(column.Output.Type)).ToArray();
        var plan = new CommonTablePlan(entry.PrintedName, [.. entry.Columns.Select(c => c.Output.Id)], outputs);
        NodeList<string> qualifier = [name];
        return new BoundRelation(
            plan,
            [
                .. entry.Columns.Zip(
                    outputs,
                    (column, output) => new ScopeField(qualifier, column.Name, output.Reference)
                ),
            ]
        );
    }

    private BoundRelation BindScan(SqlTable table, NodeList<string> qualifier, Position at)
    {
        var scan = TableScan.Of(table, context, at);
        context.Scans.Add(scan);
        var fields = scan.Columns.Select(column => new ScopeField(
            qualifier,
            column.Name,
            column.Output.Reference,
            column.Kind == ScanColumnKind.Hidden
        ));
        return new BoundRelation(new ScanPlan(scan), [.. fields]);
    }
}

/// <summary>A table's full name, lower case.</summary>
internal sealed record TableName(string Catalog, string Database, string Table)
{
    public static TableName Resolve(NodeList<Identifier> name, TrinoSessionOptions options)
    {
        string[] parts = [.. name.Select(part => part.Name.ToLowerInvariant())];
        var catalog = parts.Length > 2 ? parts[^3] : options.CatalogName;
        if (catalog != options.CatalogName)
        {
            throw TrinoErrors.CatalogNotFound(catalog, name[0].At);
        }

        return new TableName(catalog, parts.Length > 1 ? parts[^2] : options.Database.ToLowerInvariant(), parts[^1]);
    }
}
