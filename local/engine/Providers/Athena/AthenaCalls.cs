using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Providers.Aws;

namespace CustomerLake.Local.Engine.Providers.Athena;

internal static class AthenaCalls
{
    public static Task<JsonObject> AthenaAsync(
        this AwsApi aws,
        string operation,
        JsonObject request,
        CancellationToken cancellationToken
    ) => aws.Call.JsonAsync("athena", "AmazonAthena", operation, request, cancellationToken);
}
