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

    private static readonly ImmutableArray<string> _identity = ["name", "database", "query"];

    public override string Type => "aws:athena/namedQuery:NamedQuery";

    public override ImmutableArray<string> ReplaceOn => ["database", "workgroup"];

    public override ImmutableArray<string> Required => ["database", "query"];

    public override string NameInput => "name";

    public override int NameLength => 128;

    public override ImmutableArray<Rule> Rules => [Rule.Length("name", 1, 128), Rule.Length("query", 1, 262_144)];

    public override ImmutableArray<string> OutputsOnly => [];

    /// <summary>Names need not differ, so the new one can come first.</summary>
    public override bool DeleteBeforeReplace(PropertyMap oldInputs, PropertyMap newInputs) => false;

    public override async Task<string> CreateAsync(PropertyMap inputs, AwsApi aws, CancellationToken cancellationToken)
    {
        var request = _shape.ToJson(inputs);
        request["ClientRequestToken"] = aws.Call.NewToken();
        return $"{(await aws.AthenaAsync("CreateNamedQuery", request, cancellationToken))["NamedQueryId"]}";
    }

    /// <summary>Athena gives ids of its own: the query of this workgroup with this name, database and text is the one.</summary>
    public override async Task<string?> FindIdAsync(PropertyMap inputs, AwsApi aws, CancellationToken cancellationToken)
    {
        var request = new JsonObject { ["WorkGroup"] = inputs.Text("workgroup") ?? "primary" };
        while (true)
        {
            var page = await aws.AthenaAsync("ListNamedQueries", request, cancellationToken);
            foreach (var id in page["NamedQueryIds"] as JsonArray ?? [])
            {
                if (
                    await ReadAsync($"{id}", inputs, aws, cancellationToken) is { } found
                    && _identity.All(name => found.Text(name) == inputs.Text(name))
                )
                {
                    return $"{id}";
                }
            }

            if (page["NextToken"] is not { } next)
            {
                return null;
            }

            request["NextToken"] = $"{next}";
        }
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
            return _shape.AllFromJson(answer["NamedQuery"] as JsonObject);
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
