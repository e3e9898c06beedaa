using System.Text.Json;

namespace CustomerLake.Local.Cloud.Services.QuickSight.Dashboards.Definition;

/// <summary>Every <c>{DataSetIdentifier, ColumnName}</c> below an element, wherever it stands.</summary>
internal static class ColumnWalk
{
    public static IEnumerable<ColumnReference> In(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                if (
                    DefinitionReader.Find(element, "DataSetIdentifier") is { } set
                    && DefinitionReader.Find(element, "ColumnName") is { } column
                )
                {
                    yield return new ColumnReference(set, column);
                }

                foreach (var found in element.EnumerateObject().SelectMany(member => In(member.Value)))
                {
                    yield return found;
                }

                break;
            case JsonValueKind.Array:
                foreach (var found in element.EnumerateArray().SelectMany(In))
                {
                    yield return found;
                }

                break;
        }
    }
}
