namespace CustomerLake.Local.Cloud.Services.QuickSight.Dashboards.Definition;

/// <summary>What this server reads out of a dashboard's definition; the rest is kept as it came.</summary>
internal sealed record DashboardDefinition
{
    /// <summary>Data set ARNs by the identifier that fields use.</summary>
    public required IReadOnlyDictionary<string, string> DataSets { get; init; }

    public required IReadOnlyList<SheetDefinition> Sheets { get; init; }

    public IReadOnlyList<CalculatedField> CalculatedFields { get; init; } = [];

    public IReadOnlyList<FilterGroup> FilterGroups { get; init; } = [];
}

internal sealed record CalculatedField(string DataSet, string Name, string Expression);

internal sealed record SheetDefinition(string Id, string Name, IReadOnlyList<VisualDefinition> Visuals)
{
    public string? Description { get; init; }
}

/// <summary>One visual: its kind (<c>KPIVisual</c>), title, and fields by the well they lie in (<c>Category</c>, <c>Values</c>).</summary>
internal sealed record VisualDefinition(string Id, string Kind)
{
    public string? Title { get; init; }

    public string? Subtitle { get; init; }

    public IReadOnlyDictionary<string, IReadOnlyList<FieldDefinition>> Wells { get; init; } =
        new Dictionary<string, IReadOnlyList<FieldDefinition>>();

    /// <summary>Every column that the visual names anywhere: in wells, sorting, formatting.</summary>
    public IReadOnlyList<ColumnReference> Columns { get; init; } = [];

    public IReadOnlyList<SortDefinition> Sorts { get; init; } = [];

    public IReadOnlyList<ReferenceLine> ReferenceLines { get; init; } = [];

    /// <summary>The bars' direction; null where the definition leaves it open (vertical).</summary>
    public string? Orientation { get; init; }

    public IReadOnlyList<FieldDefinition> Well(string name) => Wells.GetValueOrDefault(name, []);
}

internal readonly record struct ColumnReference(string DataSet, string Column);

/// <summary>A field of a well.</summary>
internal sealed record FieldDefinition(string FieldId, string DataSet, string Column, FieldRole Role)
{
    /// <summary>SUM, AVERAGE, COUNT …; null for a dimension.</summary>
    public string? Aggregation { get; init; }

    /// <summary>YEAR … MILLISECOND of a date dimension; null without.</summary>
    public string? Granularity { get; init; }
}

internal enum FieldRole
{
    Category,
    Date,
    Number,
    Measure,
}

/// <summary>A sort by a field of the visual.</summary>
internal sealed record SortDefinition(string FieldId, bool IsDescending);

/// <summary>A horizontal line at a fixed value, with its label.</summary>
internal sealed record ReferenceLine(decimal Value, string? Label);

/// <summary>Filters that narrow down the visuals in their scope.</summary>
internal sealed record FilterGroup(string Id, IReadOnlyList<FilterDefinition> Filters)
{
    /// <summary>Null: every sheet; else visuals by sheet, where null means all of its visuals.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>?>? Sheets { get; init; }

    public bool Covers(string sheet, string visual) =>
        Sheets is null || Sheets.TryGetValue(sheet, out var visuals) && (visuals is null || visuals.Contains(visual));
}

/// <summary>One filter; the kinds that cannot be drawn are named, never dropped.</summary>
internal abstract record FilterDefinition(string DataSet, string Column)
{
    internal sealed record Values(string DataSet, string Column, IReadOnlyList<string> Texts, bool Excludes)
        : FilterDefinition(DataSet, Column);

    internal sealed record Unsupported(string DataSet, string Column, string Kind) : FilterDefinition(DataSet, Column);
}
