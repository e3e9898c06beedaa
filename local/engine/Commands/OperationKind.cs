using CustomerLake.Local.Engine.Deploy;

namespace CustomerLake.Local.Engine.Commands;

internal enum OperationKind
{
    Up,
    Preview,
    Refresh,
    Destroy,
    Import,
}

internal static class OperationKinds
{
    public static DeploymentKind Deployment(this OperationKind kind) =>
        kind switch
        {
            OperationKind.Refresh => DeploymentKind.Refresh,
            OperationKind.Destroy => DeploymentKind.Destroy,
            OperationKind.Import => DeploymentKind.Import,
            _ => DeploymentKind.Update,
        };

    /// <summary>As history names it.</summary>
    public static string HistoryName(this OperationKind kind) =>
        kind switch
        {
            OperationKind.Refresh => "refresh",
            OperationKind.Destroy => "destroy",
            OperationKind.Import => "resource-import",
            _ => "update",
        };

    /// <summary>As messages name it.</summary>
    public static string Word(this OperationKind kind) =>
        kind switch
        {
            OperationKind.Preview => "preview",
            OperationKind.Refresh => "refresh",
            OperationKind.Destroy => "destroy",
            OperationKind.Import => "import",
            _ => "update",
        };

    /// <summary>The heading above the progress.</summary>
    public static string Heading(this OperationKind kind, bool preview) =>
        (kind, preview) switch
        {
            (OperationKind.Refresh, true) => "Previewing refresh",
            (OperationKind.Refresh, false) => "Refreshing",
            (OperationKind.Destroy, true) => "Previewing destroy",
            (OperationKind.Destroy, false) => "Destroying",
            (OperationKind.Import, true) => "Previewing import",
            (OperationKind.Import, false) => "Importing",
            (_, true) => "Previewing update",
            _ => "Updating",
        };
}
