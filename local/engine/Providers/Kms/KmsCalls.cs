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

    /// <summary>Null when there is no such alias.</summary>
    public static async Task<JsonObject?> FindAliasAsync(
        this AwsApi aws,
        string name,
        CancellationToken cancellationToken
    )
    {
        string? marker = null;
        do
        {
            var request = new JsonObject();
            if (marker is not null)
            {
                request["Marker"] = marker;
            }

            var page = await aws.KmsAsync("ListAliases", request, cancellationToken);
            foreach (var alias in (page["Aliases"] as JsonArray ?? []).OfType<JsonObject>())
            {
                if ($"{alias["AliasName"]}" == name)
                {
                    return alias;
                }
            }

            marker = page["Truncated"]?.GetValue<bool>() == true ? $"{page["NextMarker"]}" : null;
        } while (marker is not null);

        return null;
    }
}
