using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Providers.Aws;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Providers.Glue;

internal static class GlueCalls
{
    public static Task<JsonObject> GlueAsync(
        this AwsApi aws,
        string operation,
        JsonObject request,
        CancellationToken cancellationToken
    ) => aws.Call.JsonAsync("glue", "AWSGlue", operation, request, cancellationToken);

    public static async Task<string> GlueArnAsync(this AwsApi aws, string resource) =>
        $"arn:aws:glue:{aws.Region}:{await aws.AccountAsync()}:{resource}";

    public static async Task<PropertyValue> GlueTagsAsync(
        this AwsApi aws,
        string arn,
        CancellationToken cancellationToken
    ) =>
        Tags.FromMap(
            (await aws.GlueAsync("GetTags", new JsonObject { ["ResourceArn"] = arn }, cancellationToken))["Tags"]
        );

    public static async Task UpdateGlueTagsAsync(
        this AwsApi aws,
        string arn,
        Change change,
        CancellationToken cancellationToken
    )
    {
        var (set, removed) = Tags.Changes(change);
        if (set.Count > 0)
        {
            await aws.GlueAsync(
                "TagResource",
                new JsonObject { ["ResourceArn"] = arn, ["TagsToAdd"] = Tags.Map(set) },
                cancellationToken
            );
        }

        if (removed.Length > 0)
        {
            await aws.GlueAsync(
                "UntagResource",
                new JsonObject
                {
                    ["ResourceArn"] = arn,
                    ["TagsToRemove"] = new JsonArray([.. removed.Select(key => JsonValue.Create(key))]),
                },
                cancellationToken
            );
        }
    }

    /// <summary>The request with tags, if there are any.</summary>
    public static JsonObject WithTags(this JsonObject request, PropertyMap inputs)
    {
        if (Tags.Of(inputs) is { Count: > 0 } tags)
        {
            request["Tags"] = Tags.Map(tags);
        }

        return request;
    }
}
