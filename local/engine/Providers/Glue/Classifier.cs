using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Providers.Aws;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Providers.Glue;

/// <summary><c>aws:glue/classifier:Classifier</c>: exactly one kind; changing the kind makes a new one.</summary>
internal sealed class Classifier : AwsResource
{
    private static readonly Shape _csv = new(
        Field.Flag("allowSingleColumn"),
        Field.Plain("containsHeader"),
        Field.Flag("customDatatypeConfigured"),
        Field.Plain("customDatatypes"),
        Field.Plain("delimiter"),
        Field.Flag("disableValueTrimming"),
        Field.Plain("headers", "Header"),
        Field.Plain("quoteSymbol"),
        Field.Plain("serde")
    );

    private static readonly Shape _kinds = new(
        Field.Block("csvClassifier", _csv),
        Field.Block(
            "grokClassifier",
            new Shape(Field.Plain("classification"), Field.Plain("customPatterns"), Field.Plain("grokPattern"))
        ),
        Field.Block("jsonClassifier", new Shape(Field.Plain("jsonPath"))),
        Field.Block("xmlClassifier", new Shape(Field.Plain("classification"), Field.Plain("rowTag")), "XMLClassifier")
    );

    public override string Type => "aws:glue/classifier:Classifier";

    public override ImmutableArray<string> ReplaceOn => ["name"];

    public override string NameInput => "name";

    public override ImmutableArray<string> OutputsOnly => [];

    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        if (_kinds.Fields.Count(kind => inputs.Find(kind.Name) is { IsNull: false }) != 1)
        {
            yield return new CheckFailure(
                "",
                $"Exactly one of {string.Join(", ", _kinds.Fields.Select(kind => $"'{kind.Name}'"))} is needed."
            );
        }
    }

    public override async Task<string> CreateAsync(PropertyMap inputs, AwsApi aws, CancellationToken cancellationToken)
    {
        await aws.GlueAsync("CreateClassifier", Request(inputs, inputs.Text("name")!), cancellationToken);
        return inputs.Text("name")!;
    }

    public override async Task<PropertyMap?> ReadAsync(
        string id,
        PropertyMap known,
        AwsApi aws,
        CancellationToken cancellationToken
    )
    {
        var answer = await aws.GlueAsync("GetClassifier", Named(id), cancellationToken);
        return _kinds.FromJson(answer["Classifier"] as JsonObject).With("name", id);
    }

    public override async Task UpdateAsync(string id, Change change, AwsApi aws, CancellationToken cancellationToken)
    {
        if (KindOf(change.Old) == KindOf(change.New))
        {
            await aws.GlueAsync("UpdateClassifier", Request(change.New, id), cancellationToken);
            return;
        }

        await aws.GlueAsync("DeleteClassifier", Named(id), cancellationToken);
        await aws.GlueAsync("CreateClassifier", Request(change.New, id), cancellationToken);
    }

    public override Task DeleteAsync(string id, PropertyMap state, AwsApi aws, CancellationToken cancellationToken) =>
        aws.GlueAsync("DeleteClassifier", Named(id), cancellationToken);

    private static string? KindOf(PropertyMap inputs) =>
        _kinds.Fields.FirstOrDefault(kind => inputs.Find(kind.Name) is { IsNull: false })?.Name;

    private static JsonObject Request(PropertyMap inputs, string name)
    {
        var request = _kinds.ToJson(inputs);
        foreach (var (_, kind) in request)
        {
            kind!["Name"] = name;
        }

        return request;
    }

    private static JsonObject Named(string name) => new() { ["Name"] = name };
}
