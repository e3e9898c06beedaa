using System.Text.Json;
using System.Text.Json.Nodes;
using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.QuickSight;
using CustomerLake.Local.Cloud.Services.QuickSight.Dashboards;
using CustomerLake.Local.Cloud.Services.QuickSight.Permissions;
using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Local.Cloud.Services.CloudControl;

/// <summary>
/// <c>AWS::QuickSight::Dashboard</c>: identifier <c>account|id</c>. The definition is write-only, as its schema says. An
/// update publishes the new version, as CloudFormation's own handler does.
/// </summary>
internal sealed class DashboardHandler(CloudState state, QuickSightService quickSight) : IResourceHandler
{
    private static readonly string[] Writable =
    [
        "AwsAccountId",
        "DashboardId",
        "Name",
        "Definition",
        "DashboardPublishOptions",
        "Permissions",
        "Tags",
        "ThemeArn",
        "ValidationStrategy",
        "VersionDescription",
    ];

    private static readonly string[] Refused =
    [
        "FolderArns",
        "LinkEntities",
        "LinkSharingConfiguration",
        "Parameters",
        "SourceEntity",
    ];

    private static readonly string[] ReadOnly =
    [
        "Arn",
        "CreatedTime",
        "LastPublishedTime",
        "LastUpdatedTime",
        "Version",
    ];

    private readonly ResourceTable<JsonObject> _desired = state.Table<JsonObject>("cloudcontrol-dashboard");

    public string TypeName => "AWS::QuickSight::Dashboard";

    public string IdentifierOf(JsonObject model, CallContext call) =>
        $"{Text(model, "AwsAccountId")}|{Text(model, "DashboardId")}";

    public void Validate(JsonObject model)
    {
        foreach (var name in model.Select(property => property.Key))
        {
            if (Refused.Contains(name))
            {
                throw AwsException.NotEmulated(
                    $"The local cloud does not support the property '{name}' of '{TypeName}'."
                );
            }

            if (ReadOnly.Contains(name))
            {
                throw CloudControlErrors.Invalid($"#: read-only property [{name}] cannot be specified");
            }

            if (!Writable.Contains(name))
            {
                throw CloudControlErrors.Invalid($"#: extraneous key [{name}] is not permitted");
            }
        }

        foreach (var name in (string[])["AwsAccountId", "DashboardId", "Name"])
        {
            if (model[name] is null)
            {
                throw CloudControlErrors.Invalid($"#: required key [{name}] not found");
            }

            if (model[name]!.GetValueKind() != JsonValueKind.String)
            {
                throw CloudControlErrors.Invalid(
                    $"#/{name}: expected type: String, found: {model[name]!.GetValueKind()}"
                );
            }
        }
    }

    public void Create(JsonObject model, CallContext call)
    {
        var (dashboard, version) = quickSight.Dashboards.Create(
            new CreateDashboardRequest
            {
                AwsAccountId = Text(model, "AwsAccountId"),
                DashboardId = Text(model, "DashboardId"),
                Name = Text(model, "Name"),
                Definition = Element(model, "Definition"),
                DashboardPublishOptions = Element(model, "DashboardPublishOptions"),
                ThemeArn = (string?)model["ThemeArn"],
                ValidationStrategy = Member<ValidationStrategy>(model, "ValidationStrategy"),
                VersionDescription = (string?)model["VersionDescription"],
                Permissions = Member<List<ResourcePermission>>(model, "Permissions"),
                Tags = Member<List<Tag>>(model, "Tags"),
            },
            call
        );
        CheckSound(dashboard, version, call, isNew: true);
        _desired.Put(call.Scope, dashboard.Id, model);
    }

    public JsonObject Read(string identifier, CallContext call)
    {
        var dashboard = Find(identifier, call);
        var description = dashboard.ToDescription(quickSight.Dashboards.Shown(call.Scope, dashboard));
        return new JsonObject
        {
            ["AwsAccountId"] = call.AccountId,
            ["DashboardId"] = dashboard.Id,
            ["Arn"] = dashboard.Arn,
            ["Name"] = dashboard.Name,
            ["CreatedTime"] = Time(dashboard.Created),
            ["LastPublishedTime"] = dashboard.Published is { } published ? Time(published) : null,
            ["LastUpdatedTime"] = Time(dashboard.Updated),
            ["Permissions"] = JsonSerializer.SerializeToNode(quickSight.Permissions.Of(call.Scope, dashboard.Arn)),
            ["Tags"] = JsonSerializer.SerializeToNode(quickSight.Tags.Of(call.Scope, dashboard.Arn)),
            ["Version"] = new JsonObject
            {
                ["Arn"] = description.Version.Arn,
                ["CreatedTime"] = Time(description.Version.CreatedTime),
                ["DataSetArns"] = JsonSerializer.SerializeToNode(description.Version.DataSetArns),
                ["Description"] = description.Version.Description,
                ["Errors"] = JsonSerializer.SerializeToNode(description.Version.Errors),
                ["Sheets"] = JsonSerializer.SerializeToNode(description.Version.Sheets),
                ["Status"] = description.Version.Status,
                ["ThemeArn"] = description.Version.ThemeArn,
                ["VersionNumber"] = description.Version.VersionNumber,
            },
        };
    }

    public JsonObject Desired(string identifier, CallContext call)
    {
        var dashboard = Find(identifier, call);
        var desired = _desired.Find(call.Scope, dashboard.Id) ?? [];
        desired["AwsAccountId"] = call.AccountId;
        desired["DashboardId"] = dashboard.Id;
        // A change made past Cloud Control counts too.
        desired["Name"] = dashboard.Name;
        return desired;
    }

    public void Update(string identifier, JsonObject model, CallContext call)
    {
        var current = Find(identifier, call);
        if (IdentifierOf(model, call) != identifier)
        {
            throw CloudControlErrors.Invalid("#: create-only properties [AwsAccountId, DashboardId] cannot be updated");
        }

        state.Database.InTransaction(() =>
        {
            var (dashboard, version) = quickSight.Dashboards.Update(
                new UpdateDashboardRequest
                {
                    AwsAccountId = Text(model, "AwsAccountId"),
                    DashboardId = Text(model, "DashboardId"),
                    Name = Text(model, "Name"),
                    Definition = Element(model, "Definition"),
                    DashboardPublishOptions = Element(model, "DashboardPublishOptions"),
                    ThemeArn = (string?)model["ThemeArn"],
                    ValidationStrategy = Member<ValidationStrategy>(model, "ValidationStrategy"),
                    VersionDescription = (string?)model["VersionDescription"],
                },
                call
            );
            CheckSound(dashboard, version, call, isNew: false);
            quickSight.Dashboards.Publish(call.Scope, dashboard.Id, version.Number);
            quickSight.Tags.Set(call.Scope, dashboard.Arn, Member<List<Tag>>(model, "Tags"));
            quickSight.Permissions.Grant(
                call.Scope,
                dashboard.Arn,
                ResourceActions.Dashboard,
                Member<List<ResourcePermission>>(model, "Permissions"),
                quickSight.Permissions.Of(call.Scope, current.Arn)
            );
            _desired.Put(call.Scope, dashboard.Id, model);
        });
    }

    public void Delete(string identifier, CallContext call)
    {
        var dashboard = Find(identifier, call);
        quickSight.Dashboards.Delete(call.Scope, dashboard.Id);
        _desired.Delete(call.Scope, dashboard.Id);
    }

    public IReadOnlyList<string> List(CallContext call, string? after, int limit) =>
        [
            .. quickSight
                .Dashboards.Entries(call.Scope, after?.Split('|')[^1], limit)
                .Select(entry => $"{call.AccountId}|{entry.Key}"),
        ];

    /// <summary>A version that failed is the request's failure, with the errors of every visual; a new dashboard goes.</summary>
    private void CheckSound(Dashboard dashboard, DashboardVersion version, CallContext call, bool isNew)
    {
        if (version.Errors.Count == 0)
        {
            return;
        }

        if (isNew)
        {
            quickSight.Dashboards.Delete(call.Scope, dashboard.Id);
        }

        throw QuickSightErrors.Invalid(
            $"Dashboard {dashboard.Id} failed: {string.Join(" ", version.Errors.Select(error => $"{error.Type}: {error.Message}"))}"
        );
    }

    private Dashboard Find(string identifier, CallContext call) =>
        identifier.Split('|') is [var account, var id] && account == call.AccountId
            ? quickSight.Dashboards.Get(call.Scope, id)
            : throw QuickSightErrors.NotFound("Dashboard", identifier);

    private static string Text(JsonObject model, string name) => (string?)model[name] ?? "";

    private static JsonElement? Element(JsonObject model, string name) =>
        model[name] is { } node ? JsonSerializer.SerializeToElement(node) : null;

    private static T? Member<T>(JsonObject model, string name)
        where T : class
    {
        try
        {
            return model[name]?.Deserialize<T>(JsonSerializerOptions.Strict);
        }
        catch (JsonException fault)
        {
            throw CloudControlErrors.Invalid($"#/{name}: {fault.Message}");
        }
    }

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
