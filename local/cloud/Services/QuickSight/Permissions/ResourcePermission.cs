namespace CustomerLake.Local.Cloud.Services.QuickSight.Permissions;

/// <summary>What one user, group or namespace may do with one resource.</summary>
internal sealed record ResourcePermission(string Principal, IReadOnlyList<string> Actions);
