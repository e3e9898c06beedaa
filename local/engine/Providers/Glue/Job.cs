using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Providers.Aws;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Providers.Glue;

/// <summary><c>aws:glue/job:Job</c>; its id is its name.</summary>
internal sealed class Job : AwsResource
{
    private static readonly Shape _shape = new(
        Field.Block(
            "command",
            new Shape(
                Field.Plain("name"),
                Field.Plain("pythonVersion"),
                Field.Plain("runtime"),
                Field.Plain("scriptLocation")
            )
        ),
        Field.Plain("defaultArguments"),
        Field.Plain("description"),
        Field.Plain("executionClass"),
        Field.Block("executionProperty", new Shape(Field.Number("maxConcurrentRuns"))),
        Field.Plain("glueVersion"),
        Field.Plain("jobMode"),
        Field.Flag("jobRunQueuingEnabled"),
        Field.Plain("maintenanceWindow"),
        Field.Number("maxCapacity"),
        Field.Number("maxRetries"),
        Field.Plain("nonOverridableArguments"),
        Field.Block("notificationProperty", new Shape(Field.Number("notifyDelayAfter"))),
        Field.Number("numberOfWorkers"),
        Field.Plain("roleArn", "Role"),
        Field.Plain("securityConfiguration"),
        Field.Number("timeout"),
        Field.Plain("workerType")
    );

    public override string Type => "aws:glue/job:Job";

    public override bool TakesTags => true;

    public override ImmutableArray<string> ReplaceOn => ["name"];

    public override ImmutableArray<string> Required => ["command", "roleArn"];

    public override ImmutableArray<Rule> Rules =>
        [
            Rule.OneOf("command.name", "glueetl", "gluestreaming", "pythonshell", "glueray"),
            Rule.OneOf("executionClass", "STANDARD", "FLEX"),
            Rule.Between("numberOfWorkers", 1, 299),
        ];

    public override string NameInput => "name";

    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        if (inputs.Find("maxCapacity") is { IsNull: false } && inputs.Find("workerType") is { IsNull: false })
        {
            yield return new CheckFailure("maxCapacity", "'maxCapacity' and 'workerType' cannot be given together.");
        }

        if (inputs.ContainsKey("workerType") != inputs.ContainsKey("numberOfWorkers"))
        {
            yield return new CheckFailure(
                "numberOfWorkers",
                "'workerType' and 'numberOfWorkers' must be given together."
            );
        }

        if (inputs.Find("sourceControlDetails") is { IsNull: false })
        {
            yield return new CheckFailure(
                "sourceControlDetails",
                "'sourceControlDetails' is not supported by the embedded provider."
            );
        }
    }

    public override async Task<string> CreateAsync(PropertyMap inputs, AwsApi aws, CancellationToken cancellationToken)
    {
        var request = Request(inputs);
        request["Name"] = inputs.Text("name");
        await aws.GlueAsync("CreateJob", request.WithTags(inputs), cancellationToken);
        return inputs.Text("name")!;
    }

    public override async Task<PropertyMap?> ReadAsync(
        string id,
        PropertyMap known,
        AwsApi aws,
        CancellationToken cancellationToken
    )
    {
        var answer = await aws.GlueAsync("GetJob", new JsonObject { ["JobName"] = id }, cancellationToken);
        var job = answer["Job"] as JsonObject;
        var arn = await aws.GlueArnAsync($"job/{id}");
        var read = _shape
            .AllFromJson(job)
            .With("arn", arn)
            .With("name", id)
            .With("tags", await aws.GlueTagsAsync(arn, cancellationToken));
        // With worker types the capacity is Glue's own sum.
        read = read["workerType"].IsNull ? read : read.Without("maxCapacity");
        return read.With("connections", JsonValues.FromJson(job?["Connections"]?["Connections"]));
    }

    public override async Task UpdateAsync(string id, Change change, AwsApi aws, CancellationToken cancellationToken)
    {
        if (!change.Changed.Except(["tags"]).IsEmpty)
        {
            // The whole is replaced: what is left out is cleared or gets its default.
            await aws.GlueAsync(
                "UpdateJob",
                new JsonObject { ["JobName"] = id, ["JobUpdate"] = Request(change.New) },
                cancellationToken
            );
        }

        await aws.UpdateGlueTagsAsync(await aws.GlueArnAsync($"job/{id}"), change, cancellationToken);
    }

    /// <summary>Glue answers well for a job that is not there.</summary>
    public override Task DeleteAsync(string id, PropertyMap state, AwsApi aws, CancellationToken cancellationToken) =>
        aws.GlueAsync("DeleteJob", new JsonObject { ["JobName"] = id }, cancellationToken);

    private static JsonObject Request(PropertyMap inputs)
    {
        var request = _shape.ToJson(inputs);
        if (inputs.Find("connections") is { IsNull: false } connections)
        {
            request["Connections"] = new JsonObject { ["Connections"] = JsonValues.ToJson(connections) };
        }

        return request;
    }
}
