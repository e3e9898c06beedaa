using System.Text.Json;
using CustomerLake.Local.Cloud.Services.QuickSight.Dashboards.Definition;

namespace CustomerLake.Local.Cloud.Services.QuickSight.Dashboards;

/// <summary>A dashboard as it is kept; its versions are records of their own.</summary>
internal sealed record Dashboard
{
    public required string Id { get; init; }
    public required string Arn { get; init; }
    public required string Name { get; init; }
    public required DateTimeOffset Created { get; init; }
    public required DateTimeOffset Updated { get; init; }
    public required long LatestVersion { get; init; }
    public long? PublishedVersion { get; init; }
    public DateTimeOffset? Published { get; init; }

    public DashboardDescription ToDescription(DashboardVersion version) =>
        new()
        {
            DashboardId = Id,
            Arn = Arn,
            Name = Name,
            CreatedTime = Created,
            LastPublishedTime = Published,
            LastUpdatedTime = Updated,
            Version = version.ToDescription(Arn),
        };

    public DashboardSummary ToSummary() =>
        new()
        {
            DashboardId = Id,
            Arn = Arn,
            Name = Name,
            CreatedTime = Created,
            LastUpdatedTime = Updated,
            PublishedVersionNumber = PublishedVersion,
            LastPublishedTime = Published,
        };
}

/// <summary>One version; it never changes.</summary>
internal sealed record DashboardVersion
{
    public const string Created = "CREATION_SUCCESSFUL";
    public const string Failed = "CREATION_FAILED";

    public required long Number { get; init; }
    public required DateTimeOffset CreatedTime { get; init; }
    public required JsonElement Definition { get; init; }
    public IReadOnlyList<DashboardError> Errors { get; init; } = [];
    public string? Description { get; init; }
    public string? ThemeArn { get; init; }
    public JsonElement? PublishOptions { get; init; }

    public string Status => Errors.Count == 0 ? Created : Failed;

    public static string Arn(string dashboardArn, long number) => $"{dashboardArn}/version/{number}";

    public DashboardVersionDescription ToDescription(string dashboardArn)
    {
        var definition = DefinitionReader.Read(Definition);
        return new DashboardVersionDescription
        {
            CreatedTime = CreatedTime,
            VersionNumber = Number,
            Status = Status,
            Arn = Arn(dashboardArn, Number),
            Errors = Errors,
            Description = Description,
            ThemeArn = ThemeArn,
            DataSetArns = [.. definition.DataSets.Values.Distinct()],
            Sheets = [.. definition.Sheets.Select(sheet => new SheetSummary { SheetId = sheet.Id, Name = sheet.Name })],
        };
    }

    public DashboardVersionSummary ToSummary(string dashboardArn) =>
        new()
        {
            Arn = Arn(dashboardArn, Number),
            CreatedTime = CreatedTime,
            VersionNumber = Number,
            Status = Status,
            Description = Description,
        };
}
