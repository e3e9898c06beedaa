using System.Collections.Immutable;
using System.Globalization;
using CustomerLake.Local.Engine.Providers.Aws;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Providers.Iam;

/// <summary><c>aws:iam/policy:Policy</c>; its id is its ARN. A change is a new default version, of which IAM keeps five.</summary>
internal sealed class Policy : AwsResource
{
    private const int MaxVersions = 5;

    public override string Type => "aws:iam/policy:Policy";

    public override bool TakesTags => true;

    public override ImmutableArray<string> ReplaceOn => ["name", "namePrefix", "path", "description"];

    public override ImmutableArray<string> Required => ["policy"];

    public override string NameInput => "name";

    public override int NameLength => 128;

    public override ImmutableArray<string> Policies => ["policy"];

    public override ImmutableArray<Rule> Rules =>
        [Rule.Matches("name", IamCalls.Name(128), "1 to 128 letters, digits and +=,.@_-")];

    public override ImmutableArray<string> OutputsOnly => ["arn", "attachmentCount", "policyId"];

    public override async Task<string> CreateAsync(PropertyMap inputs, AwsApi aws, CancellationToken cancellationToken)
    {
        var answer = await aws.IamAsync(
            "CreatePolicy",
            cancellationToken,
            [
                ("PolicyName", inputs.Text("name")),
                ("PolicyDocument", inputs.Text("policy")),
                ("Description", inputs.Text("description")),
                ("Path", inputs.Text("path")),
                .. IamCalls.TagMembers(Tags.Of(inputs)),
            ]
        );
        return answer.Find("Arn")!.Value;
    }

    public override async Task<string?> FindIdAsync(
        PropertyMap inputs,
        AwsApi aws,
        CancellationToken cancellationToken
    ) => $"arn:aws:iam::{await aws.AccountAsync()}:policy{inputs.Text("path") ?? "/"}{inputs.Text("name")}";

    public override async Task<PropertyMap?> ReadAsync(
        string id,
        PropertyMap known,
        AwsApi aws,
        CancellationToken cancellationToken
    )
    {
        var policy = (await aws.IamAsync("GetPolicy", cancellationToken, ("PolicyArn", id))).Find("Policy")!;
        var version = await aws.IamAsync(
            "GetPolicyVersion",
            cancellationToken,
            ("PolicyArn", id),
            ("VersionId", policy.Text("DefaultVersionId"))
        );
        return PropertyMap.Of(
            ("arn", id),
            ("attachmentCount", double.Parse(policy.Text("AttachmentCount") ?? "0", CultureInfo.InvariantCulture)),
            ("description", policy.Text("Description") ?? ""),
            ("name", policy.Text("PolicyName")),
            ("path", policy.Text("Path") ?? "/"),
            ("policy", IamCalls.Document(version.Find("Document")!.Value)),
            ("policyId", policy.Text("PolicyId")),
            ("tags", policy.ReadTags())
        );
    }

    public override async Task UpdateAsync(string id, Change change, AwsApi aws, CancellationToken cancellationToken)
    {
        if (change.Touches("policy"))
        {
            await MakeRoomAsync(id, aws, cancellationToken);
            await aws.IamAsync(
                "CreatePolicyVersion",
                cancellationToken,
                ("PolicyArn", id),
                ("PolicyDocument", change.New.Text("policy")),
                ("SetAsDefault", "true")
            );
        }

        var (set, removed) = Tags.Changes(change);
        if (set.Count > 0)
        {
            await aws.IamAsync("TagPolicy", cancellationToken, [("PolicyArn", id), .. IamCalls.TagMembers(set)]);
        }

        if (removed.Length > 0)
        {
            await aws.IamAsync(
                "UntagPolicy",
                cancellationToken,
                [("PolicyArn", id), .. IamCalls.Members("TagKeys", removed)]
            );
        }
    }

    public override async Task DeleteAsync(
        string id,
        PropertyMap state,
        AwsApi aws,
        CancellationToken cancellationToken
    )
    {
        foreach (var version in await OldVersionsAsync(id, aws, cancellationToken))
        {
            await DeleteVersionAsync(id, version, aws, cancellationToken);
        }

        await aws.IamAsync("DeletePolicy", cancellationToken, ("PolicyArn", id));
    }

    private static async Task MakeRoomAsync(string id, AwsApi aws, CancellationToken cancellationToken)
    {
        var old = await OldVersionsAsync(id, aws, cancellationToken);
        if (old.Count + 1 >= MaxVersions)
        {
            await DeleteVersionAsync(id, old[0], aws, cancellationToken);
        }
    }

    /// <summary>All versions but the default one, the oldest first.</summary>
    private static async Task<List<string>> OldVersionsAsync(string id, AwsApi aws, CancellationToken cancellationToken)
    {
        var versions = await aws.IamPagesAsync("ListPolicyVersions", "Versions", cancellationToken, ("PolicyArn", id));
        return
        [
            .. versions
                .Where(v => v.Text("IsDefaultVersion") != "true")
                .Select(v => v.Text("VersionId")!)
                .OrderBy(v => int.Parse(v.TrimStart('v'), CultureInfo.InvariantCulture)),
        ];
    }

    private static Task DeleteVersionAsync(
        string id,
        string version,
        AwsApi aws,
        CancellationToken cancellationToken
    ) => aws.IamAsync("DeletePolicyVersion", cancellationToken, ("PolicyArn", id), ("VersionId", version));
}
