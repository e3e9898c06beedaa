namespace CustomerLake.Local.Cloud.Services.QuickSight.DataSets;

/// <summary>Works out what a data set's tables and transforms come to, and refuses what cannot be.</summary>
internal static class DataSetShape
{
    private static readonly string[] InputTypes =
    [
        "STRING",
        "INTEGER",
        "DECIMAL",
        "DATETIME",
        "BIT",
        "BOOLEAN",
        "JSON",
        "SEMISTRUCT",
    ];

    private static readonly string[] OutputTypes = ["STRING", "INTEGER", "DECIMAL", "DATETIME"];

    /// <summary>Without logical tables there is one for each physical table.</summary>
    public static IReadOnlyDictionary<string, LogicalTable> LogicalTables(WriteDataSetRequest request) =>
        request.LogicalTableMap is { Count: > 0 } given
            ? given
            : request.PhysicalTableMap.ToDictionary(
                table => table.Key,
                table => new LogicalTable
                {
                    Alias = table.Value.Name,
                    Source = new LogicalTableSource { PhysicalTableId = table.Key },
                }
            );

    /// <summary>The logical table that no join uses: what the data set shows.</summary>
    public static string RootOf(IReadOnlyDictionary<string, LogicalTable> tables)
    {
        var used = tables
            .Values.Select(table => table.Source.JoinInstruction)
            .OfType<JoinInstruction>()
            .SelectMany(join => new[] { join.LeftOperand, join.RightOperand })
            .ToHashSet(StringComparer.Ordinal);
        return tables.Keys.Where(key => !used.Contains(key)).ToList() is [var root]
            ? root
            : throw QuickSightErrors.Invalid(
                "The logical tables must join into one: exactly one of them may be no operand of a join."
            );
    }

    public static void Check(WriteDataSetRequest request)
    {
        if (request.ImportMode is not ("SPICE" or "DIRECT_QUERY"))
        {
            throw QuickSightErrors.Invalid(
                $"The import mode '{request.ImportMode}' is neither SPICE nor DIRECT_QUERY."
            );
        }

        if (request.PhysicalTableMap.Count == 0)
        {
            throw QuickSightErrors.Invalid("A data set needs a physical table.");
        }

        foreach (var (id, table) in request.PhysicalTableMap)
        {
            Check(id, table);
        }
    }

    public static IReadOnlyList<OutputColumn> Columns(
        IReadOnlyDictionary<string, PhysicalTable> physical,
        IReadOnlyDictionary<string, LogicalTable> logical
    ) => Columns(physical, logical, RootOf(logical));

    public static IReadOnlyList<OutputColumn> Columns(
        IReadOnlyDictionary<string, PhysicalTable> physical,
        IReadOnlyDictionary<string, LogicalTable> logical,
        string id,
        int depth = 0
    )
    {
        if (depth > logical.Count || !logical.TryGetValue(id, out var table))
        {
            throw QuickSightErrors.Invalid($"The logical table '{id}' does not exist or joins itself.");
        }

        var columns = table.Source switch
        {
            { PhysicalTableId: { } source, JoinInstruction: null } => physical.TryGetValue(source, out var found)
                ? found.Columns.Select(Output)
                : throw QuickSightErrors.Invalid(
                    $"The logical table '{id}' reads the physical table '{source}', which is not there."
                ),
            { PhysicalTableId: null, JoinInstruction: { } join } => Columns(
                    physical,
                    logical,
                    join.LeftOperand,
                    depth + 1
                )
                .Concat(Columns(physical, logical, join.RightOperand, depth + 1))
                .DistinctBy(column => column.Name),
            _ => throw QuickSightErrors.Invalid($"The logical table '{id}' needs exactly one source."),
        };
        return (table.DataTransforms ?? []).Aggregate<DataTransform, IReadOnlyList<OutputColumn>>(
            [.. columns],
            (current, transform) => DataTransforms.Apply(current, transform, OutputTypes)
        );
    }

    /// <summary>Whatever a column's type in the source, it surfaces as one of four.</summary>
    private static OutputColumn Output(InputColumn column) =>
        new()
        {
            Name = column.Name,
            Type = column.Type switch
            {
                "BIT" or "BOOLEAN" => "INTEGER",
                "JSON" or "SEMISTRUCT" => "STRING",
                var type => type,
            },
        };

    private static void Check(string id, PhysicalTable table)
    {
        if ((table.RelationalTable is null) == (table.CustomSql is null))
        {
            throw QuickSightErrors.Invalid(
                $"The physical table '{id}' must be exactly one of RelationalTable and CustomSql."
            );
        }

        if (table.Columns.Count == 0)
        {
            throw QuickSightErrors.Invalid($"The physical table '{id}' names no columns.");
        }

        foreach (var column in table.Columns)
        {
            if (!InputTypes.Contains(column.Type))
            {
                throw QuickSightErrors.Invalid(
                    $"The column '{column.Name}' of the physical table '{id}' has the type '{column.Type}', which is none of {string.Join(", ", InputTypes)}."
                );
            }
        }

        if (table.Columns.GroupBy(column => column.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw QuickSightErrors.Invalid($"The physical table '{id}' has the column '{twice.Key}' more than once.");
        }
    }
}
