using System.Collections.Immutable;
using CustomerLake.Local.Engine.Providers.Aws;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Providers.Iam;

/// <summary><c>aws:iam/rolePolicyAttachment:RolePolicyAttachment</c>; its id is <c>ROLE/POLICY-ARN</c>.</summary>
internal sealed class RolePolicyAttachment : AwsResource
{
    public override string Type => "aws:iam/rolePolicyAttachment:RolePolicyAttachment";

    public override ImmutableArray<string> ReplaceOn => ["role", "policyArn"];

    public override ImmutableArray<string> Required => ["role", "policyArn"];

    public override ImmutableArray<Rule> Rules =>
        [new Rule("policyArn", arn => arn.AsText?.StartsWith("arn:", StringComparison.Ordinal) == true, "an ARN")];

    public override async Task<string> CreateAsync(PropertyMap inputs, AwsApi aws, CancellationToken cancellationToken)
    {
        await aws.IamAsync("AttachRolePolicy", cancellationToken, Names(inputs));
        return $"{inputs.Text("role")}/{inputs.Text("policyArn")}";
    }

    public override Task<string?> FindIdAsync(PropertyMap inputs, AwsApi aws, CancellationToken cancellationToken) =>
        Task.FromResult<string?>($"{inputs.Text("role")}/{inputs.Text("policyArn")}");

    public override async Task<PropertyMap?> ReadAsync(
        string id,
        PropertyMap known,
        AwsApi aws,
        CancellationToken cancellationToken
    )
    {
        var inputs = Split(id);
        var attached = await aws.IamPagesAsync(
            "ListAttachedRolePolicies",
            "AttachedPolicies",
            cancellationToken,
            ("RoleName", inputs.Text("role"))
        );
        return attached.Any(policy => policy.Text("PolicyArn") == inputs.Text("policyArn")) ? inputs : null;
    }

    public override Task UpdateAsync(string id, Change change, AwsApi aws, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    public override Task DeleteAsync(string id, PropertyMap state, AwsApi aws, CancellationToken cancellationToken) =>
        aws.IamAsync("DetachRolePolicy", cancellationToken, Names(Split(id)));

    private static (string, string?)[] Names(PropertyMap inputs) =>
        [("RoleName", inputs.Text("role")), ("PolicyArn", inputs.Text("policyArn"))];

    private static PropertyMap Split(string id) =>
        id.Split('/', 2) is [var role, var policy]
            ? PropertyMap.Of(("role", role), ("policyArn", policy))
            : throw new ProviderException(
                $"'{id}' is no attachment: it has the form ROLE/POLICY-ARN.",
                ProviderErrorCode.InvalidArgument
            );
}
