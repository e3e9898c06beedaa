using System.Text.Json;

namespace CustomerLake.Local.Engine.Scenarios;

/// <summary>
/// The members that a scenario may have. Another one would be passed over in silence, and the scenario would seem to say
/// what it does not.
/// </summary>
internal static class ScenarioForm
{
    private static readonly Dictionary<string, string[]> Members = new()
    {
        ["scenario"] =
        [
            "id",
            "group",
            "about",
            "note",
            "project",
            "config",
            "env",
            "stack",
            "noInit",
            "projectAfterInit",
            "steps",
        ],
        ["step"] =
        [
            "operation",
            "about",
            "note",
            "flags",
            "args",
            "stack",
            "withPreview",
            "program",
            "files",
            "env",
            "stdin",
            "faults",
            "kill",
            "background",
            "until",
            "name",
            "path",
            "edit",
            "varies",
            "jsonOut",
            "showDeployment",
            "result",
        ],
        ["program"] = ["mode", "noVersion", "resources", "outputs"],
        ["node"] = ["kind", "key", "type", "name", "id", "inputs", "outputs", "options", "message", "level"],
        ["option"] =
        [
            "parent",
            "dependsOn",
            "provider",
            "providers",
            "deletedWith",
            "replaceWith",
            "protect",
            "retainOnDelete",
            "deleteBeforeReplace",
            "replaceOnChanges",
            "ignoreChanges",
            "additionalSecretOutputs",
            "import",
            "version",
            "customTimeouts",
            "aliases",
            "rawParent",
            "rawDependsOn",
            "rawProvider",
        ],
        ["alias"] = ["urn", "name", "type", "project", "stack", "parent", "parentUrn", "noParent"],
        ["timeout"] = ["create", "update", "delete"],
        ["fault"] = ["mode", "message", "delayMs", "after", "times", "ignoreCancel"],
        ["kill"] = ["after", "thenMs", "signal"],
        ["edit"] = ["add", "set", "remove"],
    };

    private static readonly string[] Kinds =
    [
        "custom",
        "component",
        "provider",
        "read",
        "stackReference",
        "invoke",
        "log",
        "error",
    ];

    private static readonly string[] FaultModes =
    [
        "fail",
        "throttle",
        "unavailable",
        "failures",
        "partial",
        "gone",
        "drift",
        "slow",
        "hang",
    ];

    private static readonly string[] FaultOperations =
    [
        "check",
        "diff",
        "create",
        "update",
        "delete",
        "read",
        "invoke",
        "preview-create",
    ];

    /// <exception cref="NotSupportedException">It has a member that is not played.</exception>
    public static void Verify(JsonElement scenario)
    {
        Verify("scenario", scenario);
        foreach (var step in scenario.GetProperty("steps").EnumerateArray())
        {
            Verify("step", step);
            VerifyFaults(step);
            foreach (var kill in Items(step, "kill"))
            {
                Verify("kill", kill);
                One("signal", kill.GetProperty("signal").GetString(), ["INT", "TERM", "KILL"]);
            }

            foreach (var edit in Items(step, "edit"))
            {
                Verify("edit", edit);
            }

            foreach (var program in Items(step, "program"))
            {
                Verify("program", program);
                One("mode", ScenarioNode.Text(program, "mode") ?? "sequential", ["sequential", "parallel"]);
                foreach (var node in Items(program, "resources"))
                {
                    VerifyNode(node);
                }
            }
        }
    }

    private static void VerifyFaults(JsonElement step)
    {
        foreach (var fault in step.TryGetProperty("faults", out var faults) ? faults.EnumerateObject() : default)
        {
            Verify("fault", fault.Value);
            One("mode", fault.Value.GetProperty("mode").GetString(), FaultModes);
            One("operation of a fault", fault.Name.Split(':')[0], FaultOperations);
        }
    }

    private static void VerifyNode(JsonElement node)
    {
        Verify("node", node);
        One("kind", ScenarioNode.Text(node, "kind") ?? "custom", Kinds);
        foreach (var options in Items(node, "options"))
        {
            Verify("option", options);
            foreach (var alias in Items(options, "aliases"))
            {
                Verify("alias", alias);
            }

            foreach (var timeouts in Items(options, "customTimeouts"))
            {
                Verify("timeout", timeouts);
            }
        }
    }

    /// <summary>The member's value, or each of its values when it is a list.</summary>
    private static IEnumerable<JsonElement> Items(JsonElement json, string member) =>
        !json.TryGetProperty(member, out var value) ? []
        : value.ValueKind == JsonValueKind.Array ? value.EnumerateArray()
        : [value];

    private static void Verify(string what, JsonElement json)
    {
        foreach (var member in json.EnumerateObject())
        {
            One($"member of {what}s", member.Name, Members[what]);
        }
    }

    private static void One(string what, string? name, string[] known)
    {
        if (!known.Contains(name))
        {
            throw new NotSupportedException($"'{name}' is no {what} that scenarios are played with");
        }
    }
}
