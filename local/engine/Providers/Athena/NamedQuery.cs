using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Providers.Aws;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Providers.Athena;

/// <summary><c>aws:athena/namedQuery:NamedQuery</c>; Athena gives the id.</summary>
internal sealed class NamedQuery : AwsResource
{
    private static readonly Shape _shape = new(
        Field.Plain("name"),
        Field.Plain("description"),
        Field.Plain("database"),
        Field.Plain("query", "QueryString"),
        Field.Plain("workgroup", "WorkGroup")
    );

    public override string Type => "aws:athena/namedQuery:NamedQuery";

    public override ImmutableArray<string> ReplaceOn => ["database", "workgroup"];

    public override ImmutableArray<string> Required => ["database", "query"];

    public override string NameInput => "name";

    public override int NameLength => 128;

    public override ImmutableArray<string> OutputsOnly => [];

    /// <summary>Names need not differ, so the new one can come first.</summary>
    public override bool DeleteBeforeReplace(PropertyMap oldInputs, PropertyMap newInputs) => false;

    public override async Task<string> CreateAsync(PropertyMap inputs, AwsApi aws, CancellationToken cancellationToken)
    {
        var request = _shape.ToJson(inputs);
        request["ClientRequestToken"] = aws.Call.NewToken();
        return $"{(await aws.AthenaAsync("CreateNamedQuery", request, cancellationToken))["NamedQueryId"]}";
    }

    public override async Task<PropertyMap?> ReadAsync(
        string id,
        PropertyMap known,
        AwsApi aws,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var answer = await aws.AthenaAsync("GetNamedQuery", Named(id), cancellationToken);
            return PropertyMap.Of(("description", "")).With(_shape.FromJson(answer["NamedQuery"] as JsonObject));
        }
        // Athena has no error of its own for an id that is not there.
        catch (AwsServiceException e) when (IsGone(e))
        {
            return null;
        }
    }

    public override Task UpdateAsync(string id, Change change, AwsApi aws, CancellationToken cancellationToken)
    {
        var request = Named(id);
        request["Name"] = change.New.Text("name");
        request["Description"] = change.New.Text("description") ?? "";
        request["QueryString"] = change.New.Text("query");
        return aws.AthenaAsync("UpdateNamedQuery", request, cancellationToken);
    }

    public override async Task DeleteAsync(
        string id,
        PropertyMap state,
        AwsApi aws,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await aws.AthenaAsync("DeleteNamedQuery", Named(id), cancellationToken);
        }
        catch (AwsServiceException e) when (IsGone(e)) { }
    }

    private static bool IsGone(AwsServiceException error) =>
        error.Code == "InvalidRequestException"
        && (
            error.Said.Contains("does not exist", StringComparison.OrdinalIgnoreCase)
            || error.Said.Contains("not found", StringComparison.OrdinalIgnoreCase)
        );

    private static JsonObject Named(string id) => new() { ["NamedQueryId"] = id };
}
