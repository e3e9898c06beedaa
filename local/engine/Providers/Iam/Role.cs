using System.Collections.Immutable;
using System.Globalization;
using CustomerLake.Local.Engine.Providers.Aws;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Providers.Iam;

/// <summary><c>aws:iam/role:Role</c>; its id is its name.</summary>
internal sealed class Role : AwsResource
{
    public override string Type => "aws:iam/role:Role";

    public override bool TakesTags => true;

    public override ImmutableArray<string> ReplaceOn => ["name", "namePrefix", "path"];

    public override ImmutableArray<string> Required => ["assumeRolePolicy"];

    public override string NameInput => "name";

    public override int NameLength => 64;

    public override ImmutableArray<string> Policies => ["assumeRolePolicy"];

    public override ImmutableArray<Rule> Rules =>
        [
            Rule.Matches("name", IamCalls.Name(64), "1 to 64 letters, digits and +=,.@_-"),
            Rule.Between("maxSessionDuration", 3600, 43200),
        ];

    public override ImmutableArray<string> OutputsOnly => ["arn", "createDate", "uniqueId"];

    public override async Task<string> CreateAsync(PropertyMap inputs, AwsApi aws, CancellationToken cancellationToken)
    {
        await aws.IamAsync(
            "CreateRole",
            cancellationToken,
            [
                ("RoleName", inputs.Text("name")),
                ("AssumeRolePolicyDocument", inputs.Text("assumeRolePolicy")),
                ("Description", inputs.Text("description")),
                ("MaxSessionDuration", Number(inputs, "maxSessionDuration")),
                ("Path", inputs.Text("path")),
                ("PermissionsBoundary", inputs.Text("permissionsBoundary")),
                .. IamCalls.TagMembers(Tags.Of(inputs)),
            ]
        );
        return inputs.Text("name")!;
    }

    public override async Task<PropertyMap?> ReadAsync(
        string id,
        PropertyMap known,
        AwsApi aws,
        CancellationToken cancellationToken
    )
    {
        var answer = await aws.IamAsync("GetRole", cancellationToken, ("RoleName", id));
        var role = answer.Find("Role")!;
        return PropertyMap.Of(
            ("arn", role.Text("Arn")),
            ("assumeRolePolicy", IamCalls.Document(role.Text("AssumeRolePolicyDocument") ?? "")),
            ("createDate", role.Text("CreateDate")),
            ("description", role.Text("Description") ?? ""),
            (
                "maxSessionDuration",
                double.Parse(role.Text("MaxSessionDuration") ?? "3600", CultureInfo.InvariantCulture)
            ),
            ("name", id),
            ("path", role.Text("Path") ?? "/"),
            ("permissionsBoundary", role.Find("PermissionsBoundaryArn")?.Value),
            ("tags", role.ReadTags()),
            ("uniqueId", role.Text("RoleId"))
        );
    }

    public override async Task UpdateAsync(string id, Change change, AwsApi aws, CancellationToken cancellationToken)
    {
        var wanted = change.New;
        if (change.Touches("assumeRolePolicy"))
        {
            await aws.IamAsync(
                "UpdateAssumeRolePolicy",
                cancellationToken,
                ("RoleName", id),
                ("PolicyDocument", wanted.Text("assumeRolePolicy"))
            );
        }

        if (change.Touches("description", "maxSessionDuration"))
        {
            await aws.IamAsync(
                "UpdateRole",
                cancellationToken,
                ("RoleName", id),
                // Left out, the old text would stay.
                ("Description", wanted.Text("description") ?? ""),
                ("MaxSessionDuration", Number(wanted, "maxSessionDuration") ?? "3600")
            );
        }

        if (change.Touches("permissionsBoundary"))
        {
            await (
                wanted.Text("permissionsBoundary") is { } boundary
                    ? aws.IamAsync(
                        "PutRolePermissionsBoundary",
                        cancellationToken,
                        ("RoleName", id),
                        ("PermissionsBoundary", boundary)
                    )
                    : aws.IamAsync("DeleteRolePermissionsBoundary", cancellationToken, ("RoleName", id))
            );
        }

        await UpdateTagsAsync(id, change, aws, cancellationToken);
    }

    public override async Task DeleteAsync(
        string id,
        PropertyMap state,
        AwsApi aws,
        CancellationToken cancellationToken
    )
    {
        if (state.Find("forceDetachPolicies")?.AsBool == true)
        {
            var attached = await aws.IamPagesAsync(
                "ListAttachedRolePolicies",
                "AttachedPolicies",
                cancellationToken,
                ("RoleName", id)
            );
            foreach (var policy in attached)
            {
                await aws.IamAsync(
                    "DetachRolePolicy",
                    cancellationToken,
                    ("RoleName", id),
                    ("PolicyArn", policy.Text("PolicyArn"))
                );
            }
        }

        await aws.IamAsync("DeleteRole", cancellationToken, ("RoleName", id));
    }

    private static async Task UpdateTagsAsync(string id, Change change, AwsApi aws, CancellationToken cancellationToken)
    {
        var (set, removed) = Tags.Changes(change);
        if (set.Count > 0)
        {
            await aws.IamAsync("TagRole", cancellationToken, [("RoleName", id), .. IamCalls.TagMembers(set)]);
        }

        if (removed.Length > 0)
        {
            await aws.IamAsync(
                "UntagRole",
                cancellationToken,
                [("RoleName", id), .. IamCalls.Members("TagKeys", removed)]
            );
        }
    }

    private static string? Number(PropertyMap inputs, string name) =>
        inputs.Find(name)?.AsNumber?.ToString(CultureInfo.InvariantCulture);
}
