using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Providers.Aws;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Providers.Kms;

/// <summary><c>aws:kms/key:Key</c>. A deleted key waits for its window to pass, and counts as gone meanwhile.</summary>
internal sealed class Key : AwsResource
{
    private const double DefaultWindow = 30;

    // Input to member of CreateKey, where the two only differ in form.
    private static readonly Shape _creation = new(
        Field.Flag("bypassPolicyLockoutSafetyCheck"),
        Field.Plain("customKeyStoreId"),
        Field.Plain("customerMasterKeySpec", "KeySpec"),
        Field.Plain("description"),
        Field.Plain("keyUsage"),
        Field.Flag("multiRegion"),
        Field.Plain("policy"),
        Field.Plain("xksKeyId")
    );

    public override string Type => "aws:kms/key:Key";

    public override bool TakesTags => true;

    public override ImmutableArray<string> ReplaceOn =>
        ["customKeyStoreId", "customerMasterKeySpec", "keyUsage", "multiRegion", "xksKeyId"];

    public override ImmutableArray<string> Policies => ["policy"];

    public override ImmutableArray<string> OutputsOnly => ["arn", "keyId"];

    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        foreach (var failure in base.Check(inputs))
        {
            yield return failure;
        }

        if (inputs.Find("deletionWindowInDays")?.AsNumber is < 7 or > 30)
        {
            yield return new CheckFailure("deletionWindowInDays", "'deletionWindowInDays' is from 7 to 30.");
        }
    }

    public override async Task<string> CreateAsync(PropertyMap inputs, AwsApi aws, CancellationToken cancellationToken)
    {
        var request = _creation.ToJson(inputs);
        request["Tags"] = Tags.List(Tags.Of(inputs), "TagKey", "TagValue");
        var answer = await aws.KmsAsync("CreateKey", request, cancellationToken);
        var id = $"{answer["KeyMetadata"]!["KeyId"]}";
        if (inputs.Find("enableKeyRotation")?.AsBool == true)
        {
            await RotateAsync(id, inputs, aws, cancellationToken);
        }

        if (inputs.Find("isEnabled")?.AsBool == false)
        {
            await aws.KmsAsync("DisableKey", Named(id), cancellationToken);
        }

        return id;
    }

    /// <summary>A key has no name: its tags tell it.</summary>
    public override bool CanFind(PropertyMap inputs) => Tags.Of(inputs).Count > 0;

    public override async Task<string?> FindIdAsync(PropertyMap inputs, AwsApi aws, CancellationToken cancellationToken)
    {
        var wanted = Tags.Of(inputs);
        await foreach (var key in aws.KmsItemsAsync("ListKeys", "Keys", cancellationToken))
        {
            var id = $"{key["KeyId"]}";
            if (
                await ReadAsync(id, inputs, aws, cancellationToken) is { } found
                && Tags.Of(found).SequenceEqual(wanted)
                && found.Text("description") == (inputs.Text("description") ?? "")
            )
            {
                return id;
            }
        }

        return null;
    }

    public override async Task<PropertyMap?> ReadAsync(
        string id,
        PropertyMap known,
        AwsApi aws,
        CancellationToken cancellationToken
    )
    {
        var key = (await aws.KmsAsync("DescribeKey", Named(id), cancellationToken))["KeyMetadata"]!;
        if ($"{key["KeyState"]}" is "PendingDeletion" or "PendingReplicaDeletion")
        {
            return null;
        }

        var policy = await aws.KmsAsync("GetKeyPolicy", With(Named(id), "PolicyName", "default"), cancellationToken);
        var rotation = await aws.KmsAsync("GetKeyRotationStatus", Named(id), cancellationToken);
        var tags = await aws.KmsAsync("ListResourceTags", Named(id), cancellationToken);
        return PropertyMap.Of(
            ("arn", $"{key["Arn"]}"),
            ("customerMasterKeySpec", $"{key["KeySpec"] ?? key["CustomerMasterKeySpec"]}"),
            ("description", $"{key["Description"]}"),
            ("enableKeyRotation", rotation["KeyRotationEnabled"]?.GetValue<bool>() ?? false),
            ("isEnabled", $"{key["KeyState"]}" == "Enabled"),
            ("keyId", id),
            ("keyUsage", $"{key["KeyUsage"]}"),
            ("multiRegion", key["MultiRegion"]?.GetValue<bool>() ?? false),
            ("policy", $"{policy["Policy"]}"),
            // What AWS would take is no drift when the rotation is switched.
            ("rotationPeriodInDays", rotation["RotationPeriodInDays"]?.GetValue<double>() ?? 365),
            ("tags", Tags.FromList(tags["Tags"], "TagKey", "TagValue"))
        );
    }

    public override async Task UpdateAsync(string id, Change change, AwsApi aws, CancellationToken cancellationToken)
    {
        var wanted = change.New;
        if (change.Touches("isEnabled"))
        {
            await aws.KmsAsync(
                wanted.Find("isEnabled")?.AsBool == false ? "DisableKey" : "EnableKey",
                Named(id),
                cancellationToken
            );
        }

        if (change.Touches("description"))
        {
            await aws.KmsAsync(
                "UpdateKeyDescription",
                With(Named(id), "Description", wanted.Text("description") ?? ""),
                cancellationToken
            );
        }

        if (change.Touches("policy"))
        {
            var policy = wanted.Text("policy") ?? DefaultPolicy(await aws.AccountAsync());
            await aws.KmsAsync(
                "PutKeyPolicy",
                With(With(Named(id), "PolicyName", "default"), "Policy", policy),
                cancellationToken
            );
        }

        if (change.Touches("enableKeyRotation", "rotationPeriodInDays"))
        {
            await (
                wanted.Find("enableKeyRotation")?.AsBool == true
                    ? RotateAsync(id, wanted, aws, cancellationToken)
                    : aws.KmsAsync("DisableKeyRotation", Named(id), cancellationToken)
            );
        }

        await UpdateTagsAsync(id, change, aws, cancellationToken);
    }

    public override async Task DeleteAsync(
        string id,
        PropertyMap state,
        AwsApi aws,
        CancellationToken cancellationToken
    )
    {
        var request = Named(id);
        request["PendingWindowInDays"] = (int)(state.Find("deletionWindowInDays")?.AsNumber ?? DefaultWindow);
        try
        {
            await aws.KmsAsync("ScheduleKeyDeletion", request, cancellationToken);
        }
        catch (AwsServiceException e)
            when (e.Code == "KMSInvalidStateException" && e.Said.Contains("pending deletion", StringComparison.Ordinal))
        { }
    }

    private static Task<JsonObject> RotateAsync(
        string id,
        PropertyMap inputs,
        AwsApi aws,
        CancellationToken cancellationToken
    )
    {
        var request = Named(id);
        if (inputs.Find("rotationPeriodInDays")?.AsNumber is { } days)
        {
            request["RotationPeriodInDays"] = (int)days;
        }

        return aws.KmsAsync("EnableKeyRotation", request, cancellationToken);
    }

    private static async Task UpdateTagsAsync(string id, Change change, AwsApi aws, CancellationToken cancellationToken)
    {
        var (set, removed) = Tags.Changes(change);
        if (set.Count > 0)
        {
            var request = Named(id);
            request["Tags"] = Tags.List(set, "TagKey", "TagValue");
            await aws.KmsAsync("TagResource", request, cancellationToken);
        }

        if (removed.Length > 0)
        {
            var request = Named(id);
            request["TagKeys"] = new JsonArray([.. removed.Select(key => JsonValue.Create(key))]);
            await aws.KmsAsync("UntagResource", request, cancellationToken);
        }
    }

    /// <summary>What a key made without a policy gets, by AWS's documentation: the account may do everything.</summary>
    private static string DefaultPolicy(string account) =>
        $$$"""
            {"Version":"2012-10-17","Id":"key-default-1","Statement":[{"Sid":"Enable IAM User Permissions","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{{account}}}:root"},"Action":"kms:*","Resource":"*"}]}
            """;

    private static JsonObject Named(string id) => new() { ["KeyId"] = id };

    private static JsonObject With(JsonObject request, string name, string value)
    {
        request[name] = value;
        return request;
    }
}
