using System.Text.Json;
using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Commands;
using CustomerLake.Local.Engine.Deploy;
using CustomerLake.Local.Engine.Events;
using CustomerLake.Local.Engine.State;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Display;

/// <summary><c>preview --json</c>: one document of steps, diagnostics and the summary.</summary>
internal sealed class PreviewJsonDisplay(CommandOutput output, CommandLine line) : IDisplay
{
    private readonly JsonArray _steps = [];
    private readonly JsonArray _diagnostics = [];
    private JsonObject? _config;
    private EngineEvent.Summary? _summary;

    private SecretForm Form => line.Has("show-secrets") ? new SecretForm.Bare() : new SecretForm.MaskedText();

    public void Show(EngineEvent happened)
    {
        switch (happened)
        {
            case EngineEvent.Prelude prelude when prelude.Config.Count > 0:
                _config = new JsonObject(
                    prelude.Config.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Value))
                );
                break;
            case EngineEvent.ResourcePre pre when IsShown(pre.Step):
                _steps.Add(Step(pre.Step));
                break;
            case EngineEvent.Diagnostic diagnostic:
                _diagnostics.Add(Diagnostic(diagnostic));
                break;
            case EngineEvent.Summary summary:
                _summary = summary;
                break;
        }
    }

    private bool IsShown(StepView step) =>
        !ProviderReference.IsDefault(step.Urn)
        && (step.Type == Urn.RootType || step.Op != StepOp.Same || line.Has("show-sames"))
        && (line.Has("show-replacement-steps") || step.Op is not (StepOp.CreateReplacement or StepOp.DeleteReplaced));

    public void Finish()
    {
        var json = new JsonObject();
        if (_config is not null)
        {
            json["config"] = _config;
        }

        json["steps"] = _steps;
        if (_diagnostics.Count > 0)
        {
            json["diagnostics"] = _diagnostics;
        }

        json["duration"] = (long)((_summary?.Duration.TotalMilliseconds ?? 0) * 1_000_000);
        json["changeSummary"] = new JsonObject(
            _summary?.Changes.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Value)) ?? []
        );
        output.WriteLine(json.ToIndented(4));
    }

    private static JsonObject Diagnostic(EngineEvent.Diagnostic diagnostic)
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
        json["severity"] = diagnostic.Severity;
        return json;
    }

    private JsonObject Step(StepView step)
    {
        var json = new JsonObject { ["op"] = step.Op.Name(), ["urn"] = step.Urn };
        if (step.Provider.Length > 0)
        {
            json["provider"] = step.Provider;
        }

        if (step.Old is { } old)
        {
            json["oldState"] = State(old);
        }

        if (step.New is { } state)
        {
            json["newState"] = State(state);
        }

        if (step.Keys.Length > 0)
        {
            json["replaceReasons"] = new JsonArray([.. step.Keys.Select(name => (JsonNode?)name)]);
        }

        if (step.Diffs.Length > 0)
        {
            json["diffReasons"] = new JsonArray([.. step.Diffs.Select(name => (JsonNode?)name)]);
        }

        json["detailedDiff"] = Detailed(step);
        return json;
    }

    private static JsonObject? Detailed(StepView step) =>
        step.Detailed is null
            ? null
            : new JsonObject(
                step.Detailed.Select(entry =>
                    KeyValuePair.Create(
                        entry.Key,
                        (JsonNode?)
                            new JsonObject
                            {
                                ["kind"] = EventJson.KindName(entry.Value.Kind),
                                ["inputDiff"] = entry.Value.InputDiff,
                            }
                    )
                )
            );

    private JsonObject State(StateView view) => ResourceStateJson.Write(view.Source, Form);
}
