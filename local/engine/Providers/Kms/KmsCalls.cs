using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Providers.Aws;

namespace CustomerLake.Local.Engine.Providers.Kms;

internal static class KmsCalls
{
    public static Task<JsonObject> KmsAsync(
        this AwsApi aws,
        string operation,
        JsonObject request,
        CancellationToken cancellationToken
    ) => aws.Call.JsonAsync("kms", "TrentService", operation, request, cancellationToken);

    /// <summary>Every item of a listing, page after page.</summary>
    public static async IAsyncEnumerable<JsonObject> KmsItemsAsync(
        this AwsApi aws,
        string operation,
        string items,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var request = new JsonObject();
        while (true)
        {
            var page = await aws.KmsAsync(operation, request, cancellationToken);
            foreach (var item in (page[items] as JsonArray ?? []).OfType<JsonObject>())
            {
                yield return item;
            }

            if (page["Truncated"]?.GetValue<bool>() != true)
            {
                yield break;
            }

            request = new JsonObject { ["Marker"] = $"{page["NextMarker"]}" };
        }
    }

    /// <summary>Null when there is no such alias.</summary>
    public static async Task<JsonObject?> FindAliasAsync(
        this AwsApi aws,
        string name,
        CancellationToken cancellationToken
    )
    {
        await foreach (var alias in aws.KmsItemsAsync("ListAliases", "Aliases", cancellationToken))
        {
            if ($"{alias["AliasName"]}" == name)
            {
                return alias;
            }
        }

        return null;
    }
}
