using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Providers.Aws;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Providers.Kms;

/// <summary>The functions that find a key: <c>getAlias</c> and <c>getKey</c>.</summary>
internal static class KeyLookup
{
    public static async Task<PropertyMap> AliasAsync(
        PropertyMap arguments,
        AwsApi aws,
        CancellationToken cancellationToken
    )
    {
        var name = arguments.Text("name") ?? "";
        if (await aws.FindAliasAsync(name, cancellationToken) is not { } alias)
        {
            throw new ProviderException(
                $"There is no KMS key of alias '{name}' in {aws.Region}. Make one, or set 'keys' to 'own'.",
                ProviderErrorCode.NotFound
            );
        }

        var key = await DescribeAsync($"{alias["TargetKeyId"]}", aws, cancellationToken);
        return PropertyMap.Of(
            ("arn", $"{alias["AliasArn"]}"),
            ("id", $"{alias["AliasArn"]}"),
            ("name", name),
            ("region", aws.Region),
            ("targetKeyArn", $"{key["Arn"]}"),
            ("targetKeyId", $"{key["KeyId"]}")
        );
    }

    public static async Task<PropertyMap> KeyAsync(
        PropertyMap arguments,
        AwsApi aws,
        CancellationToken cancellationToken
    )
    {
        var key = await DescribeAsync(arguments.Text("keyId") ?? "", aws, cancellationToken);
        return PropertyMap.Of(
            ("arn", $"{key["Arn"]}"),
            ("awsAccountId", $"{key["AWSAccountId"]}"),
            ("customerMasterKeySpec", $"{key["KeySpec"] ?? key["CustomerMasterKeySpec"]}"),
            ("description", $"{key["Description"]}"),
            ("enabled", $"{key["KeyState"]}" == "Enabled"),
            ("id", $"{key["KeyId"]}"),
            ("keyId", arguments.Text("keyId")),
            ("keyManager", $"{key["KeyManager"]}"),
            ("keySpec", $"{key["KeySpec"]}"),
            ("keyState", $"{key["KeyState"]}"),
            ("keyUsage", $"{key["KeyUsage"]}"),
            ("multiRegion", key["MultiRegion"]?.GetValue<bool>() ?? false),
            ("origin", $"{key["Origin"]}"),
            ("region", aws.Region)
        );
    }

    private static async Task<JsonNode> DescribeAsync(string key, AwsApi aws, CancellationToken cancellationToken) =>
        (await aws.KmsAsync("DescribeKey", new JsonObject { ["KeyId"] = key }, cancellationToken))["KeyMetadata"]!;
}
