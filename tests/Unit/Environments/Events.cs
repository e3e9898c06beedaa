using System.Text.Json;

namespace CustomerLake.Tests.Unit.Environments;

/// <summary>Engine events as the CLI writes them.</summary>
internal static class Events
{
    public const string Summary =
        """{"sequence":9,"timestamp":1,"summaryEvent":{"maybeCorrupt":false,"durationSeconds":1,"resourceChanges":{},"policyPacks":{}}}""";

    public static string UrnOf(string name) => $"urn:pulumi:dev::customer-lake::aws:s3/bucket:Bucket::{name}";

    public static string Begun(string operation, string name, object? before = null, object? after = null) =>
        Step("resourcePreEvent", operation, name, before, after);

    public static string Done(string operation, string name, object? before = null, object? after = null) =>
        Step("resOutputsEvent", operation, name, before, after);

    /// <summary>A refresh that read other outputs for the same inputs.</summary>
    public static string Computed(string name, object inputs, object before, object after) =>
        JsonSerializer.Serialize(
            new
            {
                sequence = 1,
                timestamp = 1,
                resOutputsEvent = new
                {
                    metadata = new
                    {
                        op = "update",
                        urn = UrnOf(name),
                        type = "aws:s3/bucket:Bucket",
                        provider = "",
                        old = StateOf(name, inputs, before),
                        @new = StateOf(name, inputs, after),
                    },
                },
            }
        );

    public static string Error(string name, string message) =>
        JsonSerializer.Serialize(
            new
            {
                sequence = 1,
                timestamp = 1,
                diagnosticEvent = new
                {
                    urn = name.Length == 0 ? "" : UrnOf(name),
                    message,
                    color = "never",
                    severity = "error",
                },
            }
        );

    private static string Step(string member, string operation, string name, object? before, object? after) =>
        JsonSerializer.Serialize(
            new Dictionary<string, object>
            {
                ["sequence"] = 1,
                ["timestamp"] = 1,
                [member] = new
                {
                    metadata = new
                    {
                        op = operation,
                        urn = UrnOf(name),
                        type = "aws:s3/bucket:Bucket",
                        provider = "",
                        old = StateOf(name, before),
                        @new = StateOf(name, after),
                    },
                },
            }
        );

    private static object? StateOf(string name, object? values, object? outputs = null) =>
        values is null
            ? null
            : new
            {
                type = "aws:s3/bucket:Bucket",
                urn = UrnOf(name),
                id = name,
                parent = "",
                provider = "",
                inputs = values,
                outputs = outputs ?? values,
            };
}
