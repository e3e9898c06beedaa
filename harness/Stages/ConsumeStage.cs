using Amazon.QuickSight.Model;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.SecurityToken.Model;
using CustomerLake.Harness.Records;

namespace CustomerLake.Harness.Stages;

/// <summary>Consume: each persona's grants exist, found by taking its role on; whether others are refused is tried as well.</summary>
internal static class ConsumeStage
{
    public static async Task<StageRecord> RunAsync(StageContext context, CancellationToken cancellationToken)
    {
        var principals = await DashboardPrincipalsAsync(context, cancellationToken);
        var grants = 0;
        var enforced = true;
        foreach (var (persona, roleArn) in context.Outputs.Personas.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var session = await StageContext.TryAsync(
                StageName.Consume,
                $"role {roleArn} of {persona}",
                () => AssumeAsync(context, roleArn, persona, cancellationToken)
            );
            grants++;
            enforced &= await IsRefusedScriptsAsync(context, session, cancellationToken);
            var group = context.Outputs.Groups.GetValueOrDefault(persona);
            if (
                group is not null
                && principals.Any(principal => principal.EndsWith($"/{group}", StringComparison.Ordinal))
            )
            {
                grants++;
            }
            else
            {
                context.Mismatches.Add(
                    new Mismatch(
                        "grant",
                        persona,
                        $"group {group ?? "(none in the outputs)"} may see dashboard {context.Outputs.Dashboard}",
                        string.Join(", ", principals)
                    )
                );
            }
        }

        context.AccessEnforced = enforced && context.Outputs.Personas.Count > 0;
        return new StageRecord
        {
            Name = StageName.Consume,
            In = context.Outputs.Personas.Count,
            InUnit = "personas",
            Out = grants,
            OutUnit = "grants",
            Notes = [context.AccessEnforced ? "access: enforced" : "access: not enforced yet"],
        };
    }

    private static Task<List<string>> DashboardPrincipalsAsync(
        StageContext context,
        CancellationToken cancellationToken
    ) =>
        StageContext.TryAsync(
            StageName.Consume,
            $"permissions of dashboard {context.Outputs.Dashboard}",
            async () =>
            {
                using var quickSight = context.Options.Target.QuickSight();
                var answer = await quickSight.DescribeDashboardPermissionsAsync(
                    new DescribeDashboardPermissionsRequest
                    {
                        AwsAccountId = context.Outputs.AccountId,
                        DashboardId = context.Outputs.Dashboard,
                    },
                    cancellationToken
                );
                return (answer.Permissions ?? []).Select(permission => permission.Principal).ToList();
            }
        );

    private static async Task<AWSCredentials> AssumeAsync(
        StageContext context,
        string roleArn,
        string persona,
        CancellationToken cancellationToken
    )
    {
        using var sts = context.Options.Target.Sts();
        var answer = await sts.AssumeRoleAsync(
            new AssumeRoleRequest { RoleArn = roleArn, RoleSessionName = $"harness-{persona}" },
            cancellationToken
        );
        return answer.Credentials;
    }

    /// <summary>No persona has to do with the job's scripts: listing them must be refused.</summary>
    private static async Task<bool> IsRefusedScriptsAsync(
        StageContext context,
        AWSCredentials session,
        CancellationToken cancellationToken
    )
    {
        using var s3 = (context.Options.Target with { Credentials = session }).S3();
        try
        {
            await s3.ListObjectsV2Async(
                new ListObjectsV2Request { BucketName = context.Outputs.ScriptsBucket, MaxKeys = 1 },
                cancellationToken
            );
            return false;
        }
        catch (AmazonS3Exception fault) when (fault.ErrorCode == "AccessDenied")
        {
            return true;
        }
    }
}
