using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.Athena.Executions;
using CustomerLake.Local.Cloud.Services.QuickSight.Dashboards;
using CustomerLake.Local.Cloud.Services.QuickSight.Dashboards.Definition;
using CustomerLake.Local.Cloud.Services.QuickSight.DataSets;
using CustomerLake.Local.Cloud.Services.QuickSight.DataSources;

namespace CustomerLake.Local.Cloud.Console.Charts;

/// <summary>Fetches what each visual of a sheet shows, through Athena. A visual that fails fails alone.</summary>
internal sealed class TileMaker(ConsoleLake lake, CallContext call, DashboardDefinition definition)
{
    private const int MostRows = 1000;

    private readonly Dictionary<string, DataSetDescription?> _sets = definition.DataSets.ToDictionary(
        set => set.Key,
        set => lake.QuickSight.DataSets.FindByArn(call.Scope, set.Value)
    );

    public async Task<IReadOnlyList<Tile>> MakeAsync(SheetDefinition sheet, CancellationToken cancellationToken) =>
        await Task.WhenAll(sheet.Visuals.Select(visual => MakeAsync(sheet, visual, cancellationToken)));

    private async Task<Tile> MakeAsync(
        SheetDefinition sheet,
        VisualDefinition visual,
        CancellationToken cancellationToken
    )
    {
        try
        {
            CheckColumns(visual);
            var query = TileQuery.Of(visual);
            var set = Set(query.DataSet);
            var filters = definition
                .FilterGroups.Where(group => group.Covers(sheet.Id, visual.Id))
                .SelectMany(group => group.Filters)
                .Where(filter => filter.DataSet == query.DataSet)
                .ToList();
            var rows = await RowsAsync(set, query.ToSql(set, visual, filters, MostRows + 1), cancellationToken);
            return new Tile.Drawn(visual, query, [.. rows.Take(MostRows)]) { IsCut = rows.Count > MostRows };
        }
        catch (TileException fault)
        {
            return new Tile.Broken(visual, fault.Message);
        }
        catch (AwsException fault)
        {
            return new Tile.Broken(visual, fault.Message);
        }
    }

    /// <summary>A field that the data set lost is named in the tiles that use it, and only there.</summary>
    private void CheckColumns(VisualDefinition visual)
    {
        var missing = DashboardCheck
            .MissingColumns(definition, _sets, visual)
            .Select(column => $"'{column.Column}'")
            .Distinct()
            .ToList();
        if (missing.Count > 0)
        {
            throw new TileException(
                $"The data set no longer has the {(missing.Count == 1 ? "field" : "fields")} {string.Join(", ", missing)}."
            );
        }

        var calculated = definition
            .CalculatedFields.Where(field => visual.Columns.Contains(new ColumnReference(field.DataSet, field.Name)))
            .Select(field => $"'{field.Name}'")
            .ToList();
        if (calculated.Count > 0)
        {
            throw new TileException(
                $"The console does not compute calculated fields ({string.Join(", ", calculated)})."
            );
        }
    }

    private DataSetDescription Set(string identifier) =>
        _sets.GetValueOrDefault(identifier) ?? throw new TileException($"The data set '{identifier}' does not exist.");

    private async Task<IReadOnlyList<string?[]>> RowsAsync(
        DataSetDescription set,
        string sql,
        CancellationToken cancellationToken
    )
    {
        var source =
            lake.QuickSight.DataSources.FindByArn(call.Scope, set.PhysicalTableMap.First().Value.DataSourceArn)
            ?? throw new TileException($"The data source of the data set '{set.Name}' does not exist.");
        var execution = await lake.Athena.Queries.RunAsync(
            call,
            sql,
            DataSourceStore.WorkGroupOf(source),
            null,
            cancellationToken
        );
        return execution.State == ExecutionState.Succeeded
            ? await lake.Athena.Queries.RowsAsync(execution, call, MostRows + 1, cancellationToken)
            : throw new TileException(execution.Reason ?? execution.State);
    }
}
