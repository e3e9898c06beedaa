using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pulumi.Automation;

/// <summary>An operation as the history has it.</summary>
public sealed class UpdateSummary
{
    internal UpdateSummary() { }

    public UpdateKind Kind { get; private set; }

    public DateTimeOffset StartTime { get; private set; }

    public string Message { get; private set; } = "";

    public IImmutableDictionary<string, string> Environment { get; private set; } =
        ImmutableDictionary<string, string>.Empty;

    public IImmutableDictionary<string, ConfigValue> Config { get; private set; } =
        ImmutableDictionary<string, ConfigValue>.Empty;

    [JsonRequired]
    public UpdateState Result { get; private set; }

    public DateTimeOffset EndTime { get; private set; }

    public int? Version { get; private set; }

    public string? Deployment { get; private set; }

    public IImmutableDictionary<OperationType, int>? ResourceChanges { get; private set; }
}

/// <summary>A stack as the list of stacks has it.</summary>
public class StackSummary
{
    internal StackSummary() { }

    public string Name { get; private set; } = null!;

    [JsonPropertyName("current")]
    public bool IsCurrent { get; private set; }

    public DateTimeOffset? LastUpdate { get; private set; }

    [JsonPropertyName("updateInProgress")]
    public bool IsUpdateInProgress { get; private set; }

    public int? ResourceCount { get; private set; }

    public string? Url { get; private set; }
}

public class WhoAmIResult(string user, string? url, ImmutableArray<string> organizations)
{
    public string User { get; } = user;

    public string? Url { get; } = url;

    public ImmutableArray<string> Organizations { get; } = organizations;
}

public class UpdateResult
{
    internal UpdateResult(string standardOutput, string standardError, UpdateSummary summary) =>
        (StandardOutput, StandardError, Summary) = (standardOutput, standardError, summary);

    public string StandardOutput { get; }

    public string StandardError { get; }

    /// <summary>The newest entry of the history: this operation.</summary>
    public UpdateSummary Summary { get; }
}

public sealed class UpResult : UpdateResult
{
    internal UpResult(
        string standardOutput,
        string standardError,
        UpdateSummary summary,
        IImmutableDictionary<string, OutputValue> outputs
    )
        : base(standardOutput, standardError, summary) => Outputs = outputs;

    public IImmutableDictionary<string, OutputValue> Outputs { get; }
}

public class PreviewResult
{
    internal PreviewResult(
        string standardOutput,
        string standardError,
        IImmutableDictionary<OperationType, int> changeSummary
    ) => (StandardOutput, StandardError, ChangeSummary) = (standardOutput, standardError, changeSummary);

    public string StandardOutput { get; }

    public string StandardError { get; }

    public IImmutableDictionary<OperationType, int> ChangeSummary { get; }
}

public sealed class ImportResult(
    string standardOutput,
    string standardError,
    UpdateSummary summary,
    string? generatedCode
)
{
    public string StandardOutput { get; init; } = standardOutput;

    public string StandardError { get; init; } = standardError;

    public string? GeneratedCode { get; set; } = generatedCode;

    public UpdateSummary Summary { get; init; } = summary;
}

public sealed class OutputValue
{
    internal OutputValue(object value, bool isSecret) => (Value, IsSecret) = (value, isSecret);

    public object Value { get; }

    public bool IsSecret { get; }
}

public class ConfigValue(string value, bool isSecret = false)
{
    public string Value { get; set; } = value;

    [JsonPropertyName("secret")]
    public bool IsSecret { get; set; } = isSecret;
}

/// <summary>The state of a stack as <c>stack export</c> prints it.</summary>
public sealed class StackDeployment
{
    private StackDeployment(int version, JsonElement json) => (Version, Json) = (version, json);

    public int Version { get; }

    public JsonElement Json { get; }

    public static StackDeployment FromJsonString(string jsonString)
    {
        var json = JsonSerializer.Deserialize<JsonElement>(jsonString);
        return new StackDeployment(json.GetProperty("version").GetInt32(), json);
    }
}
