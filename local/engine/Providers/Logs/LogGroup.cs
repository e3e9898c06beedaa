using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CustomerLake.Local.Engine.Providers.Aws;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Providers.Logs;

/// <summary><c>aws:cloudwatch/logGroup:LogGroup</c>; its id is its name.</summary>
internal sealed class LogGroup : AwsResource
{
    // 0 keeps events for ever.
    private static readonly int[] _retentions =
    [
        0,
        1,
        3,
        5,
        7,
        14,
        30,
        60,
        90,
        120,
        150,
        180,
        365,
        400,
        545,
        731,
        1096,
        1827,
        2192,
        2557,
        2922,
        3288,
        3653,
    ];

    public override string Type => "aws:cloudwatch/logGroup:LogGroup";

    public override bool TakesTags => true;

    public override ImmutableArray<string> ReplaceOn => ["name", "namePrefix", "logGroupClass"];

    public override string NameInput => "name";

    public override int NameLength => 512;

    public override ImmutableArray<Rule> Rules =>
        [
            Rule.Matches("name", new Regex(@"^[.\-_/#A-Za-z0-9]{1,512}$"), "1 to 512 letters, digits and .-_/#"),
            Rule.OneOf("logGroupClass", "STANDARD", "INFREQUENT_ACCESS", "DELIVERY"),
            Rule.OneOf("retentionInDays", [.. _retentions.Select(days => $"{days}")]),
        ];

    public override IEnumerable<CheckFailure> Check(PropertyMap inputs) =>
        inputs.Find("deletionProtectionEnabled")?.AsBool == true
            ?
            [
                new CheckFailure(
                    "deletionProtectionEnabled",
                    "'deletionProtectionEnabled' is not supported by the embedded provider."
                ),
            ]
            : [];

    public override async Task<string> CreateAsync(PropertyMap inputs, AwsApi aws, CancellationToken cancellationToken)
    {
        var name = inputs.Text("name")!;
        var request = Named(name);
        if (inputs.Text("kmsKeyId") is { } key)
        {
            request["kmsKeyId"] = key;
        }

        if (inputs.Text("logGroupClass") is { } kind)
        {
            request["logGroupClass"] = kind;
        }

        if (Tags.Of(inputs) is { Count: > 0 } tags)
        {
            request["tags"] = Tags.Map(tags);
        }

        await CallAsync(aws, "CreateLogGroup", request, cancellationToken);
        await KeepAsync(name, inputs, aws, cancellationToken);
        return name;
    }

    public override async Task<PropertyMap?> ReadAsync(
        string id,
        PropertyMap known,
        AwsApi aws,
        CancellationToken cancellationToken
    )
    {
        var answer = await CallAsync(
            aws,
            "DescribeLogGroups",
            new JsonObject { ["logGroupNamePrefix"] = id },
            cancellationToken
        );
        var group = (answer["logGroups"] as JsonArray ?? []).FirstOrDefault(g => $"{g!["logGroupName"]}" == id);
        if (group is null)
        {
            return null;
        }

        var arn = $"{group["arn"]}".TrimEnd('*').TrimEnd(':');
        var tags = await CallAsync(
            aws,
            "ListTagsForResource",
            new JsonObject { ["resourceArn"] = arn },
            cancellationToken
        );
        return PropertyMap.Of(
            ("arn", arn),
            ("kmsKeyId", group["kmsKeyId"] is { } key ? $"{key}" : ""),
            ("logGroupClass", $"{group["logGroupClass"]}"),
            ("name", id),
            ("retentionInDays", group["retentionInDays"] is { } days ? JsonValues.FromJson(days) : 0),
            ("tags", Tags.FromMap(tags["tags"]))
        );
    }

    public override async Task UpdateAsync(string id, Change change, AwsApi aws, CancellationToken cancellationToken)
    {
        if (change.Touches("kmsKeyId"))
        {
            var request = Named(id);
            if (change.New.Text("kmsKeyId") is { } key)
            {
                request["kmsKeyId"] = key;
                await CallAsync(aws, "AssociateKmsKey", request, cancellationToken);
            }
            else
            {
                await CallAsync(aws, "DisassociateKmsKey", request, cancellationToken);
            }
        }

        if (change.Touches("retentionInDays"))
        {
            await KeepAsync(id, change.New, aws, cancellationToken, wasKept: true);
        }

        await UpdateTagsAsync(change, aws, cancellationToken);
    }

    public override async Task DeleteAsync(
        string id,
        PropertyMap state,
        AwsApi aws,
        CancellationToken cancellationToken
    )
    {
        if (state.Find("skipDestroy")?.AsBool != true)
        {
            await CallAsync(aws, "DeleteLogGroup", Named(id), cancellationToken);
        }
    }

    private static async Task KeepAsync(
        string name,
        PropertyMap inputs,
        AwsApi aws,
        CancellationToken cancellationToken,
        bool wasKept = false
    )
    {
        var request = Named(name);
        if (inputs.Find("retentionInDays")?.AsNumber is > 0 and { } days)
        {
            request["retentionInDays"] = (int)days;
            await CallAsync(aws, "PutRetentionPolicy", request, cancellationToken);
        }
        else if (wasKept)
        {
            await CallAsync(aws, "DeleteRetentionPolicy", request, cancellationToken);
        }
    }

    private static async Task UpdateTagsAsync(Change change, AwsApi aws, CancellationToken cancellationToken)
    {
        var (set, removed) = Tags.Changes(change);
        var arn = change.State.Text("arn");
        if (set.Count > 0)
        {
            await CallAsync(
                aws,
                "TagResource",
                new JsonObject { ["resourceArn"] = arn, ["tags"] = Tags.Map(set) },
                cancellationToken
            );
        }

        if (removed.Length > 0)
        {
            await CallAsync(
                aws,
                "UntagResource",
                new JsonObject
                {
                    ["resourceArn"] = arn,
                    ["tagKeys"] = new JsonArray([.. removed.Select(key => JsonValue.Create(key))]),
                },
                cancellationToken
            );
        }
    }

    private static JsonObject Named(string name) => new() { ["logGroupName"] = name };

    private static Task<JsonObject> CallAsync(
        AwsApi aws,
        string operation,
        JsonObject request,
        CancellationToken cancellationToken
    ) => aws.Call.JsonAsync("logs", "Logs_20140328", operation, request, cancellationToken);
}
