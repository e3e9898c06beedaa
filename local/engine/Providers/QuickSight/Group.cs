using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Providers.Aws;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Providers.QuickSight;

/// <summary><c>aws:quicksight/group:Group</c>; its id is <c>ACCOUNT/NAMESPACE/NAME</c>.</summary>
internal sealed class Group : AwsResource
{
    private const string DefaultNamespace = "default";

    public override string Type => "aws:quicksight/group:Group";

    public override ImmutableArray<string> ReplaceOn => ["awsAccountId", "groupName", "namespace"];

    public override ImmutableArray<string> Required => ["groupName"];

    public override ImmutableArray<Rule> Rules => [Rule.Length("groupName", 1, 256)];

    public override bool DeleteBeforeReplace(PropertyMap oldInputs, PropertyMap newInputs) =>
        Equals(oldInputs.Find("groupName"), newInputs.Find("groupName"));

    public override async Task<string> CreateAsync(PropertyMap inputs, AwsApi aws, CancellationToken cancellationToken)
    {
        var account = await aws.AccountOfAsync(inputs);
        var (space, name) = (inputs.Text("namespace") ?? DefaultNamespace, inputs.Text("groupName")!);
        var request = new JsonObject { ["GroupName"] = name };
        if (inputs.Text("description") is { } description)
        {
            request["Description"] = description;
        }

        await aws.QuickSightAsync(
            "CreateGroup",
            HttpMethod.Post,
            ["accounts", account, "namespaces", space, "groups"],
            request,
            cancellationToken
        );
        return (await FindIdAsync(inputs, aws, cancellationToken))!;
    }

    public override async Task<string?> FindIdAsync(
        PropertyMap inputs,
        AwsApi aws,
        CancellationToken cancellationToken
    ) =>
        $"{await aws.AccountOfAsync(inputs)}/{inputs.Text("namespace") ?? DefaultNamespace}/{inputs.Text("groupName")}";

    public override async Task<PropertyMap?> ReadAsync(
        string id,
        PropertyMap known,
        AwsApi aws,
        CancellationToken cancellationToken
    )
    {
        var answer = await aws.QuickSightAsync("DescribeGroup", HttpMethod.Get, Path(id), null, cancellationToken);
        var parts = Split(id);
        return PropertyMap.Of(
            ("arn", $"{answer["Group"]?["Arn"]}"),
            ("awsAccountId", parts[0]),
            ("description", $"{answer["Group"]?["Description"]}"),
            ("groupName", parts[2]),
            ("namespace", parts[1])
        );
    }

    public override Task UpdateAsync(string id, Change change, AwsApi aws, CancellationToken cancellationToken) =>
        aws.QuickSightAsync(
            "UpdateGroup",
            HttpMethod.Put,
            Path(id),
            new JsonObject { ["Description"] = change.New.Text("description") ?? "" },
            cancellationToken
        );

    public override Task DeleteAsync(string id, PropertyMap state, AwsApi aws, CancellationToken cancellationToken) =>
        aws.QuickSightAsync("DeleteGroup", HttpMethod.Delete, Path(id), null, cancellationToken);

    private static ImmutableArray<string> Path(string id) =>
        ["accounts", Split(id)[0], "namespaces", Split(id)[1], "groups", Split(id)[2]];

    private static string[] Split(string id) =>
        id.Split('/', 3) is { Length: 3 } parts
            ? parts
            : throw new ProviderException(
                $"'{id}' is no group id: it has the form ACCOUNT/NAMESPACE/NAME.",
                ProviderErrorCode.InvalidArgument
            );
}
