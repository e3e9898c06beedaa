using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Providers.Aws;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Providers.QuickSight;

/// <summary><c>aws:quicksight/dataSource:DataSource</c> on Athena; its id is <c>ACCOUNT/ID</c>.</summary>
internal sealed class DataSource : AwsResource
{
    private static readonly Shape _shape = new(
        Field.Plain("name"),
        Field.Plain("type"),
        Field.Block(
            "parameters",
            new Shape(
                Field.Block("athena", new Shape(Field.Plain("workGroup"), Field.Plain("roleArn")), "AthenaParameters")
            ),
            "DataSourceParameters"
        ),
        Field.Block("sslProperties", new Shape(Field.Flag("disableSsl")))
    );

    public override string Type => "aws:quicksight/dataSource:DataSource";

    public override bool TakesTags => true;

    public override ImmutableArray<string> ReplaceOn => ["awsAccountId", "dataSourceId", "type"];

    public override ImmutableArray<string> Required => ["dataSourceId", "parameters", "type"];

    public override string NameInput => "name";

    public override int NameLength => 128;

    public override ImmutableArray<string> Sets => ["permissions", "actions"];

    public override bool DeleteBeforeReplace(PropertyMap oldInputs, PropertyMap newInputs) =>
        Equals(oldInputs.Find("dataSourceId"), newInputs.Find("dataSourceId"));

    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        if (inputs.Text("type") is { } type && type != "ATHENA")
        {
            yield return new CheckFailure(
                "type",
                $"Data sources of type '{type}' are not supported by the embedded provider; ATHENA is."
            );
        }

        foreach (var name in (string[])["credentials", "vpcConnectionProperties"])
        {
            if (inputs.Find(name) is { IsNull: false })
            {
                yield return new CheckFailure(name, $"'{name}' is not supported by the embedded provider.");
            }
        }
    }

    public override async Task<string> CreateAsync(PropertyMap inputs, AwsApi aws, CancellationToken cancellationToken)
    {
        var (account, name) = (await aws.AccountOfAsync(inputs), inputs.Text("dataSourceId")!);
        var request = Permissions.Add(_shape.ToJson(inputs), inputs);
        request["DataSourceId"] = name;
        if (Tags.Of(inputs) is { Count: > 0 } tags)
        {
            request["Tags"] = Tags.List(tags);
        }

        await aws.QuickSightAsync(
            "CreateDataSource",
            HttpMethod.Post,
            ["accounts", account, "data-sources"],
            request,
            cancellationToken
        );
        var id = (await FindIdAsync(inputs, aws, cancellationToken))!;
        await aws.WaitAsync("CreateDataSource", () => DescribeAsync(id, aws, cancellationToken), cancellationToken);
        return id;
    }

    public override async Task<string?> FindIdAsync(
        PropertyMap inputs,
        AwsApi aws,
        CancellationToken cancellationToken
    ) => $"{await aws.AccountOfAsync(inputs)}/{inputs.Text("dataSourceId")}";

    public override async Task<PropertyMap?> ReadAsync(
        string id,
        PropertyMap known,
        AwsApi aws,
        CancellationToken cancellationToken
    )
    {
        var found = await DescribeAsync(id, aws, cancellationToken);
        if ($"{found?["Status"]}" == "DELETED")
        {
            return null;
        }

        var (account, name) = AccountId.Split(id);
        var arn = $"{found?["Arn"]}";
        return PropertyMap
            .Of(
                ("arn", arn),
                ("awsAccountId", account),
                ("dataSourceId", name),
                (
                    "permissions",
                    await Permissions.ReadAsync("DescribeDataSourcePermissions", Path(id), aws, cancellationToken)
                ),
                ("tags", await aws.QuickSightTagsAsync(arn, cancellationToken))
            )
            .With(_shape.AllFromJson(found as JsonObject));
    }

    public override async Task UpdateAsync(string id, Change change, AwsApi aws, CancellationToken cancellationToken)
    {
        if (change.Touches("name", "parameters", "sslProperties"))
        {
            await aws.QuickSightAsync(
                "UpdateDataSource",
                HttpMethod.Put,
                Path(id),
                _shape.ToJson(change.New, name => name != "type"),
                cancellationToken
            );
            await aws.WaitAsync("UpdateDataSource", () => DescribeAsync(id, aws, cancellationToken), cancellationToken);
        }

        await Permissions.UpdateAsync("UpdateDataSourcePermissions", Path(id), change, aws, cancellationToken);
        await aws.UpdateQuickSightTagsAsync(change.State.Text("arn")!, change, cancellationToken);
    }

    public override Task DeleteAsync(string id, PropertyMap state, AwsApi aws, CancellationToken cancellationToken) =>
        aws.QuickSightAsync("DeleteDataSource", HttpMethod.Delete, Path(id), null, cancellationToken);

    private static async Task<JsonNode?> DescribeAsync(string id, AwsApi aws, CancellationToken cancellationToken) =>
        (await aws.QuickSightAsync("DescribeDataSource", HttpMethod.Get, Path(id), null, cancellationToken))[
            "DataSource"
        ];

    private static ImmutableArray<string> Path(string id)
    {
        var (account, name) = AccountId.Split(id);
        return ["accounts", account, "data-sources", name];
    }
}

/// <summary>Ids of QuickSight's things: <c>ACCOUNT/ID</c>.</summary>
internal static class AccountId
{
    public static (string Account, string Name) Split(string id) =>
        id.Split([',', '/'], 2) is [var account, var name]
            ? (account, name)
            : throw new ProviderException(
                $"'{id}' is no QuickSight id: it has the form ACCOUNT/ID.",
                ProviderErrorCode.InvalidArgument
            );
}
