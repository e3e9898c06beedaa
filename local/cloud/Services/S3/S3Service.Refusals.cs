namespace CustomerLake.Local.Cloud.Services.S3;

/// <summary>What S3 has and this one has not.</summary>
internal sealed partial class S3Service
{
    private void Refuse()
    {
        Operations.Refuse("PutBucketAcl", "ACLs are not emulated; use a bucket policy.", "PUT /{Bucket}?acl");
        Operations.Refuse("PutObjectAcl", "ACLs are not emulated; use a bucket policy.", "PUT /{Bucket}/{Key+}?acl");
        Operations.Refuse("GetObjectAcl", "ACLs are not emulated; use a bucket policy.", "GET /{Bucket}/{Key+}?acl");
        Operations.Refuse("PutBucketWebsite", "no web pages are served from buckets.", "PUT /{Bucket}?website");
        Operations.Refuse("DeleteBucketWebsite", "no web pages are served from buckets.", "DELETE /{Bucket}?website");
        Operations.Refuse("PutBucketReplication", "there is nowhere to replicate to.", "PUT /{Bucket}?replication");
        Operations.Refuse(
            "DeleteBucketReplication",
            "there is nowhere to replicate to.",
            "DELETE /{Bucket}?replication"
        );
        Operations.Refuse("PutObjectLockConfiguration", "object lock is not emulated.", "PUT /{Bucket}?object-lock");
        Operations.Refuse("PutObjectRetention", "object lock is not emulated.", "PUT /{Bucket}/{Key+}?retention");
        Operations.Refuse("GetObjectRetention", "object lock is not emulated.", "GET /{Bucket}/{Key+}?retention");
        Operations.Refuse("PutObjectLegalHold", "object lock is not emulated.", "PUT /{Bucket}/{Key+}?legal-hold");
        Operations.Refuse("GetObjectLegalHold", "object lock is not emulated.", "GET /{Bucket}/{Key+}?legal-hold");
        Operations.Refuse("PutBucketRequestPayment", "requesters cannot pay here.", "PUT /{Bucket}?requestPayment");
        Operations.Refuse(
            "PutBucketAccelerateConfiguration",
            "there is nothing to accelerate on one machine.",
            "PUT /{Bucket}?accelerate"
        );
        Operations.Refuse(
            "PutBucketAnalyticsConfiguration",
            "storage analytics are not emulated.",
            "PUT /{Bucket}?analytics"
        );
        Operations.Refuse(
            "GetBucketAnalyticsConfiguration",
            "storage analytics are not emulated.",
            "GET /{Bucket}?analytics"
        );
        Operations.Refuse(
            "DeleteBucketAnalyticsConfiguration",
            "storage analytics are not emulated.",
            "DELETE /{Bucket}?analytics"
        );
        Operations.Refuse(
            "PutBucketInventoryConfiguration",
            "inventories are not emulated.",
            "PUT /{Bucket}?inventory"
        );
        Operations.Refuse(
            "GetBucketInventoryConfiguration",
            "inventories are not emulated.",
            "GET /{Bucket}?inventory"
        );
        Operations.Refuse(
            "DeleteBucketInventoryConfiguration",
            "inventories are not emulated.",
            "DELETE /{Bucket}?inventory"
        );
        Operations.Refuse(
            "PutBucketMetricsConfiguration",
            "request metrics are not emulated.",
            "PUT /{Bucket}?metrics"
        );
        Operations.Refuse(
            "GetBucketMetricsConfiguration",
            "request metrics are not emulated.",
            "GET /{Bucket}?metrics"
        );
        Operations.Refuse(
            "DeleteBucketMetricsConfiguration",
            "request metrics are not emulated.",
            "DELETE /{Bucket}?metrics"
        );
        Operations.Refuse(
            "PutBucketIntelligentTieringConfiguration",
            "storage tiers are not emulated.",
            "PUT /{Bucket}?intelligent-tiering"
        );
        Operations.Refuse(
            "GetBucketIntelligentTieringConfiguration",
            "storage tiers are not emulated.",
            "GET /{Bucket}?intelligent-tiering"
        );
        Operations.Refuse(
            "DeleteBucketIntelligentTieringConfiguration",
            "storage tiers are not emulated.",
            "DELETE /{Bucket}?intelligent-tiering"
        );
        Operations.Refuse(
            "RestoreObject",
            "archive storage classes are not emulated.",
            "POST /{Bucket}/{Key+}?restore"
        );
        Operations.Refuse("SelectObjectContent", "query the object with Athena.", "POST /{Bucket}/{Key+}?select");
        Operations.Refuse("GetObjectTorrent", "torrents are not emulated.", "GET /{Bucket}/{Key+}?torrent");
    }
}
