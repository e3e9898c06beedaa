using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.Iam;

namespace CustomerLake.Local.Cloud.Services.S3;

/// <summary>What S3 demands of the documents that a bucket is given.</summary>
internal static class BucketRules
{
    private const int LargestPolicy = 20 * 1024;

    public static PolicyDocument CheckPolicy(Bucket bucket, string text)
    {
        if (!text.StartsWith('{'))
        {
            throw S3Errors.MalformedPolicy("Policies must be valid JSON and the first byte must be '{'");
        }

        if (text.Length > LargestPolicy)
        {
            throw new AwsException("PolicyTooLarge", "Bucket policies must not exceed 20 KB.");
        }

        var policy = Parse(text);
        foreach (var statement in policy.Statements)
        {
            if (
                statement.Actions.Any(action =>
                    action != "*" && !action.StartsWith("s3:", StringComparison.OrdinalIgnoreCase)
                )
            )
            {
                throw S3Errors.MalformedPolicy("Policy has invalid action");
            }

            if (statement.Resources.Any(resource => !IsOf(bucket, resource)))
            {
                throw S3Errors.MalformedPolicy("Policy has invalid resource");
            }
        }

        return
            bucket.PublicAccess is { BlockPublicPolicy: true } && policy.Statements.Any(statement => statement.IsPublic)
            ? throw new AwsException(
                "AccessDenied",
                "User is not authorized to perform: s3:PutBucketPolicy because public policies are prevented by the "
                    + "BlockPublicPolicy setting in S3 Block Public Access.",
                403
            )
            : policy;
    }

    public static void CheckLifecycle(LifecycleConfiguration lifecycle)
    {
        if (lifecycle.Rules.Count is 0 or > 1000)
        {
            throw WireXml.Malformed();
        }

        var ids = lifecycle.Rules.Select(rule => rule.ID).Where(id => !string.IsNullOrEmpty(id)).ToList();
        if (ids.Distinct(StringComparer.Ordinal).Count() != ids.Count)
        {
            throw S3Errors.InvalidArgument("Rule ID must be unique. Found same ID for more than one rule", "ID", "");
        }

        foreach (var rule in lifecycle.Rules)
        {
            CheckRule(rule);
        }
    }

    public static void CheckCors(CorsConfiguration cors)
    {
        if (cors.Rules.Count is 0 or > 100)
        {
            throw WireXml.Malformed();
        }

        foreach (var rule in cors.Rules)
        {
            var unknown = rule.AllowedMethods.FirstOrDefault(method =>
                method is not ("GET" or "PUT" or "POST" or "DELETE" or "HEAD")
            );
            if (unknown is not null)
            {
                throw S3Errors.InvalidRequest(
                    $"Found unsupported HTTP method in CORS config. Unsupported method is {unknown}"
                );
            }

            if (rule.AllowedOrigins.Any(origin => origin.Count(character => character == '*') > 1))
            {
                throw S3Errors.InvalidRequest("AllowedOrigin can not have more than one wildcard.");
            }
        }
    }

    /// <summary>Nothing in the local cloud can receive an event, so every destination is one that does not exist.</summary>
    public static void CheckNotification(NotificationConfiguration notification)
    {
        foreach (
            var (targets, name) in ((IReadOnlyList<NotificationTarget>?, string)[])
                [
                    (notification.Topics, "destination topic"),
                    (notification.Queues, "destination queue"),
                    (notification.Functions, "destination Lambda"),
                ]
        )
        {
            if (targets?.Count > 0)
            {
                throw new AwsException("InvalidArgument", "Unable to validate the following destination configurations")
                {
                    Members = new Dictionary<string, string>
                    {
                        ["ArgumentName1"] = targets[0].Topic ?? targets[0].Queue ?? targets[0].CloudFunction ?? "",
                        ["ArgumentValue1"] = $"The {name} does not exist",
                    },
                };
            }
        }
    }

    private static void CheckRule(LifecycleRule rule)
    {
        if (
            rule.Status is not ("Enabled" or "Disabled")
            || (rule.Filter is null && rule.Prefix is null)
            || (rule.Filter is not null && rule.Prefix is not null)
        )
        {
            throw WireXml.Malformed();
        }

        if (!rule.HasAction)
        {
            throw S3Errors.InvalidRequest("At least one action needs to be specified in a rule.");
        }

        if (rule.Expiration is { Days: <= 0 })
        {
            throw S3Errors.InvalidArgument("'Days' for Expiration action must be a positive integer", "Days", "");
        }

        if (rule.Filter is { } filter && Criteria(filter) > 1)
        {
            throw WireXml.Malformed();
        }
    }

    /// <summary>More than one criterion needs an <c>And</c>.</summary>
    private static int Criteria(LifecycleFilter filter) =>
        (filter.Prefix is null ? 0 : 1)
        + (filter.Tag is null ? 0 : 1)
        + (filter.ObjectSizeGreaterThan is null ? 0 : 1)
        + (filter.ObjectSizeLessThan is null ? 0 : 1)
        + (filter.And is null ? 0 : 1);

    private static bool IsOf(Bucket bucket, string resource) =>
        resource == bucket.Arn
        || resource.StartsWith(bucket.Arn + "/", StringComparison.Ordinal)
        || resource == bucket.Arn + "*";

    private static PolicyDocument Parse(string text)
    {
        try
        {
            return PolicyDocument.Parse(text, PolicyKind.Resource);
        }
        catch (PolicyFaultException fault)
        {
            throw S3Errors.MalformedPolicy(fault.Message);
        }
    }
}
