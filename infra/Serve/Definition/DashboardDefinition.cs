using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace CustomerLake.Infra.Serve.Definition;

/// <summary>A QuickSight dashboard as values, in the API's own terms; <see cref="ToJson"/> writes the API's form.</summary>
/// <param name="DataSets">Identifier within the definition to data set ARN.</param>
internal sealed record DashboardDefinition(
    ImmutableSortedDictionary<string, string> DataSets,
    params ImmutableArray<Sheet> Sheets
)
{
    /// <exception cref="ArgumentException">A visual names an undeclared data set, or two visuals share an id.</exception>
    public JsonObject ToJson()
    {
        Validate();
        return new JsonObject
        {
            ["DataSetIdentifierDeclarations"] = new JsonArray([
                .. DataSets.Select(d => new JsonObject { ["Identifier"] = d.Key, ["DataSetArn"] = d.Value }),
            ]),
            ["Sheets"] = new JsonArray([.. Sheets.Select(s => s.ToJson())]),
        };
    }

    private void Validate()
    {
        var visuals = Sheets.SelectMany(s => s.Rows).SelectMany(r => r.Visuals).ToList();
        foreach (var column in visuals.SelectMany(v => v.Columns).Where(c => !DataSets.ContainsKey(c.DataSet)))
        {
            throw new ArgumentException(
                $"Column '{column.Name}' is of data set '{column.DataSet}', which is not declared."
            );
        }

        if (visuals.GroupBy(v => v.Id).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"Two visuals have the id '{twice.Key}'.");
        }
    }
}

/// <summary>A page of rows of visuals.</summary>
internal sealed record Sheet(string Id, string Name, params ImmutableArray<Row> Rows)
{
    /// <summary>The width of QuickSight's grid.</summary>
    public const int GridColumns = 36;

    internal JsonObject ToJson() =>
        new()
        {
            ["SheetId"] = Id,
            ["Name"] = Name,
            ["ContentType"] = "INTERACTIVE",
            ["Visuals"] = new JsonArray([.. Rows.SelectMany(r => r.Visuals).Select(v => v.ToJson())]),
            ["Layouts"] = new JsonArray(
                new JsonObject
                {
                    ["Configuration"] = new JsonObject
                    {
                        ["GridLayout"] = new JsonObject { ["Elements"] = new JsonArray([.. Elements()]) },
                    },
                }
            ),
        };

    private IEnumerable<JsonObject> Elements()
    {
        var top = 0;
        foreach (var row in Rows)
        {
            var width = GridColumns / row.Visuals.Length;
            for (var i = 0; i < row.Visuals.Length; i++)
            {
                yield return new JsonObject
                {
                    ["ElementId"] = row.Visuals[i].Id,
                    ["ElementType"] = "VISUAL",
                    ["ColumnIndex"] = i * width,
                    ["ColumnSpan"] = width,
                    ["RowIndex"] = top,
                    ["RowSpan"] = row.Height,
                };
            }

            top += row.Height;
        }
    }
}

/// <summary>Visuals side by side, sharing the width evenly.</summary>
/// <param name="Height">In grid rows.</param>
internal sealed record Row(int Height, params ImmutableArray<Visual> Visuals);
