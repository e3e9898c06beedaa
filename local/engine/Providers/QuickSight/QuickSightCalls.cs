using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Providers.Aws;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Providers.QuickSight;

/// <summary>QuickSight's requests: everything lies below an account, and batches answer 200 with errors inside.</summary>
internal static class QuickSightCalls
{
    private static readonly TimeSpan _poll = TimeSpan.FromMilliseconds(500);

    public static Task<JsonObject> QuickSightAsync(
        this AwsApi aws,
        string operation,
        HttpMethod method,
        ImmutableArray<string> path,
        JsonObject? request,
        CancellationToken cancellationToken
    ) => aws.Call.RestJsonAsync("quicksight", operation, method, path, request, cancellationToken);

    /// <summary>The account an input names, or the caller's.</summary>
    public static async Task<string> AccountOfAsync(this AwsApi aws, PropertyMap inputs) =>
        inputs.Text("awsAccountId") ?? await aws.AccountAsync();

    public static async Task<PropertyValue> QuickSightTagsAsync(
        this AwsApi aws,
        string arn,
        CancellationToken cancellationToken
    ) =>
        Tags.FromList(
            (
                await aws.QuickSightAsync(
                    "ListTagsForResource",
                    HttpMethod.Get,
                    ["resources", arn, "tags"],
                    null,
                    cancellationToken
                )
            )["Tags"]
        );

    public static async Task UpdateQuickSightTagsAsync(
        this AwsApi aws,
        string arn,
        Change change,
        CancellationToken cancellationToken
    )
    {
        var (set, removed) = Tags.Changes(change);
        if (set.Count > 0)
        {
            await aws.QuickSightAsync(
                "TagResource",
                HttpMethod.Post,
                ["resources", arn, "tags"],
                new JsonObject { ["Tags"] = Tags.List(set) },
                cancellationToken
            );
        }

        if (removed.Length > 0)
        {
            await aws.Call.SendAsync(
                new AwsRequest("quicksight", "UntagResource")
                {
                    Method = HttpMethod.Delete,
                    Path = ["resources", arn, "tags"],
                    Query = [.. removed.Select(key => ("keys", key))],
                },
                cancellationToken
            );
        }
    }

    /// <summary>Waits until work in the background is over.</summary>
    /// <param name="describe">Answers the thing, with its <c>Status</c>.</param>
    /// <exception cref="AwsServiceException">It failed; says why.</exception>
    public static async Task WaitAsync(
        this AwsApi aws,
        string what,
        Func<Task<JsonNode?>> describe,
        CancellationToken cancellationToken
    )
    {
        while (true)
        {
            var thing = await describe();
            var status = $"{thing?["Status"]}";
            if (status.EndsWith("_FAILED", StringComparison.Ordinal))
            {
                throw new AwsServiceException(
                    what,
                    status,
                    $"{thing?["ErrorInfo"]?["Message"] ?? "no reason given"}",
                    400
                );
            }

            if (!status.EndsWith("_IN_PROGRESS", StringComparison.Ordinal))
            {
                return;
            }

            await Task.Delay(_poll, aws.Call.Time, cancellationToken);
        }
    }
}
