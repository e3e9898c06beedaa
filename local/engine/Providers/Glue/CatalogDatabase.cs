using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Providers.Aws;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Providers.Glue;

/// <summary><c>aws:glue/catalogDatabase:CatalogDatabase</c>; its id is <c>CATALOG:NAME</c>.</summary>
internal sealed class CatalogDatabase : AwsResource
{
    private static readonly Shape _shape = new(
        Field.Plain("name"),
        Field.Plain("description"),
        Field.Plain("locationUri"),
        Field.Plain("parameters")
    );

    public override string Type => "aws:glue/catalogDatabase:CatalogDatabase";

    public override bool TakesTags => true;

    public override ImmutableArray<string> ReplaceOn => ["catalogId", "name"];

    public override string NameInput => "name";

    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        if (inputs.Text("name") is { } name && name.Any(char.IsAsciiLetterUpper))
        {
            yield return new CheckFailure("name", $"'{name}' has capitals: Glue keeps database names in lower case.");
        }

        foreach (var unsupported in (string[])["createTableDefaultPermissions", "federatedDatabase", "targetDatabase"])
        {
            if (inputs.Find(unsupported) is { IsNull: false })
            {
                yield return new CheckFailure(
                    unsupported,
                    $"'{unsupported}' is not supported by the embedded provider."
                );
            }
        }
    }

    public override async Task<string> CreateAsync(PropertyMap inputs, AwsApi aws, CancellationToken cancellationToken)
    {
        var request = new JsonObject { ["DatabaseInput"] = _shape.ToJson(inputs) };
        await aws.GlueAsync("CreateDatabase", request.WithTags(inputs), cancellationToken);
        return (await FindIdAsync(inputs, aws, cancellationToken))!;
    }

    public override async Task<string?> FindIdAsync(
        PropertyMap inputs,
        AwsApi aws,
        CancellationToken cancellationToken
    ) => $"{inputs.Text("catalogId") ?? await aws.AccountAsync()}:{inputs.Text("name")}";

    public override async Task<PropertyMap?> ReadAsync(
        string id,
        PropertyMap known,
        AwsApi aws,
        CancellationToken cancellationToken
    )
    {
        var (catalog, name) = Split(id);
        var answer = await aws.GlueAsync("GetDatabase", Named(name), cancellationToken);
        var arn = await aws.GlueArnAsync($"database/{name}");
        return PropertyMap
            .Of(("arn", arn), ("catalogId", catalog), ("tags", await aws.GlueTagsAsync(arn, cancellationToken)))
            .With(_shape.AllFromJson(answer["Database"] as JsonObject));
    }

    public override async Task UpdateAsync(string id, Change change, AwsApi aws, CancellationToken cancellationToken)
    {
        var (_, name) = Split(id);
        if (change.Touches("description", "locationUri", "parameters"))
        {
            // The whole is replaced: what is left out is cleared.
            var request = Named(name);
            request["DatabaseInput"] = _shape.ToJson(change.New);
            await aws.GlueAsync("UpdateDatabase", request, cancellationToken);
        }

        await aws.UpdateGlueTagsAsync(await aws.GlueArnAsync($"database/{name}"), change, cancellationToken);
    }

    public override Task DeleteAsync(string id, PropertyMap state, AwsApi aws, CancellationToken cancellationToken) =>
        aws.GlueAsync("DeleteDatabase", Named(Split(id).Name), cancellationToken);

    private static JsonObject Named(string name) => new() { ["Name"] = name };

    private static (string Catalog, string Name) Split(string id) =>
        id.Split(':', 2) is [var catalog, var name]
            ? (catalog, name)
            : throw new ProviderException(
                $"'{id}' is no database id: it has the form CATALOG:NAME.",
                ProviderErrorCode.InvalidArgument
            );
}
