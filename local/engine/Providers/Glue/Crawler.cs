using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Providers.Aws;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Providers.Glue;

/// <summary><c>aws:glue/crawler:Crawler</c>; its id is its name. Targets are S3 paths and catalog tables.</summary>
internal sealed class Crawler : AwsResource
{
    private static readonly TimeSpan _poll = TimeSpan.FromMilliseconds(500);

    private static readonly Shape _targets = new(
        Field.Blocks(
            "s3Targets",
            new Shape(
                Field.Plain("path"),
                Field.Plain("exclusions"),
                Field.Number("sampleSize"),
                Field.Plain("connectionName"),
                Field.Plain("eventQueueArn"),
                Field.Plain("dlqEventQueueArn")
            )
        ),
        Field.Blocks("catalogTargets", new Shape(Field.Plain("databaseName"), Field.Plain("tables")))
    );

    private static readonly Shape _shape = new(
        Field.Plain("name"),
        Field.Plain("role"),
        Field.Plain("databaseName"),
        Field.Plain("description"),
        Field.Plain("classifiers"),
        Field.Plain("configuration"),
        Field.Plain("schedule"),
        Field.Plain("tablePrefix"),
        Field.Plain("securityConfiguration", "CrawlerSecurityConfiguration"),
        Field.Block("schemaChangePolicy", new Shape(Field.Plain("updateBehavior"), Field.Plain("deleteBehavior"))),
        Field.Block("recrawlPolicy", new Shape(Field.Plain("recrawlBehavior"))),
        Field.Block("lineageConfiguration", new Shape(Field.Plain("crawlerLineageSettings")))
    );

    public override string Type => "aws:glue/crawler:Crawler";

    public override bool TakesTags => true;

    public override ImmutableArray<string> ReplaceOn => ["name"];

    public override ImmutableArray<string> Required => ["databaseName", "role"];

    public override string NameInput => "name";

    public override ImmutableArray<string> JsonTexts => ["configuration"];

    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        foreach (var failure in base.Check(inputs))
        {
            yield return failure;
        }

        if (_targets.Fields.All(target => inputs.Find(target.Name) is not { IsNull: false }))
        {
            yield return new CheckFailure(
                "s3Targets",
                "A crawler needs 's3Targets' or 'catalogTargets'; other targets are not supported by the embedded provider."
            );
        }
    }

    public override async Task<string> CreateAsync(PropertyMap inputs, AwsApi aws, CancellationToken cancellationToken)
    {
        await aws.GlueAsync("CreateCrawler", Request(inputs).WithTags(inputs), cancellationToken);
        return inputs.Text("name")!;
    }

    public override async Task<PropertyMap?> ReadAsync(
        string id,
        PropertyMap known,
        AwsApi aws,
        CancellationToken cancellationToken
    )
    {
        var crawler = await FindAsync(id, aws, cancellationToken);
        var arn = await aws.GlueArnAsync($"crawler/{id}");
        var read = _shape
            .AllFromJson(crawler)
            .With(_targets.AllFromJson(crawler["Targets"] as JsonObject))
            .With("arn", arn)
            .With("tags", await aws.GlueTagsAsync(arn, cancellationToken));
        // Told a role's ARN, Glue answers with its name where the role has no path.
        var role = known.Text("role");
        read =
            role is not null
            && read.Text("role") is { } answered
            && role.EndsWith($"role/{answered}", StringComparison.Ordinal)
                ? read.With("role", role)
                : read;
        return read.With("schedule", JsonValues.FromJson(crawler["Schedule"]?["ScheduleExpression"]));
    }

    public override async Task UpdateAsync(string id, Change change, AwsApi aws, CancellationToken cancellationToken)
    {
        if (!change.Changed.Except(["tags"]).IsEmpty)
        {
            var request = Request(change.New);
            foreach (var cleared in change.Changed.Where(name => change.New.Find(name) is not { IsNull: false }))
            {
                Clear(request, cleared);
            }

            await WhileReadyAsync(
                id,
                "CrawlerRunningException",
                () => aws.GlueAsync("UpdateCrawler", request, cancellationToken),
                aws,
                cancellationToken
            );
        }

        await aws.UpdateGlueTagsAsync(await aws.GlueArnAsync($"crawler/{id}"), change, cancellationToken);
    }

    public override Task DeleteAsync(string id, PropertyMap state, AwsApi aws, CancellationToken cancellationToken) =>
        WhileReadyAsync(
            id,
            "CrawlerRunningException",
            () => aws.GlueAsync("DeleteCrawler", Named(id), cancellationToken),
            aws,
            cancellationToken
        );

    private static JsonObject Request(PropertyMap inputs)
    {
        var request = _shape.ToJson(inputs);
        request["Targets"] = _targets.ToJson(inputs);
        return request;
    }

    /// <summary>UpdateCrawler keeps what is left out; an optional is cleared by what stands for nothing.</summary>
    private static void Clear(JsonObject request, string name)
    {
        switch (name)
        {
            case "description" or "tablePrefix" or "configuration" or "schedule":
                request[char.ToUpperInvariant(name[0]) + name[1..]] = "";
                break;
            case "classifiers":
                request["Classifiers"] = new JsonArray();
                break;
            case "securityConfiguration":
                request["CrawlerSecurityConfiguration"] = "";
                break;
            case "schemaChangePolicy":
                request["SchemaChangePolicy"] = new JsonObject
                {
                    ["UpdateBehavior"] = "UPDATE_IN_DATABASE",
                    ["DeleteBehavior"] = "DEPRECATE_IN_DATABASE",
                };
                break;
            case "recrawlPolicy":
                request["RecrawlPolicy"] = new JsonObject { ["RecrawlBehavior"] = "CRAWL_EVERYTHING" };
                break;
            default:
                break;
        }
    }

    /// <summary>A running crawler is stopped first, and waited for.</summary>
    private static async Task WhileReadyAsync(
        string id,
        string runningCode,
        Func<Task> work,
        AwsApi aws,
        CancellationToken cancellationToken
    )
    {
        while (true)
        {
            try
            {
                await work();
                return;
            }
            catch (AwsServiceException e) when (e.Code == runningCode)
            {
                await StopAsync(id, aws, cancellationToken);
            }
        }
    }

    private static async Task StopAsync(string id, AwsApi aws, CancellationToken cancellationToken)
    {
        try
        {
            await aws.GlueAsync("StopCrawler", Named(id), cancellationToken);
        }
        catch (AwsServiceException e) when (e.Code is "CrawlerNotRunningException" or "CrawlerStoppingException") { }

        while ($"{(await FindAsync(id, aws, cancellationToken))["State"]}" != "READY")
        {
            await Task.Delay(_poll, aws.Call.Time, cancellationToken);
        }
    }

    private static async Task<JsonObject> FindAsync(string id, AwsApi aws, CancellationToken cancellationToken) =>
        (await aws.GlueAsync("GetCrawler", Named(id), cancellationToken))["Crawler"] as JsonObject ?? [];

    private static JsonObject Named(string name) => new() { ["Name"] = name };
}
