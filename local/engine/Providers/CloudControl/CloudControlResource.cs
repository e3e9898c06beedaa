using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Providers.Aws;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Providers.CloudControl;

/// <summary>
/// <c>aws:cloudcontrol/resource:Resource</c>: any CloudFormation type by its desired state; its id is the type's
/// identifier. What the program wrote is kept as the input: AWS never gives back members that are write-only.
/// </summary>
internal sealed class CloudControlResource : AwsResource
{
    private static readonly TimeSpan _firstPoll = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _longestPoll = TimeSpan.FromSeconds(5);

    // Members whose change makes a new thing, by type; CloudFormation's schemas say so (createOnlyProperties).
    private static readonly ImmutableDictionary<string, ImmutableArray<string>> _createOnly = new Dictionary<
        string,
        ImmutableArray<string>
    >
    {
        ["AWS::QuickSight::Dashboard"] = ["AwsAccountId", "DashboardId"],
        ["AWS::QuickSight::Analysis"] = ["AwsAccountId", "AnalysisId"],
        ["AWS::QuickSight::DataSet"] = ["AwsAccountId", "DataSetId"],
        ["AWS::QuickSight::DataSource"] = ["AwsAccountId", "DataSourceId", "Type"],
    }.ToImmutableDictionary();

    // Members that make up the identifier, by type (primaryIdentifier).
    private static readonly ImmutableDictionary<string, ImmutableArray<string>> _identifier =
        _createOnly.ToImmutableDictionary(type => type.Key, type => type.Value.Remove("Type"));

    public override string Type => "aws:cloudcontrol/resource:Resource";

    public override ImmutableArray<string> ReplaceOn => ["typeName"];

    public override ImmutableArray<string> Required => ["desiredState", "typeName"];

    public override ImmutableArray<string> JsonTexts => ["desiredState"];

    public override ImmutableArray<Rule> Rules =>
        [
            new Rule(
                "typeName",
                name => name.AsText?.Split("::") is { Length: 3 or 4 },
                "of the form 'AWS::Service::Type'"
            ),
        ];

    public override ImmutableArray<string> OutputsOnly => ["properties", "tagsAll"];

    /// <summary>Only an identity that stays the same forces the old thing away first.</summary>
    public override bool DeleteBeforeReplace(PropertyMap oldInputs, PropertyMap newInputs) => false;

    public override IEnumerable<string> ReplacedBy(PropertyMap oldInputs, PropertyMap newInputs)
    {
        if (newInputs.Find("desiredState") is { IsUnknown: true })
        {
            return [];
        }

        var (before, after) = (State(oldInputs), State(newInputs));
        return _createOnly
            .GetValueOrDefault(newInputs.Text("typeName") ?? "", [])
            .Any(member => !JsonNode.DeepEquals(before[member], after[member]))
            ? ["desiredState"]
            : [];
    }

    public override async Task<string> CreateAsync(PropertyMap inputs, AwsApi aws, CancellationToken cancellationToken)
    {
        var request = Named(inputs);
        request["DesiredState"] = inputs.Text("desiredState");
        request["ClientToken"] = aws.Call.NewToken();
        var started = await CallAsync(aws, "CreateResource", request, cancellationToken);
        var done = await WaitAsync("CreateResource", started, aws, cancellationToken);
        return $"{done["Identifier"]}";
    }

    public override bool CanFind(PropertyMap inputs) => _identifier.ContainsKey(inputs.Text("typeName") ?? "");

    public override Task<string?> FindIdAsync(PropertyMap inputs, AwsApi aws, CancellationToken cancellationToken)
    {
        var state = State(inputs);
        return Task.FromResult<string?>(
            string.Join('|', _identifier[inputs.Text("typeName")!].Select(member => $"{state[member]}"))
        );
    }

    public override async Task<PropertyMap?> ReadAsync(
        string id,
        PropertyMap known,
        AwsApi aws,
        CancellationToken cancellationToken
    )
    {
        var request = Named(known);
        request["Identifier"] = id;
        var answer = await CallAsync(aws, "GetResource", request, cancellationToken);
        var properties = $"{answer["ResourceDescription"]?["Properties"]}";
        return PropertyMap.Of(
            ("desiredState", Drifted(known, properties)),
            ("properties", properties),
            ("typeName", known.Text("typeName"))
        );
    }

    public override async Task UpdateAsync(string id, Change change, AwsApi aws, CancellationToken cancellationToken)
    {
        if (!change.Touches("desiredState"))
        {
            return;
        }

        var request = Named(change.New);
        request["Identifier"] = id;
        request["PatchDocument"] = JsonPatch.Between(State(change.Old), State(change.New)).ToJsonString();
        var started = await CallAsync(aws, "UpdateResource", request, cancellationToken);
        await WaitAsync("UpdateResource", started, aws, cancellationToken);
    }

    public override async Task DeleteAsync(
        string id,
        PropertyMap state,
        AwsApi aws,
        CancellationToken cancellationToken
    )
    {
        var request = Named(state);
        request["Identifier"] = id;
        var started = await CallAsync(aws, "DeleteResource", request, cancellationToken);
        await WaitAsync("DeleteResource", started, aws, cancellationToken);
    }

    /// <summary>The program's text, with the members put in that AWS now says otherwise.</summary>
    private static string Drifted(PropertyMap known, string properties)
    {
        if (known.Text("desiredState") is null)
        {
            return properties;
        }

        var (wanted, live) = (State(known), JsonNode.Parse(properties) as JsonObject ?? []);
        var drifted = wanted
            .Where(member => live[member.Key] is { } now && !JsonNode.DeepEquals(Sorted(now), Sorted(member.Value)))
            .Select(member => member.Key)
            .ToList();
        foreach (var member in drifted)
        {
            wanted[member] = live[member]!.DeepClone();
        }

        return drifted.Count == 0 ? known.Text("desiredState")! : wanted.ToJsonString();
    }

    /// <summary>Lists in an order of their own: CloudFormation's permissions, actions and tags have none.</summary>
    private static JsonNode? Sorted(JsonNode? node) =>
        node switch
        {
            JsonObject o => new JsonObject(
                o.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => KeyValuePair.Create(m.Key, Sorted(m.Value)))
            ),
            JsonArray a => new JsonArray([
                .. a.Select(Sorted).OrderBy(item => item?.ToJsonString(), StringComparer.Ordinal),
            ]),
            _ => node?.DeepClone(),
        };

    private static async Task<JsonNode> WaitAsync(
        string action,
        JsonObject started,
        AwsApi aws,
        CancellationToken cancellationToken
    )
    {
        var progress = started["ProgressEvent"] ?? new JsonObject();
        var wait = _firstPoll;
        while ($"{progress["OperationStatus"]}" is "PENDING" or "IN_PROGRESS" or "CANCEL_IN_PROGRESS")
        {
            await Task.Delay(wait, aws.Call.Time, cancellationToken);
            wait = wait * 2 > _longestPoll ? _longestPoll : wait * 2;
            var answer = await CallAsync(
                aws,
                "GetResourceRequestStatus",
                new JsonObject { ["RequestToken"] = $"{progress["RequestToken"]}" },
                cancellationToken
            );
            progress = answer["ProgressEvent"] ?? new JsonObject();
        }

        return $"{progress["OperationStatus"]}" == "SUCCESS"
            ? progress
            : throw new AwsServiceException(
                action,
                $"{progress["ErrorCode"] ?? "GeneralServiceException"}",
                $"{progress["StatusMessage"] ?? "no reason given"}",
                400
            );
    }

    private static JsonObject State(PropertyMap inputs) =>
        inputs.Text("desiredState") is { } text ? JsonNode.Parse(text) as JsonObject ?? [] : [];

    private static JsonObject Named(PropertyMap inputs)
    {
        var request = new JsonObject { ["TypeName"] = inputs.Text("typeName") };
        foreach (var (name, wire) in ((string, string)[])[("roleArn", "RoleArn"), ("typeVersionId", "TypeVersionId")])
        {
            if (inputs.Text(name) is { } value)
            {
                request[wire] = value;
            }
        }

        return request;
    }

    private static Task<JsonObject> CallAsync(
        AwsApi aws,
        string operation,
        JsonObject request,
        CancellationToken cancellationToken
    ) =>
        aws.Call.JsonAsync("cloudcontrolapi", "CloudApiService", operation, request, cancellationToken, version: "1.0");
}
