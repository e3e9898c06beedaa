using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.Kms;

/// <summary>AWS Key Management Service, symmetric keys. <see href="https://docs.aws.amazon.com/kms/latest/APIReference/Welcome.html"/></summary>
internal sealed class KmsService : IAwsService
{
    public KmsService(Keys keys, TimeProvider time)
    {
        AddKeys(new KeyOperations(keys, time));
        AddAliases(new AliasOperations(keys));
        AddCrypto(new CryptoOperations(keys));
        Operations
            .Refuse("CreateGrant", "grants are not emulated; use the key policy.")
            .Refuse("ListGrants", "grants are not emulated; use the key policy.")
            .Refuse("RevokeGrant", "grants are not emulated; use the key policy.")
            .Refuse("RetireGrant", "grants are not emulated; use the key policy.")
            .Refuse("Sign", "only symmetric encryption keys are emulated.")
            .Refuse("Verify", "only symmetric encryption keys are emulated.")
            .Refuse("GetPublicKey", "only symmetric encryption keys are emulated.")
            .Refuse("GenerateMac", "only symmetric encryption keys are emulated.")
            .Refuse("VerifyMac", "only symmetric encryption keys are emulated.")
            .Refuse("ImportKeyMaterial", "key material is always made here.")
            .Refuse("ReplicateKey", "keys of more than one region are not emulated.");
    }

    public string SigningName => "kms";

    public AwsProtocol Protocol { get; } = AwsProtocol.Json("TrentService");

    public OperationTable Operations { get; } = new();

    private void AddKeys(KeyOperations keys)
    {
        Operations
            .Add<CreateKeyRequest, KeyMetadataResponse>("CreateKey", "kms:CreateKey", (_, _) => "*", keys.CreateAsync)
            .Deviates("Symmetric keys of one region only; key policies are validated and kept, not yet judged by.");
        Operations.Add<DescribeKeyRequest, KeyMetadataResponse>(
            "DescribeKey",
            "kms:DescribeKey",
            (request, call) => KeyArn(request.KeyId, call),
            keys.DescribeAsync
        );
        Operations.Add<PageRequest, ListKeysResponse>("ListKeys", "kms:ListKeys", (_, _) => "*", keys.ListAsync);
        OnKey<Nothing>("EnableKey", keys.EnableAsync);
        OnKey<Nothing>("DisableKey", keys.DisableAsync);
        Operations.Add<ScheduleKeyDeletionRequest, ScheduleKeyDeletionResponse>(
            "ScheduleKeyDeletion",
            "kms:ScheduleKeyDeletion",
            (request, call) => KeyArn(request.KeyId, call),
            keys.ScheduleDeletionAsync
        );
        OnKey<KeyIdResponse>("CancelKeyDeletion", keys.CancelDeletionAsync);
        Operations.Add<UpdateKeyDescriptionRequest, Nothing>(
            "UpdateKeyDescription",
            "kms:UpdateKeyDescription",
            (request, call) => KeyArn(request.KeyId, call),
            keys.UpdateDescriptionAsync
        );
        Operations.Add<GetKeyPolicyRequest, GetKeyPolicyResponse>(
            "GetKeyPolicy",
            "kms:GetKeyPolicy",
            (request, call) => KeyArn(request.KeyId, call),
            keys.GetPolicyAsync
        );
        Operations.Add<PutKeyPolicyRequest, Nothing>(
            "PutKeyPolicy",
            "kms:PutKeyPolicy",
            (request, call) => KeyArn(request.KeyId, call),
            keys.PutPolicyAsync
        );
        Operations.Add<ListKeyPoliciesRequest, ListKeyPoliciesResponse>(
            "ListKeyPolicies",
            "kms:ListKeyPolicies",
            (request, call) => KeyArn(request.KeyId, call),
            keys.ListPoliciesAsync
        );
        Operations
            .Add<EnableKeyRotationRequest, Nothing>(
                "EnableKeyRotation",
                "kms:EnableKeyRotation",
                (request, call) => KeyArn(request.KeyId, call),
                keys.EnableRotationAsync
            )
            .Deviates("The switch is kept; the material of a key never changes.");
        OnKey<Nothing>("DisableKeyRotation", keys.DisableRotationAsync);
        OnKey<KeyRotationStatusResponse>("GetKeyRotationStatus", keys.RotationStatusAsync);
        Operations.Add<TagResourceRequest, Nothing>(
            "TagResource",
            "kms:TagResource",
            (request, call) => KeyArn(request.KeyId, call),
            keys.TagAsync
        );
        Operations.Add<UntagResourceRequest, Nothing>(
            "UntagResource",
            "kms:UntagResource",
            (request, call) => KeyArn(request.KeyId, call),
            keys.UntagAsync
        );
        Operations.Add<ListResourceTagsRequest, ListResourceTagsResponse>(
            "ListResourceTags",
            "kms:ListResourceTags",
            (request, call) => KeyArn(request.KeyId, call),
            keys.ListTagsAsync
        );
    }

    private void AddAliases(AliasOperations aliases)
    {
        Operations.Add<AliasRequest, Nothing>(
            "CreateAlias",
            "kms:CreateAlias",
            (request, call) => KeyArn(request.TargetKeyId, call),
            aliases.CreateAsync
        );
        Operations.Add<AliasRequest, Nothing>(
            "UpdateAlias",
            "kms:UpdateAlias",
            (request, call) => KeyArn(request.TargetKeyId, call),
            aliases.UpdateAsync
        );
        Operations.Add<DeleteAliasRequest, Nothing>(
            "DeleteAlias",
            "kms:DeleteAlias",
            (request, call) => KeyArn(request.AliasName, call),
            aliases.DeleteAsync
        );
        Operations.Add<ListAliasesRequest, ListAliasesResponse>(
            "ListAliases",
            "kms:ListAliases",
            (_, _) => "*",
            aliases.ListAsync
        );
    }

    private void AddCrypto(CryptoOperations crypto)
    {
        Operations.Add<EncryptRequest, EncryptResponse>(
            "Encrypt",
            "kms:Encrypt",
            (request, call) => KeyArn(request.KeyId, call),
            crypto.EncryptAsync
        );
        Operations.Add<DecryptRequest, DecryptResponse>(
            "Decrypt",
            "kms:Decrypt",
            (request, call) => KeyArn(request.KeyId ?? Ciphertext.KeyArnOf(request.CiphertextBlob), call),
            crypto.DecryptAsync
        );
        Operations.Add<ReEncryptRequest, ReEncryptResponse>(
            "ReEncrypt",
            "kms:ReEncryptTo",
            (request, call) => KeyArn(request.DestinationKeyId, call),
            crypto.ReEncryptAsync
        );
        Operations.Add<GenerateDataKeyRequest, GenerateDataKeyResponse>(
            "GenerateDataKey",
            "kms:GenerateDataKey",
            (request, call) => KeyArn(request.KeyId, call),
            crypto.DataKeyAsync
        );
        Operations.Add<GenerateDataKeyRequest, GenerateDataKeyResponse>(
            "GenerateDataKeyWithoutPlaintext",
            "kms:GenerateDataKeyWithoutPlaintext",
            (request, call) => KeyArn(request.KeyId, call),
            crypto.DataKeyWithoutPlaintextAsync
        );
        Operations.Add<GenerateRandomRequest, GenerateRandomResponse>(
            "GenerateRandom",
            "kms:GenerateRandom",
            (_, _) => "*",
            CryptoOperations.RandomAsync
        );
    }

    private void OnKey<TResponse>(string name, Operation<KeyRequest, TResponse> handler)
        where TResponse : class =>
        Operations.Add(name, $"kms:{name}", (request, call) => KeyArn(request.KeyId, call), handler);

    private static string KeyArn(string identifier, CallContext call) =>
        identifier.StartsWith("arn:", StringComparison.Ordinal) ? identifier
        : identifier.StartsWith("alias/", StringComparison.Ordinal) ? call.Arn("kms", identifier)
        : call.Arn("kms", $"key/{identifier}");
}
