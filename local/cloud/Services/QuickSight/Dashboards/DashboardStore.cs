using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.QuickSight.Dashboards.Definition;
using CustomerLake.Local.Cloud.Services.QuickSight.Permissions;
using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Local.Cloud.Services.QuickSight.Dashboards;

/// <summary>
/// Dashboards and their versions. Creating one publishes version 1; an update makes a new version that readers do
/// not see until it is published.
/// </summary>
internal sealed partial class DashboardStore(
    StateDatabase database,
    DashboardCheck check,
    PermissionStore permissions,
    QuickSightTags tags,
    TimeProvider time
)
{
    private readonly ResourceTable<Dashboard> _dashboards = new(database, "quicksight-dashboard");
    private readonly ResourceTable<DashboardVersion> _versions = new(database, "quicksight-dashboard-version");

    /// <summary>The accounts and regions that have dashboards.</summary>
    public IEnumerable<Scope> Scopes() => _dashboards.ListEverywhere().Select(entry => entry.Scope).Distinct();

    public Dashboard? Find(Scope scope, string id) => _dashboards.Find(scope, id);

    public Dashboard Get(Scope scope, string id) => Find(scope, id) ?? throw QuickSightErrors.NotFound("Dashboard", id);

    public IReadOnlyList<KeyValuePair<string, Dashboard>> Entries(Scope scope, string? after, int limit) =>
        _dashboards.Entries(scope, after: after, limit: limit);

    public DashboardVersion GetVersion(Scope scope, Dashboard dashboard, long number) =>
        _versions.Find(scope, Key(dashboard.Id, number))
        ?? throw QuickSightErrors.NotFound($"Version {number} of dashboard {dashboard.Id} is not found");

    /// <summary>The version that readers see; the latest one where none was ever published.</summary>
    public DashboardVersion Shown(Scope scope, Dashboard dashboard) =>
        GetVersion(scope, dashboard, dashboard.PublishedVersion ?? dashboard.LatestVersion);

    public IReadOnlyList<KeyValuePair<string, DashboardVersion>> Versions(
        Scope scope,
        string id,
        string? after = null,
        int limit = int.MaxValue
    ) => _versions.Entries(scope, id + "/", after, limit);

    public (Dashboard Dashboard, DashboardVersion Version) Create(CreateDashboardRequest request, CallContext call)
    {
        if (!IdPattern().IsMatch(request.DashboardId))
        {
            throw QuickSightErrors.Invalid(
                $"The dashboard id '{request.DashboardId}' has other characters than letters, digits, '_' and '-', or over 512."
            );
        }

        var now = time.GetUtcNow();
        var version = Build(request, call, 1, now, current: null);
        var isSound = version.Errors.Count == 0;
        var dashboard = new Dashboard
        {
            Id = request.DashboardId,
            Arn = call.Arn("quicksight", $"dashboard/{request.DashboardId}"),
            Name = request.Name,
            Created = now,
            Updated = now,
            LatestVersion = 1,
            PublishedVersion = isSound ? 1 : null,
            Published = isSound ? now : null,
        };
        database.InTransaction(() =>
        {
            if (!_dashboards.TryAdd(call.Scope, dashboard.Id, dashboard))
            {
                throw QuickSightErrors.Exists("Dashboard", dashboard.Id);
            }

            _versions.Put(call.Scope, Key(dashboard.Id, 1), version);
            permissions.Grant(call.Scope, dashboard.Arn, ResourceActions.Dashboard, request.Permissions);
            tags.Set(call.Scope, dashboard.Arn, request.Tags);
        });
        return (dashboard, version);
    }

    public (Dashboard Dashboard, DashboardVersion Version) Update(WriteDashboardRequest request, CallContext call) =>
        database.InTransaction(() =>
        {
            var current = Get(call.Scope, request.DashboardId);
            var now = time.GetUtcNow();
            var latest = GetVersion(call.Scope, current, current.LatestVersion);
            var version = Build(request, call, current.LatestVersion + 1, now, latest);
            var updated = current with { Name = request.Name, Updated = now, LatestVersion = version.Number };
            _dashboards.Put(call.Scope, updated.Id, updated);
            _versions.Put(call.Scope, Key(updated.Id, version.Number), version);
            return (updated, version);
        });

    public Dashboard Publish(Scope scope, string id, long number) =>
        database.InTransaction(() =>
        {
            var current = Get(scope, id);
            if (GetVersion(scope, current, number).Status == DashboardVersion.Failed)
            {
                throw QuickSightErrors.Conflict(
                    $"Version {number} of dashboard {id} failed to be created and cannot be published."
                );
            }

            var published = current with { PublishedVersion = number, Published = time.GetUtcNow() };
            _dashboards.Put(scope, id, published);
            return published;
        });

    public Dashboard Delete(Scope scope, string id, long? number = null) =>
        database.InTransaction(() =>
        {
            var dashboard = Get(scope, id);
            if (number is { } version)
            {
                DeleteVersion(scope, dashboard, version);
                return dashboard;
            }

            _dashboards.Delete(scope, id);
            _versions.DeleteAll(scope, id + "/");
            permissions.Delete(scope, dashboard.Arn);
            tags.Set(scope, dashboard.Arn, null);
            return dashboard;
        });

    private void DeleteVersion(Scope scope, Dashboard dashboard, long number)
    {
        GetVersion(scope, dashboard, number);
        if (number == dashboard.PublishedVersion)
        {
            throw QuickSightErrors.Conflict($"Version {number} of dashboard {dashboard.Id} is the published one.");
        }

        _versions.Delete(scope, Key(dashboard.Id, number));
        if (number == dashboard.LatestVersion)
        {
            _dashboards.Put(
                scope,
                dashboard.Id,
                dashboard with
                {
                    LatestVersion = _versions.List(scope, dashboard.Id + "/")[^1].Number,
                }
            );
        }
    }

    private DashboardVersion Build(
        WriteDashboardRequest request,
        CallContext call,
        long number,
        DateTimeOffset now,
        DashboardVersion? current
    )
    {
        request.CheckAccount(call);
        var definition =
            request.Definition
            ?? current?.Definition
            ?? throw QuickSightErrors.Invalid("A dashboard needs a Definition; source entities are not emulated.");
        var read = DefinitionReader.Read(definition);
        var isLenient = request.ValidationStrategy?.Mode switch
        {
            null or "STRICT" => false,
            "LENIENT" => true,
            var mode => throw QuickSightErrors.Invalid($"The validation mode '{mode}' is neither STRICT nor LENIENT."),
        };
        return new DashboardVersion
        {
            Number = number,
            CreatedTime = now,
            Definition = definition,
            Errors = isLenient ? [] : check.Errors(call.Scope, read),
            Description = request.VersionDescription,
            ThemeArn = request.ThemeArn ?? current?.ThemeArn,
            PublishOptions = request.DashboardPublishOptions ?? current?.PublishOptions,
        };
    }

    /// <summary>Padded, so that versions list in their order.</summary>
    private static string Key(string id, long number) => $"{id}/{number.ToString("D10", CultureInfo.InvariantCulture)}";

    [GeneratedRegex(@"^[\w\-]{1,512}$", RegexOptions.ECMAScript)]
    private static partial Regex IdPattern();
}
