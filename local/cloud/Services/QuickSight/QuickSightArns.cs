using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.QuickSight;

/// <summary>The ARNs that a policy names for a call.</summary>
internal static class QuickSightArns
{
    public static string DataSource(string id, CallContext call) => call.Arn("quicksight", $"datasource/{id}");

    public static string DataSet(string id, CallContext call) => call.Arn("quicksight", $"dataset/{id}");

    public static string Dashboard(string id, CallContext call) => call.Arn("quicksight", $"dashboard/{id}");

    public static string Group(string space, string name, CallContext call) =>
        call.Arn("quicksight", $"group/{space}/{name}");

    public static string User(string space, string name, CallContext call) =>
        call.Arn("quicksight", $"user/{space}/{name}");

    public static string Namespace(string name, CallContext call) => call.Arn("quicksight", $"namespace/{name}");

    public static string Ingestion(string set, string id, CallContext call) =>
        call.Arn("quicksight", $"dataset/{set}/ingestion/{id}");
}
