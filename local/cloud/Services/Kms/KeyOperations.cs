using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.Iam;

namespace CustomerLake.Local.Cloud.Services.Kms;

/// <summary>The life of keys: making, describing, switching, rotating, tagging, and deleting after a wait.</summary>
internal sealed class KeyOperations(Keys keys, TimeProvider time)
{
    private const int MostListed = 1000;

    public Task<KeyMetadataResponse> CreateAsync(CreateKeyRequest request, CallContext call, CancellationToken _)
    {
        if (
            request.KeyUsage != "ENCRYPT_DECRYPT"
            || request.KeySpec != "SYMMETRIC_DEFAULT"
            || request.CustomerMasterKeySpec is not (null or "SYMMETRIC_DEFAULT")
            || request.Origin != "AWS_KMS"
            || request.MultiRegion
        )
        {
            throw AwsException.NotEmulated(
                "The local cloud emulates symmetric encryption keys of one region with material made by KMS, and no others."
            );
        }

        if (request.Policy is not null)
        {
            CheckPolicy(request.Policy);
        }

        CheckTags(request.Tags);
        var key = keys.Create(call, request.Description, request.Policy, request.Tags, "CUSTOMER");
        return Task.FromResult(Describe(key, call));
    }

    public Task<KeyMetadataResponse> DescribeAsync(DescribeKeyRequest request, CallContext call, CancellationToken _) =>
        Task.FromResult(Describe(keys.Require(call, request.KeyId), call));

    public Task<ListKeysResponse> ListAsync(PageRequest request, CallContext call, CancellationToken _)
    {
        var (page, next) = Page(keys.All(call), key => key.KeyId, request.Limit, request.Marker);
        return Task.FromResult(
            new ListKeysResponse
            {
                Keys = [.. page.Select(key => new KeyEntry { KeyId = key.KeyId, KeyArn = key.Arn })],
                NextMarker = next,
                Truncated = next is not null,
            }
        );
    }

    public Task<Nothing> EnableAsync(KeyRequest request, CallContext call, CancellationToken _)
    {
        ChangeLiving(call, request.KeyId, key => key with { IsEnabled = true });
        return Nothing.Task;
    }

    public Task<Nothing> DisableAsync(KeyRequest request, CallContext call, CancellationToken _)
    {
        ChangeLiving(call, request.KeyId, key => key with { IsEnabled = false });
        return Nothing.Task;
    }

    public Task<ScheduleKeyDeletionResponse> ScheduleDeletionAsync(
        ScheduleKeyDeletionRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        var days = request.PendingWindowInDays;
        if (days is < 7 or > 30)
        {
            throw KmsErrors.Validation(
                $"1 validation error detected: Value '{days}' at 'pendingWindowInDays' failed to satisfy constraint: "
                    + "Member must be from 7 to 30"
            );
        }

        var key = ChangeLiving(
            call,
            request.KeyId,
            current => current with { DeletionDate = time.GetUtcNow().AddDays(days), IsEnabled = false }
        );
        return Task.FromResult(
            new ScheduleKeyDeletionResponse
            {
                KeyId = key.Arn,
                DeletionDate = key.DeletionDate!.Value,
                PendingWindowInDays = days,
            }
        );
    }

    public Task<KeyIdResponse> CancelDeletionAsync(KeyRequest request, CallContext call, CancellationToken _)
    {
        // A key that was saved is disabled until somebody enables it.
        var key = keys.Change(
            call,
            request.KeyId,
            current =>
                current.DeletionDate is null
                    ? throw KmsErrors.NotPending(current.Arn)
                    : current with
                    {
                        DeletionDate = null,
                    }
        );
        return Task.FromResult(new KeyIdResponse { KeyId = key.Arn });
    }

    public Task<Nothing> UpdateDescriptionAsync(
        UpdateKeyDescriptionRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        ChangeLiving(call, request.KeyId, key => key with { Description = request.Description });
        return Nothing.Task;
    }

    public Task<GetKeyPolicyResponse> GetPolicyAsync(GetKeyPolicyRequest request, CallContext call, CancellationToken _)
    {
        CheckPolicyName(request.PolicyName);
        return Task.FromResult(new GetKeyPolicyResponse { Policy = keys.Require(call, request.KeyId).Policy });
    }

    public Task<Nothing> PutPolicyAsync(PutKeyPolicyRequest request, CallContext call, CancellationToken _)
    {
        CheckPolicyName(request.PolicyName);
        CheckPolicy(request.Policy);
        ChangeLiving(call, request.KeyId, key => key with { Policy = request.Policy });
        return Nothing.Task;
    }

    public Task<ListKeyPoliciesResponse> ListPoliciesAsync(
        ListKeyPoliciesRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        keys.Require(call, request.KeyId);
        return Task.FromResult(new ListKeyPoliciesResponse());
    }

    public Task<Nothing> EnableRotationAsync(EnableKeyRotationRequest request, CallContext call, CancellationToken _)
    {
        if (request.RotationPeriodInDays is < 90 or > 2560)
        {
            throw KmsErrors.Validation("RotationPeriodInDays must be from 90 to 2560.");
        }

        ChangeLiving(
            call,
            request.KeyId,
            key => key with { IsRotating = true, RotationPeriodInDays = request.RotationPeriodInDays }
        );
        return Nothing.Task;
    }

    public Task<Nothing> DisableRotationAsync(KeyRequest request, CallContext call, CancellationToken _)
    {
        ChangeLiving(call, request.KeyId, key => key with { IsRotating = false });
        return Nothing.Task;
    }

    public Task<KeyRotationStatusResponse> RotationStatusAsync(
        KeyRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        var key = keys.Require(call, request.KeyId);
        return Task.FromResult(
            new KeyRotationStatusResponse
            {
                KeyId = key.Arn,
                KeyRotationEnabled = key.IsRotating,
                RotationPeriodInDays = key.IsRotating ? key.RotationPeriodInDays : null,
                NextRotationDate = key.IsRotating ? key.Created.AddDays(key.RotationPeriodInDays) : null,
            }
        );
    }

    public Task<Nothing> TagAsync(TagResourceRequest request, CallContext call, CancellationToken _)
    {
        CheckTags(request.Tags);
        var names = request.Tags.Select(tag => tag.TagKey).ToHashSet(StringComparer.Ordinal);
        ChangeLiving(
            call,
            request.KeyId,
            key => key with { Tags = [.. key.Tags.Where(tag => !names.Contains(tag.TagKey)), .. request.Tags] }
        );
        return Nothing.Task;
    }

    public Task<Nothing> UntagAsync(UntagResourceRequest request, CallContext call, CancellationToken _)
    {
        ChangeLiving(
            call,
            request.KeyId,
            key => key with { Tags = [.. key.Tags.Where(tag => !request.TagKeys.Contains(tag.TagKey))] }
        );
        return Nothing.Task;
    }

    public Task<ListResourceTagsResponse> ListTagsAsync(
        ListResourceTagsRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        var (page, next) = Page(
            keys.Require(call, request.KeyId).Tags,
            tag => tag.TagKey,
            request.Limit,
            request.Marker
        );
        return Task.FromResult(
            new ListResourceTagsResponse
            {
                Tags = page,
                NextMarker = next,
                Truncated = next is not null,
            }
        );
    }

    public static (IReadOnlyList<T> Page, string? Next) Page<T>(
        IReadOnlyList<T> all,
        Func<T, string> nameOf,
        int? limit,
        string? marker
    )
    {
        if (limit is < 1 or > MostListed)
        {
            throw KmsErrors.Validation($"Limit must be from 1 to {MostListed}.");
        }

        var behind = all.SkipWhile(item => marker is not null && nameOf(item) != marker)
            .Skip(marker is null ? 0 : 1)
            .ToList();
        var page = behind.Take(limit ?? 100).ToList();
        return (page, behind.Count > page.Count ? nameOf(page[^1]) : null);
    }

    /// <summary>A key that waits for its deletion can only be described or saved.</summary>
    private KmsKey ChangeLiving(CallContext call, string identifier, Func<KmsKey, KmsKey> change) =>
        keys.Change(
            call,
            identifier,
            key => key.DeletionDate is null ? change(key) : throw KmsErrors.InvalidState(key.Arn, key.State)
        );

    private static void CheckPolicyName(string name)
    {
        if (name != "default")
        {
            throw new AwsException("NotFoundException", "No such policy exists");
        }
    }

    private static void CheckPolicy(string policy)
    {
        try
        {
            PolicyDocument.Parse(policy, PolicyKind.Resource);
        }
        catch (PolicyFaultException fault)
        {
            throw KmsErrors.MalformedPolicy(fault.Message);
        }
    }

    private static void CheckTags(IReadOnlyList<KmsTag> tags)
    {
        if (tags.Any(tag => tag.TagKey.Length is 0 or > 128 || tag.TagValue.Length > 256))
        {
            throw new AwsException("TagException", "A tag key has 1 to 128 characters, a tag value at most 256.");
        }

        if (tags.Select(tag => tag.TagKey).Distinct(StringComparer.Ordinal).Count() != tags.Count)
        {
            throw new AwsException("TagException", "Duplicate tag keys");
        }
    }

    private static KeyMetadataResponse Describe(KmsKey key, CallContext call) =>
        new()
        {
            KeyMetadata = new KeyMetadata
            {
                AWSAccountId = call.AccountId,
                KeyId = key.KeyId,
                Arn = key.Arn,
                CreationDate = key.Created,
                Enabled = key.State == "Enabled",
                Description = key.Description,
                KeyState = key.State,
                DeletionDate = key.DeletionDate,
                KeyManager = key.Manager,
            },
        };
}
