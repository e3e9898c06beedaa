using Pulumi;
using Aws = Pulumi.Aws;

namespace CustomerLake.Infra.Foundation;

internal sealed record ActorArgs
{
    /// <summary>The last word of the role's and the policy's name.</summary>
    public required string Role { get; init; }

    public required string Description { get; init; }

    public required Output<PolicyDocument> Trust { get; init; }

    public required Output<PolicyDocument> Permissions { get; init; }
}

/// <summary>One who acts: a role with one managed policy of its own.</summary>
internal sealed class Actor : ComponentResource
{
    public Actor(Lake lake, ActorArgs args, ComponentResource parent)
        : base("lake:foundation:Actor", args.Role, new ComponentResourceOptions { Parent = parent })
    {
        var name = lake.Names.Of(args.Role);
        var role = new Aws.Iam.Role(
            args.Role,
            new Aws.Iam.RoleArgs
            {
                Name = name,
                Description = args.Description,
                AssumeRolePolicy = args.Trust.Apply(trust => trust.ToJson()),
                Tags = lake.Tags,
            },
            Lake.Under(this)
        );
        var policy = new Aws.Iam.Policy(
            args.Role,
            new Aws.Iam.PolicyArgs
            {
                Name = name,
                Description = args.Description,
                PolicyDocument = args.Permissions.Apply(permissions => permissions.ToJson()),
                Tags = lake.Tags,
            },
            Lake.Under(this)
        );
        var attachment = new Aws.Iam.RolePolicyAttachment(
            args.Role,
            new Aws.Iam.RolePolicyAttachmentArgs { Role = role.Name, PolicyArn = policy.Arn },
            Lake.Under(this)
        );
        Arn = Output.Tuple(role.Arn, attachment.Id).Apply(ready => ready.Item1);
        RegisterOutputs();
    }

    /// <summary>The role's ARN, known once its permissions are attached: users of the role wait for both.</summary>
    public Output<string> Arn { get; }

    /// <summary>An AWS service may take the role, on behalf of this account only.</summary>
    public static PolicyDocument ServiceTrust(string service, string account) =>
        new(
            new Statement
            {
                Sid = "ServiceActs",
                Principal = Principal.Service(service),
                Actions = ["sts:AssumeRole"],
                // IfExists: it is not documented that Glue sends the key, and without it a plain condition denies.
                Conditions = [new Condition("StringEqualsIfExists", "aws:SourceAccount", account)],
            }
        );
}
