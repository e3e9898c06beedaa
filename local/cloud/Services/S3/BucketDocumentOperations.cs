using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.Iam;

namespace CustomerLake.Local.Cloud.Services.S3;

/// <summary>Policy, lifecycle, logging, CORS and notification of a bucket.</summary>
internal sealed class BucketDocumentOperations(Buckets buckets)
{
    private const string SmallestTransition = "all_storage_classes_128K";

    public Task<NoContent> PutPolicyAsync(PutBucketPolicyRequest request, CallContext call, CancellationToken _)
    {
        BucketRules.CheckPolicy(Require(request, call), request.Policy);
        return Change(request, call, bucket => bucket with { Policy = request.Policy });
    }

    public Task<PolicyResult> GetPolicyAsync(BucketRequest request, CallContext call, CancellationToken _) =>
        Task.FromResult(new PolicyResult { Policy = RequirePolicy(request, call) });

    public Task<PolicyStatusResult> GetPolicyStatusAsync(BucketRequest request, CallContext call, CancellationToken _)
    {
        var policy = PolicyDocument.Parse(RequirePolicy(request, call), PolicyKind.Resource);
        return Task.FromResult(
            new PolicyStatusResult { IsPublic = policy.Statements.Any(statement => statement.IsPublic) }
        );
    }

    public Task<NoContent> DeletePolicyAsync(BucketRequest request, CallContext call, CancellationToken _) =>
        Change(request, call, bucket => bucket with { Policy = null });

    public Task<PutBucketLifecycleResult> PutLifecycleAsync(
        PutBucketLifecycleRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        var size = request.TransitionDefaultMinimumObjectSize ?? SmallestTransition;
        if (size is not (SmallestTransition or "varies_by_storage_class"))
        {
            throw S3Errors.InvalidArgument("Invalid value", "x-amz-transition-default-minimum-object-size", size);
        }

        BucketRules.CheckLifecycle(request.Lifecycle);
        // A rule without a name gets one, and keeps it.
        var named = request.Lifecycle with
        {
            Rules =
            [
                .. request.Lifecycle.Rules.Select(rule =>
                    string.IsNullOrEmpty(rule.ID) ? rule with { ID = buckets.NewRuleId() } : rule
                ),
            ],
        };
        Change(request, call, bucket => bucket with { Lifecycle = named, SmallestTransition = size });
        return Task.FromResult(new PutBucketLifecycleResult { TransitionDefaultMinimumObjectSize = size });
    }

    public Task<LifecycleResult> GetLifecycleAsync(BucketRequest request, CallContext call, CancellationToken _)
    {
        var bucket = Require(request, call);
        return bucket.Lifecycle is { } lifecycle
            ? Task.FromResult(
                new LifecycleResult
                {
                    Lifecycle = lifecycle,
                    TransitionDefaultMinimumObjectSize = bucket.SmallestTransition ?? SmallestTransition,
                }
            )
            : throw S3Errors.NotConfigured(
                "NoSuchLifecycleConfiguration",
                "The lifecycle configuration does not exist",
                bucket.Name
            );
    }

    public Task<NoContent> DeleteLifecycleAsync(BucketRequest request, CallContext call, CancellationToken _) =>
        Change(request, call, bucket => bucket with { Lifecycle = null });

    public Task<Nothing> PutLoggingAsync(PutBucketLoggingRequest request, CallContext call, CancellationToken _)
    {
        var source = Require(request, call);
        if (request.Logging.LoggingEnabled is { } logging)
        {
            var target = buckets.Find(logging.TargetBucket);
            if (target is null || target.AccountId != call.AccountId)
            {
                throw new AwsException(
                    "InvalidTargetBucketForLogging",
                    "The target bucket for logging does not exist, is not owned by you, or does not have the "
                        + "appropriate grants for the log-delivery group."
                )
                {
                    Members = new Dictionary<string, string> { ["TargetBucket"] = logging.TargetBucket },
                };
            }

            if (target.Region != source.Region)
            {
                throw new AwsException(
                    "CrossLocationLoggingProhibitted",
                    "Cross S3 location logging not allowed.",
                    403
                );
            }
        }

        return Set(request, call, bucket => bucket with { Logging = request.Logging.LoggingEnabled });
    }

    public Task<LoggingResult> GetLoggingAsync(BucketRequest request, CallContext call, CancellationToken _) =>
        Task.FromResult(
            new LoggingResult { Logging = new BucketLoggingStatus { LoggingEnabled = Require(request, call).Logging } }
        );

    public Task<Nothing> PutCorsAsync(PutBucketCorsRequest request, CallContext call, CancellationToken _)
    {
        BucketRules.CheckCors(request.Cors);
        return Set(request, call, bucket => bucket with { Cors = request.Cors });
    }

    public Task<CorsResult> GetCorsAsync(BucketRequest request, CallContext call, CancellationToken _)
    {
        var bucket = Require(request, call);
        return bucket.Cors is { } cors
            ? Task.FromResult(new CorsResult { Cors = cors })
            : throw S3Errors.NotConfigured(
                "NoSuchCORSConfiguration",
                "The CORS configuration does not exist",
                bucket.Name
            );
    }

    public Task<NoContent> DeleteCorsAsync(BucketRequest request, CallContext call, CancellationToken _) =>
        Change(request, call, bucket => bucket with { Cors = null });

    public Task<Nothing> PutNotificationAsync(
        PutBucketNotificationRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        BucketRules.CheckNotification(request.Notification);
        return Set(request, call, bucket => bucket with { Notification = request.Notification });
    }

    public Task<NotificationResult> GetNotificationAsync(
        BucketRequest request,
        CallContext call,
        CancellationToken _
    ) => Task.FromResult(new NotificationResult { Notification = Require(request, call).Notification });

    private string RequirePolicy(BucketRequest request, CallContext call)
    {
        var bucket = Require(request, call);
        return bucket.Policy
            ?? throw S3Errors.NotConfigured("NoSuchBucketPolicy", "The bucket policy does not exist", bucket.Name);
    }

    private Bucket Require(BucketRequest request, CallContext call) =>
        buckets.Require(request.Bucket, call, request.ExpectedBucketOwner);

    private Task<NoContent> Change(BucketRequest request, CallContext call, Func<Bucket, Bucket> change)
    {
        buckets.Change(request.Bucket, call, request.ExpectedBucketOwner, change);
        return NoContent.Task;
    }

    private Task<Nothing> Set(BucketRequest request, CallContext call, Func<Bucket, Bucket> change)
    {
        buckets.Change(request.Bucket, call, request.ExpectedBucketOwner, change);
        return Nothing.Task;
    }
}
