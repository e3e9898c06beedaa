using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Deploy;
using CustomerLake.Local.Engine.Providers;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Events;

/// <summary>
/// Events in the JSON of Pulumi's event log, which the Automation API reads. Secrets are masked. Beside
/// <c>diffKind</c> each difference has <c>kind</c>, the name that the .NET model of the Automation API reads.
/// </summary>
public static class EventJson
{
    private static readonly SecretForm Masked = new SecretForm.Masked();

    public static JsonObject Write(EngineEvent happened, int sequence, DateTimeOffset time)
    {
        var (name, content) = happened switch
        {
            EngineEvent.Prelude prelude => ("preludeEvent", new JsonObject { ["config"] = Texts(prelude.Config) }),
            EngineEvent.ResourcePre pre => ("resourcePreEvent", WithStep(pre.Step, pre.Planning)),
            EngineEvent.ResourceOutputs outputs => ("resOutputsEvent", WithStep(outputs.Step, outputs.Planning)),
            EngineEvent.ResourceFailed failed => ("resOpFailedEvent", Failed(failed)),
            EngineEvent.Diagnostic diagnostic => ("diagnosticEvent", Write(diagnostic)),
            EngineEvent.Summary summary => ("summaryEvent", Write(summary)),
            EngineEvent.Cancel => ("cancelEvent", new JsonObject()),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return new JsonObject
        {
            ["sequence"] = sequence,
            ["timestamp"] = time.ToUnixTimeSeconds(),
            [name] = content,
        };
    }

    private static JsonObject Texts(ImmutableSortedDictionary<string, string> texts) =>
        new(texts.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Value)));

    private static JsonObject WithStep(StepView step, bool planning)
    {
        var json = new JsonObject { ["metadata"] = Write(step) };
        if (planning)
        {
            json["planning"] = true;
        }

        return json;
    }

    private static JsonObject Failed(EngineEvent.ResourceFailed failed) =>
        new()
        {
            ["metadata"] = Write(failed.Step),
            ["status"] = failed.Status,
            ["steps"] = failed.Steps,
        };

    private static JsonObject Write(EngineEvent.Diagnostic diagnostic)
    {
        var json = new JsonObject();
        if (diagnostic.Urn is not null)
        {
            json["urn"] = diagnostic.Urn;
        }

        if (diagnostic.Prefix.Length > 0)
        {
            json["prefix"] = diagnostic.Prefix;
        }

        json["message"] = diagnostic.Message;
        json["color"] = "never";
        json["severity"] = diagnostic.Severity;
        return json;
    }

    private static JsonObject Write(EngineEvent.Summary summary) =>
        new()
        {
            ["maybeCorrupt"] = summary.MaybeCorrupt,
            ["durationSeconds"] = (int)summary.Duration.TotalSeconds,
            ["resourceChanges"] = new JsonObject(
                summary.Changes.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Value))
            ),
            ["PolicyPacks"] = new JsonObject(),
            ["isPreview"] = summary.Preview,
            ["result"] = summary.Result,
        };

    private static JsonObject Write(StepView step)
    {
        var json = new JsonObject
        {
            ["op"] = step.Op.Name(),
            ["urn"] = step.Urn,
            ["type"] = step.Type,
            ["old"] = Write(step.Old),
            ["new"] = Write(step.New),
        };
        List(json, "keys", step.Keys);
        List(json, "diffs", step.Diffs);
        json["detailedDiff"] = step.Detailed is null ? null : Detailed(step.Detailed);
        if (step.Logical)
        {
            json["logical"] = true;
        }

        json["provider"] = step.Provider;
        return json;
    }

    internal static JsonObject Detailed(ImmutableSortedDictionary<string, PropertyDiff> detailed) =>
        new(
            detailed.Select(entry =>
                KeyValuePair.Create(
                    entry.Key,
                    (JsonNode?)
                        new JsonObject
                        {
                            ["diffKind"] = KindName(entry.Value.Kind),
                            ["kind"] = KindName(entry.Value.Kind),
                            ["inputDiff"] = entry.Value.InputDiff,
                        }
                )
            )
        );

    internal static string KindName(PropertyDiffKind kind) =>
        kind switch
        {
            PropertyDiffKind.Add => "add",
            PropertyDiffKind.AddReplace => "add-replace",
            PropertyDiffKind.Delete => "delete",
            PropertyDiffKind.DeleteReplace => "delete-replace",
            PropertyDiffKind.Update => "update",
            PropertyDiffKind.UpdateReplace => "update-replace",
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static JsonObject? Write(StateView? state)
    {
        if (state is null)
        {
            return null;
        }

        var json = new JsonObject { ["type"] = state.Type, ["urn"] = state.Urn };
        Flag(json, "custom", state.Custom);
        Flag(json, "delete", state.Delete);
        json["id"] = state.Id;
        json["parent"] = state.Parent;
        Flag(json, "protect", state.Protect);
        Flag(json, "retainOnDelete", state.RetainOnDelete);
        json["inputs"] = PropertyJson.Write(state.Inputs, Masked);
        json["outputs"] = PropertyJson.Write(state.Outputs, Masked);
        json["provider"] = state.Provider;
        List(json, "initErrors", state.InitErrors);
        List(json, "hideDiffs", state.HideDiffs);
        return json;
    }

    private static void Flag(JsonObject json, string name, bool value)
    {
        if (value)
        {
            json[name] = true;
        }
    }

    private static void List(JsonObject json, string name, ImmutableArray<string> texts)
    {
        if (texts.Length > 0)
        {
            json[name] = new JsonArray([.. texts.Select(text => (JsonNode?)text)]);
        }
    }
}
