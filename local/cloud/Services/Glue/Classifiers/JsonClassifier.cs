using System.Text.Json;

namespace CustomerLake.Local.Cloud.Services.Glue.Classifiers;

/// <summary>JSON documents one after the other (one a line or pretty-printed), or one top-level array.</summary>
/// <param name="path">The JSON path of a custom classifier; null for the built-in rules.</param>
internal sealed class JsonClassifier(JsonPath? path) : IClassifier
{
    /// <summary>AWS names the only column of an unclassified top-level array so.</summary>
    private const string ArrayColumn = "array";

    public Classification? Classify(ObjectSample sample, ICollection<string> notes)
    {
        var documents = new JsonDocuments(sample);
        var schema = new JsonSchema();
        while (documents.Next() is { } document)
        {
            using (document)
            {
                if (!Add(document.RootElement, schema))
                {
                    return null;
                }
            }
        }
        // A malformed line here and there is a fault in the data, not another format.
        if (schema.Records == 0 || documents.Malformed * 10 > documents.Count)
        {
            return null;
        }
        return Describe(sample, documents, schema);
    }

    private bool Add(JsonElement root, JsonSchema schema)
    {
        if (path is not null)
        {
            foreach (var record in path.Select(root))
            {
                schema.AddRecord(record);
            }
            return true;
        }
        switch (root.ValueKind)
        {
            case JsonValueKind.Object:
                schema.AddRecord(root);
                return true;
            case JsonValueKind.Array when root.GetArrayLength() > 0:
                schema.AddColumn(ArrayColumn, root);
                return true;
            default:
                // Bare numbers, strings and literals are valid JSON texts, but no table.
                return false;
        }
    }

    private Classification Describe(ObjectSample sample, JsonDocuments documents, JsonSchema schema)
    {
        var parameters = new Dictionary<string, string>();
        if (path is not null)
        {
            parameters["jsonPath"] = path.Text;
        }
        return new Classification
        {
            Name = "json",
            Compression = sample.Compression,
            Columns = schema.Columns(),
            Format = SerdeFormat.OpenXJson,
            SerdeParameters = new Dictionary<string, string>
            {
                ["paths"] = string.Join(',', schema.Names.Order(StringComparer.Ordinal)),
            },
            TableParameters = parameters,
            Records = schema.Records,
            AverageRecordSize = Math.Max(1, documents.BytesRead / Math.Max(1, schema.Records)),
            Notes = [.. Notes(documents, schema)],
        };
    }

    private IEnumerable<string> Notes(JsonDocuments documents, JsonSchema schema)
    {
        if (documents.Malformed > 0)
        {
            yield return $"{documents.Malformed} lines are no JSON; Athena's reader fails on them unless the table has "
                + "'ignore.malformed.json'='true'.";
        }
        if (documents.SpansLines)
        {
            yield return "A document spans lines. Athena's JSON readers want one document a line and will fail on it.";
        }
        foreach (var (kept, other) in schema.CaseClashes)
        {
            yield return $"Keys '{kept}' and '{other}' differ by case only. The catalog lower-cases names: set "
                + "'case.insensitive'='false' and a 'mapping.' property on the table to read both.";
        }
        if (path is null && schema.Names.Count == 1 && schema.Names.Contains(ArrayColumn))
        {
            yield return "The document is one top-level array: the table has one column 'array'. A JSON classifier with "
                + "path $[*] makes a row of each element.";
        }
    }
}
