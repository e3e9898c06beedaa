using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Providers.Aws;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Providers.QuickSight;

/// <summary><c>aws:quicksight/dataSet:DataSet</c>; its id is <c>ACCOUNT,ID</c> as Pulumi has it.</summary>
internal sealed class DataSet : AwsResource
{
    private static readonly Shape _column = new(Field.Plain("name"), Field.Plain("type"));

    private static readonly Shape _physical = new(
        Field.Block(
            "customSql",
            new Shape(
                Field.Plain("dataSourceArn"),
                Field.Plain("name"),
                Field.Plain("sqlQuery"),
                Field.Blocks("columns", _column)
            )
        ),
        Field.Block(
            "relationalTable",
            new Shape(
                Field.Plain("dataSourceArn"),
                Field.Plain("catalog"),
                Field.Plain("schema"),
                Field.Plain("name"),
                Field.Blocks("inputColumns", _column)
            )
        )
    );

    private static readonly Shape _outputColumn = new(
        Field.Plain("name"),
        Field.Plain("type"),
        Field.Plain("description")
    );

    private static readonly ImmutableHashSet<string> _unsupported =
    [
        "columnGroups",
        "columnLevelPermissionRules",
        "dataSetUsageConfiguration",
        "fieldFolders",
        "logicalTableMaps",
        "refreshProperties",
        "rowLevelPermissionDataSet",
        "rowLevelPermissionTagConfiguration",
        "useAs",
    ];

    public override string Type => "aws:quicksight/dataSet:DataSet";

    public override bool TakesTags => true;

    public override ImmutableArray<string> ReplaceOn => ["awsAccountId", "dataSetId"];

    public override ImmutableArray<string> Required => ["dataSetId", "importMode", "physicalTableMaps"];

    public override string NameInput => "name";

    public override int NameLength => 128;

    public override ImmutableArray<string> Sets => ["permissions", "actions"];

    public override ImmutableArray<string> OutputsOnly => ["arn", "outputColumns"];

    public override bool DeleteBeforeReplace(PropertyMap oldInputs, PropertyMap newInputs) =>
        Equals(oldInputs.Find("dataSetId"), newInputs.Find("dataSetId"));

    public override ImmutableArray<Rule> Rules => [Rule.OneOf("importMode", "SPICE", "DIRECT_QUERY")];

    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        foreach (
            var name in inputs.Keys.Where(name => _unsupported.Contains(name) && inputs.Find(name) is { IsNull: false })
        )
        {
            yield return new CheckFailure(name, $"'{name}' is not supported by the embedded provider.");
        }

        foreach (var table in inputs.Find("physicalTableMaps")?.AsItems ?? [])
        {
            if (
                !table.IsUnknown
                && _physical.Fields.Count(kind => table.AsMap?.Find(kind.Name) is { IsNull: false }) != 1
            )
            {
                yield return new CheckFailure(
                    "physicalTableMaps",
                    "A physical table is exactly one of 'customSql' and 'relationalTable'."
                );
            }
        }
    }

    public override async Task<string> CreateAsync(PropertyMap inputs, AwsApi aws, CancellationToken cancellationToken)
    {
        var (account, name) = (await aws.AccountOfAsync(inputs), inputs.Text("dataSetId")!);
        var request = Permissions.Add(Request(inputs), inputs);
        request["DataSetId"] = name;
        if (Tags.Of(inputs) is { Count: > 0 } tags)
        {
            request["Tags"] = Tags.List(tags);
        }

        await aws.QuickSightAsync(
            "CreateDataSet",
            HttpMethod.Post,
            ["accounts", account, "data-sets"],
            request,
            cancellationToken
        );
        return (await FindIdAsync(inputs, aws, cancellationToken))!;
    }

    public override async Task<string?> FindIdAsync(
        PropertyMap inputs,
        AwsApi aws,
        CancellationToken cancellationToken
    ) => $"{await aws.AccountOfAsync(inputs)},{inputs.Text("dataSetId")}";

    public override async Task<PropertyMap?> ReadAsync(
        string id,
        PropertyMap known,
        AwsApi aws,
        CancellationToken cancellationToken
    )
    {
        var answer = await aws.QuickSightAsync("DescribeDataSet", HttpMethod.Get, Path(id), null, cancellationToken);
        var found = answer["DataSet"] as JsonObject ?? [];
        var (account, name) = AccountId.Split(id);
        var arn = $"{found["Arn"]}";
        return PropertyMap.Of(
            ("arn", arn),
            ("awsAccountId", account),
            ("dataSetId", name),
            ("importMode", $"{found["ImportMode"]}"),
            ("name", $"{found["Name"]}"),
            (
                "outputColumns",
                PropertyValue.Of(
                    (found["OutputColumns"] as JsonArray ?? []).Select(c =>
                        (PropertyValue)_outputColumn.FromJson(c as JsonObject)
                    )
                )
            ),
            (
                "permissions",
                await Permissions.ReadAsync("DescribeDataSetPermissions", Path(id), aws, cancellationToken)
            ),
            ("physicalTableMaps", Tables(found["PhysicalTableMap"] as JsonObject ?? [])),
            ("tags", await aws.QuickSightTagsAsync(arn, cancellationToken))
        );
    }

    public override async Task UpdateAsync(string id, Change change, AwsApi aws, CancellationToken cancellationToken)
    {
        if (change.Touches("importMode", "name", "physicalTableMaps"))
        {
            await aws.QuickSightAsync(
                "UpdateDataSet",
                HttpMethod.Put,
                Path(id),
                Request(change.New),
                cancellationToken
            );
        }

        await Permissions.UpdateAsync("UpdateDataSetPermissions", Path(id), change, aws, cancellationToken);
        await aws.UpdateQuickSightTagsAsync(change.State.Text("arn")!, change, cancellationToken);
    }

    public override Task DeleteAsync(string id, PropertyMap state, AwsApi aws, CancellationToken cancellationToken) =>
        aws.QuickSightAsync("DeleteDataSet", HttpMethod.Delete, Path(id), null, cancellationToken);

    private static JsonObject Request(PropertyMap inputs) =>
        new()
        {
            ["Name"] = inputs.Text("name"),
            ["ImportMode"] = inputs.Text("importMode"),
            // A list in Pulumi, a map by id in the API.
            ["PhysicalTableMap"] = new JsonObject(
                (inputs.Find("physicalTableMaps")?.AsItems ?? [])
                    .Select(table => table.AsMap ?? PropertyMap.Empty)
                    .Select(table =>
                        KeyValuePair.Create<string, JsonNode?>(
                            table.Text("physicalTableMapId")!,
                            _physical.ToJson(table)
                        )
                    )
            ),
        };

    private static PropertyValue Tables(JsonObject map) =>
        PropertyValue.Of(
            map.OrderBy(table => table.Key, StringComparer.Ordinal)
                .Select(table =>
                    (PropertyValue)_physical.FromJson(table.Value as JsonObject).With("physicalTableMapId", table.Key)
                )
        );

    private static ImmutableArray<string> Path(string id)
    {
        var (account, name) = AccountId.Split(id);
        return ["accounts", account, "data-sets", name];
    }
}
