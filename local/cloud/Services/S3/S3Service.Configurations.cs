using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.S3;

/// <summary>The sub-resources of a bucket.</summary>
internal sealed partial class S3Service
{
    private void AddConfigurations(BucketConfigurationOperations settings)
    {
        Bucket<PutBucketTaggingRequest, NoContent>(
            "PutBucketTagging",
            "PUT ?tagging",
            "s3:PutBucketTagging",
            settings.PutTaggingAsync
        );
        Bucket<BucketRequest, TaggingResult>(
            "GetBucketTagging",
            "GET ?tagging",
            "s3:GetBucketTagging",
            settings.GetTaggingAsync
        );
        Bucket<BucketRequest, NoContent>(
            "DeleteBucketTagging",
            "DELETE ?tagging",
            "s3:PutBucketTagging",
            settings.DeleteTaggingAsync
        );
        Bucket<PutBucketVersioningRequest, Nothing>(
            "PutBucketVersioning",
            "PUT ?versioning",
            "s3:PutBucketVersioning",
            settings.PutVersioningAsync
        );
        Bucket<BucketRequest, VersioningResult>(
            "GetBucketVersioning",
            "GET ?versioning",
            "s3:GetBucketVersioning",
            settings.GetVersioningAsync
        );
        Bucket<PutBucketEncryptionRequest, Nothing>(
                "PutBucketEncryption",
                "PUT ?encryption",
                "s3:PutEncryptionConfiguration",
                settings.PutEncryptionAsync
            )
            .Deviates("Objects lie unencrypted on this machine's disk; their headers say what AWS would have done.");
        Bucket<BucketRequest, EncryptionResult>(
            "GetBucketEncryption",
            "GET ?encryption",
            "s3:GetEncryptionConfiguration",
            settings.GetEncryptionAsync
        );
        Bucket<BucketRequest, NoContent>(
            "DeleteBucketEncryption",
            "DELETE ?encryption",
            "s3:PutEncryptionConfiguration",
            settings.DeleteEncryptionAsync
        );
        Bucket<PutPublicAccessBlockRequest, Nothing>(
            "PutPublicAccessBlock",
            "PUT ?publicAccessBlock",
            "s3:PutBucketPublicAccessBlock",
            settings.PutPublicAccessBlockAsync
        );
        Bucket<BucketRequest, PublicAccessBlockResult>(
            "GetPublicAccessBlock",
            "GET ?publicAccessBlock",
            "s3:GetBucketPublicAccessBlock",
            settings.GetPublicAccessBlockAsync
        );
        Bucket<BucketRequest, NoContent>(
            "DeletePublicAccessBlock",
            "DELETE ?publicAccessBlock",
            "s3:PutBucketPublicAccessBlock",
            settings.DeletePublicAccessBlockAsync
        );
        Bucket<PutBucketOwnershipControlsRequest, Nothing>(
                "PutBucketOwnershipControls",
                "PUT ?ownershipControls",
                "s3:PutBucketOwnershipControls",
                settings.PutOwnershipAsync
            )
            .Deviates("Only BucketOwnerEnforced can be set: ACLs are not emulated.");
        Bucket<BucketRequest, OwnershipControlsResult>(
            "GetBucketOwnershipControls",
            "GET ?ownershipControls",
            "s3:GetBucketOwnershipControls",
            settings.GetOwnershipAsync
        );
        Bucket<BucketRequest, NoContent>(
            "DeleteBucketOwnershipControls",
            "DELETE ?ownershipControls",
            "s3:PutBucketOwnershipControls",
            settings.DeleteOwnershipAsync
        );
        Bucket<BucketRequest, AclResult>("GetBucketAcl", "GET ?acl", "s3:GetBucketAcl", settings.GetAclAsync);
        Bucket<BucketRequest, RequestPaymentResult>(
            "GetBucketRequestPayment",
            "GET ?requestPayment",
            "s3:GetBucketRequestPayment",
            settings.GetRequestPaymentAsync
        );
        Bucket<BucketRequest, AccelerateResult>(
            "GetBucketAccelerateConfiguration",
            "GET ?accelerate",
            "s3:GetAccelerateConfiguration",
            settings.GetAccelerateAsync
        );
        Bucket(
            "GetBucketWebsite",
            "GET ?website",
            "s3:GetBucketWebsite",
            settings.NeverSet(
                "NoSuchWebsiteConfiguration",
                "The specified bucket does not have a website configuration"
            )
        );
        Bucket(
            "GetBucketReplication",
            "GET ?replication",
            "s3:GetReplicationConfiguration",
            settings.NeverSet("ReplicationConfigurationNotFoundError", "The replication configuration was not found")
        );
        Bucket(
            "GetObjectLockConfiguration",
            "GET ?object-lock",
            "s3:GetBucketObjectLockConfiguration",
            settings.NeverSet(
                "ObjectLockConfigurationNotFoundError",
                "Object Lock configuration does not exist for this bucket"
            )
        );
    }

    private void AddDocuments(BucketDocumentOperations documents)
    {
        Bucket<PutBucketPolicyRequest, NoContent>(
                "PutBucketPolicy",
                "PUT ?policy",
                "s3:PutBucketPolicy",
                documents.PutPolicyAsync
            )
            .Deviates("Policies are validated and kept; requests are not yet judged by them.");
        Bucket<BucketRequest, PolicyResult>(
            "GetBucketPolicy",
            "GET ?policy",
            "s3:GetBucketPolicy",
            documents.GetPolicyAsync
        );
        Bucket<BucketRequest, PolicyStatusResult>(
                "GetBucketPolicyStatus",
                "GET ?policyStatus",
                "s3:GetBucketPolicyStatus",
                documents.GetPolicyStatusAsync
            )
            .Deviates(
                "A statement counts as public when it allows everyone without any condition; AWS weighs conditions."
            );
        Bucket<BucketRequest, NoContent>(
            "DeleteBucketPolicy",
            "DELETE ?policy",
            "s3:DeleteBucketPolicy",
            documents.DeletePolicyAsync
        );
        Bucket<PutBucketLifecycleRequest, PutBucketLifecycleResult>(
                "PutBucketLifecycleConfiguration",
                "PUT ?lifecycle",
                "s3:PutLifecycleConfiguration",
                documents.PutLifecycleAsync
            )
            .Deviates("Rules are validated and kept; nothing expires or moves.");
        Bucket<BucketRequest, LifecycleResult>(
            "GetBucketLifecycleConfiguration",
            "GET ?lifecycle",
            "s3:GetLifecycleConfiguration",
            documents.GetLifecycleAsync
        );
        Bucket<BucketRequest, NoContent>(
            "DeleteBucketLifecycle",
            "DELETE ?lifecycle",
            "s3:PutLifecycleConfiguration",
            documents.DeleteLifecycleAsync
        );
        Bucket<PutBucketLoggingRequest, Nothing>(
                "PutBucketLogging",
                "PUT ?logging",
                "s3:PutBucketLogging",
                documents.PutLoggingAsync
            )
            .Deviates("The configuration is validated and kept; no log objects are delivered.");
        Bucket<BucketRequest, LoggingResult>(
            "GetBucketLogging",
            "GET ?logging",
            "s3:GetBucketLogging",
            documents.GetLoggingAsync
        );
        Bucket<PutBucketCorsRequest, Nothing>("PutBucketCors", "PUT ?cors", "s3:PutBucketCORS", documents.PutCorsAsync)
            .Deviates("Rules are validated and kept; requests of web pages are refused whatever they say.");
        Bucket<BucketRequest, CorsResult>("GetBucketCors", "GET ?cors", "s3:GetBucketCORS", documents.GetCorsAsync);
        Bucket<BucketRequest, NoContent>(
            "DeleteBucketCors",
            "DELETE ?cors",
            "s3:PutBucketCORS",
            documents.DeleteCorsAsync
        );
        Bucket<PutBucketNotificationRequest, Nothing>(
                "PutBucketNotificationConfiguration",
                "PUT ?notification",
                "s3:PutBucketNotification",
                documents.PutNotificationAsync
            )
            .Deviates("Destinations are refused: no service here receives events. The EventBridge switch is kept.");
        Bucket<BucketRequest, NotificationResult>(
            "GetBucketNotificationConfiguration",
            "GET ?notification",
            "s3:GetBucketNotification",
            documents.GetNotificationAsync
        );
    }
}
