using System.Text.Json.Serialization;

namespace Pulumi.Automation;

/// <summary>What a step does.</summary>
public enum OperationType
{
    /// <summary>A word of a newer engine.</summary>
    Unknown = -1,
    Same,
    Create,
    Update,
    Delete,
    Replace,
    CreateReplacement,
    DeleteReplaced,
    Read,
    ReadReplacement,
    Refresh,

    [JsonStringEnumMemberName("discard")]
    ReadDiscard,
    DiscardReplaced,
    RemovePendingReplace,
    Import,
    ImportReplacement,
}

public enum UpdateKind
{
    Update,
    Preview,
    Refresh,
    Rename,
    Destroy,
    Import,
    ResourceImport,
}

public enum UpdateState
{
    NotStarted,
    InProgress,
    Succeeded,
    Failed,
}

public enum ProjectRuntimeName
{
    NodeJS,
    Go,
    Python,
    Dotnet,
}

public enum PluginKind
{
    Analyzer,
    Language,
    Resource,
}
