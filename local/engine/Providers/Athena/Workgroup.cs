using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CustomerLake.Local.Engine.Providers.Aws;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Providers.Athena;

/// <summary><c>aws:athena/workgroup:Workgroup</c>; its id is its name.</summary>
internal sealed class Workgroup : AwsResource
{
    private static readonly Shape _encryption = new(
        Field.Plain("encryptionOption"),
        Field.Plain("kmsKeyArn", "KmsKey")
    );

    private static readonly Shape _result = new(
        Field.Plain("outputLocation"),
        Field.Plain("expectedBucketOwner"),
        Field.Block("encryptionConfiguration", _encryption),
        Field.Block("aclConfiguration", new Shape(Field.Plain("s3AclOption")))
    );

    private static readonly Shape _configuration = new(
        Field.Number("bytesScannedCutoffPerQuery"),
        Field.Flag("enforceWorkgroupConfiguration", "EnforceWorkGroupConfiguration"),
        Field.Block(
            "engineVersion",
            new Shape(Field.Plain("selectedEngineVersion"), Field.Plain("effectiveEngineVersion"))
        ),
        Field.Plain("executionRole"),
        Field.Flag("publishCloudwatchMetricsEnabled", "PublishCloudWatchMetricsEnabled"),
        Field.Flag("requesterPaysEnabled"),
        Field.Block("resultConfiguration", _result)
    );

    private static readonly ImmutableHashSet<string> _honoured = [.. _configuration.Fields.Select(field => field.Name)];

    public override string Type => "aws:athena/workgroup:Workgroup";

    public override bool TakesTags => true;

    public override ImmutableArray<string> ReplaceOn => ["name"];

    public override string NameInput => "name";

    public override int NameLength => 128;

    public override ImmutableArray<Rule> Rules =>
        [
            Rule.Matches("name", new Regex("^[A-Za-z0-9._-]{1,128}$"), "1 to 128 letters, digits and ._-"),
            Rule.OneOf("state", "ENABLED", "DISABLED"),
        ];

    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        var configuration = inputs.Find("configuration")?.AsMap ?? PropertyMap.Empty;
        foreach (var (name, value) in configuration)
        {
            if (!_honoured.Contains(name) && !value.IsNull)
            {
                yield return new CheckFailure(
                    "configuration",
                    $"'configuration.{name}' is not supported by the embedded provider."
                );
            }
        }

        if (configuration.Find("bytesScannedCutoffPerQuery")?.AsNumber is < 10 * 1024 * 1024)
        {
            yield return new CheckFailure(
                "configuration",
                "'bytesScannedCutoffPerQuery' is at least 10485760 (10 MiB)."
            );
        }
    }

    public override async Task<string> CreateAsync(PropertyMap inputs, AwsApi aws, CancellationToken cancellationToken)
    {
        var request = new JsonObject
        {
            ["Name"] = inputs.Text("name"),
            ["Configuration"] = Configuration(inputs),
            ["Tags"] = Tags.List(Tags.Of(inputs)),
        };
        if (inputs.Text("description") is { } description)
        {
            request["Description"] = description;
        }

        await aws.AthenaAsync("CreateWorkGroup", request, cancellationToken);
        if (inputs.Text("state") == "DISABLED")
        {
            await aws.AthenaAsync(
                "UpdateWorkGroup",
                new JsonObject { ["WorkGroup"] = inputs.Text("name"), ["State"] = "DISABLED" },
                cancellationToken
            );
        }

        return inputs.Text("name")!;
    }

    public override async Task<PropertyMap?> ReadAsync(
        string id,
        PropertyMap known,
        AwsApi aws,
        CancellationToken cancellationToken
    )
    {
        JsonObject answer;
        try
        {
            answer = await aws.AthenaAsync("GetWorkGroup", new JsonObject { ["WorkGroup"] = id }, cancellationToken);
        }
        catch (AwsServiceException e) when (IsGone(e))
        {
            return null;
        }

        var group = answer["WorkGroup"] as JsonObject;
        var arn = await ArnAsync(id, aws);
        var tags = await aws.AthenaAsync(
            "ListTagsForResource",
            new JsonObject { ["ResourceARN"] = arn },
            cancellationToken
        );
        return PropertyMap.Of(
            ("arn", arn),
            ("configuration", _configuration.FromJson(group?["Configuration"] as JsonObject)),
            ("description", $"{group?["Description"]}"),
            ("name", id),
            ("state", $"{group?["State"]}"),
            ("tags", Tags.FromList(tags["Tags"]))
        );
    }

    public override async Task UpdateAsync(string id, Change change, AwsApi aws, CancellationToken cancellationToken)
    {
        if (change.Touches("configuration", "description", "state"))
        {
            await aws.AthenaAsync(
                "UpdateWorkGroup",
                new JsonObject
                {
                    ["WorkGroup"] = id,
                    ["Description"] = change.New.Text("description") ?? "",
                    ["State"] = change.New.Text("state") ?? "ENABLED",
                    ["ConfigurationUpdates"] = Updates(change),
                },
                cancellationToken
            );
        }

        var (set, removed) = Tags.Changes(change);
        var arn = await ArnAsync(id, aws);
        if (set.Count > 0)
        {
            await aws.AthenaAsync(
                "TagResource",
                new JsonObject { ["ResourceARN"] = arn, ["Tags"] = Tags.List(set) },
                cancellationToken
            );
        }

        if (removed.Length > 0)
        {
            await aws.AthenaAsync(
                "UntagResource",
                new JsonObject
                {
                    ["ResourceARN"] = arn,
                    ["TagKeys"] = new JsonArray([.. removed.Select(key => JsonValue.Create(key))]),
                },
                cancellationToken
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
        try
        {
            await aws.AthenaAsync(
                "DeleteWorkGroup",
                new JsonObject
                {
                    ["WorkGroup"] = id,
                    ["RecursiveDeleteOption"] = state.Find("forceDestroy")?.AsBool ?? false,
                },
                cancellationToken
            );
        }
        catch (AwsServiceException e) when (IsGone(e)) { }
    }

    private static JsonObject Configuration(PropertyMap inputs) =>
        Settable(_configuration.ToJson(inputs.Find("configuration")?.AsMap ?? PropertyMap.Empty));

    /// <summary>The version in effect is Athena's to say.</summary>
    private static JsonObject Settable(JsonObject configuration)
    {
        (configuration["EngineVersion"] as JsonObject)?.Remove("EffectiveEngineVersion");
        return configuration;
    }

    /// <summary>Updates have members of their own for what is removed.</summary>
    private static JsonObject Updates(Change change)
    {
        var updates = Configuration(change.New);
        var before = Configuration(change.Old);
        if (before.ContainsKey("BytesScannedCutoffPerQuery") && !updates.ContainsKey("BytesScannedCutoffPerQuery"))
        {
            updates["RemoveBytesScannedCutoffPerQuery"] = true;
        }

        var result = updates["ResultConfiguration"] as JsonObject ?? [];
        updates.Remove("ResultConfiguration");
        foreach (
            var name in (string[])
                ["OutputLocation", "EncryptionConfiguration", "ExpectedBucketOwner", "AclConfiguration"]
        )
        {
            if (before["ResultConfiguration"]?[name] is not null && !result.ContainsKey(name))
            {
                result["Remove" + name] = true;
            }
        }

        if (result.Count > 0)
        {
            updates["ResultConfigurationUpdates"] = result.DeepClone();
        }

        return updates;
    }

    private static bool IsGone(AwsServiceException error) =>
        error.Code == "InvalidRequestException"
        && error.Said.Contains("is not found", StringComparison.OrdinalIgnoreCase);

    private static async Task<string> ArnAsync(string name, AwsApi aws) =>
        $"arn:aws:athena:{aws.Region}:{await aws.AccountAsync()}:workgroup/{name}";
}
