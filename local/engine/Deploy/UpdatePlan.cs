using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.State;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Deploy;

/// <summary>What a preview says will happen, in the form of Pulumi's plan files.</summary>
public sealed record UpdatePlan(ImmutableSortedDictionary<string, ResourcePlan> Resources)
{
    public static readonly UpdatePlan Empty = new(
        ImmutableSortedDictionary.Create<string, ResourcePlan>(StringComparer.Ordinal)
    );

    public JsonObject ToJson(SecretForm form, DateTimeOffset time) =>
        new()
        {
            ["manifest"] = Snapshot.Empty.ToJson(form, time)["manifest"]!.DeepClone(),
            ["resourcePlans"] = new JsonObject(
                Resources.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Value.ToJson(form)))
            ),
        };

    public static UpdatePlan Read(JsonElement json, Func<string, string>? decrypt) =>
        json.TryGetProperty("resourcePlans", out var plans) && plans.ValueKind == JsonValueKind.Object
            ? new UpdatePlan(
                Empty.Resources.AddRange(
                    plans
                        .EnumerateObject()
                        .Select(plan => KeyValuePair.Create(plan.Name, ResourcePlan.Read(plan.Value, decrypt)))
                )
            )
            : Empty;
}

/// <param name="Steps">Names of operations, in the order in which they are to be seen.</param>
public sealed record ResourcePlan(ImmutableArray<string> Steps, PlannedDiff Inputs)
{
    /// <summary>The goal's members that are not properties.</summary>
    public JsonObject Goal { get; init; } = [];

    public PlannedDiff Outputs { get; init; } = PlannedDiff.None;

    public PropertyMap State { get; init; } = PropertyMap.Empty;

    public string Seed { get; init; } = "";

    public JsonObject ToJson(SecretForm form)
    {
        var json = new JsonObject();
        if (Goal.Count > 0)
        {
            var goal = (JsonObject)Goal.DeepClone();
            goal["inputDiff"] = Inputs.ToJson(form);
            goal["outputDiff"] = Outputs.ToJson(form);
            json["goal"] = goal;
        }

        json["steps"] = new JsonArray([.. Steps.Select(step => (JsonNode?)step)]);
        if (State.Count > 0)
        {
            json["state"] = PropertyJson.Write(State, form);
        }

        json["seed"] = Seed;
        return json;
    }

    public static ResourcePlan Read(JsonElement json, Func<string, string>? decrypt) =>
        new(
            json.TryGetProperty("steps", out var steps)
                ? [.. steps.EnumerateArray().Select(step => step.GetString() ?? "")]
                : [],
            json.TryGetProperty("goal", out var goal) && goal.TryGetProperty("inputDiff", out var diff)
                ? PlannedDiff.Read(diff, decrypt)
                : PlannedDiff.None
        )
        {
            Goal = goal.ValueKind == JsonValueKind.Object ? JsonObject.Create(goal.Clone())! : [],
            Outputs =
                goal.ValueKind == JsonValueKind.Object && goal.TryGetProperty("outputDiff", out var outputs)
                    ? PlannedDiff.Read(outputs, decrypt)
                    : PlannedDiff.None,
        };
}

/// <summary>Top-level properties that come, go and change.</summary>
public sealed record PlannedDiff(PropertyMap Adds, ImmutableArray<string> Deletes, PropertyMap Updates)
{
    public static readonly PlannedDiff None = new(PropertyMap.Empty, [], PropertyMap.Empty);

    public static PlannedDiff Of(PropertyMap old, PropertyMap wanted) =>
        new(
            wanted.Where((name, _) => name != ProviderRegistry.InternalKey && !old.ContainsKey(name)),
            [.. old.Keys.Where(name => name != ProviderRegistry.InternalKey && !wanted.ContainsKey(name))],
            wanted.Where((name, value) => old.Find(name) is { } before && !before.Equals(value))
        );

    public JsonObject ToJson(SecretForm form)
    {
        var json = new JsonObject();
        if (Adds.Count > 0)
        {
            json["adds"] = PropertyJson.Write(Adds, form);
        }

        if (Deletes.Length > 0)
        {
            json["deletes"] = new JsonArray([.. Deletes.Select(name => (JsonNode?)name)]);
        }

        if (Updates.Count > 0)
        {
            json["updates"] = PropertyJson.Write(Updates, form);
        }

        return json;
    }

    public static PlannedDiff Read(JsonElement json, Func<string, string>? decrypt) =>
        new(
            json.TryGetProperty("adds", out var adds) ? PropertyJson.ReadMap(adds, decrypt) : PropertyMap.Empty,
            json.TryGetProperty("deletes", out var deletes)
                ? [.. deletes.EnumerateArray().Select(name => name.GetString() ?? "")]
                : [],
            json.TryGetProperty("updates", out var updates) ? PropertyJson.ReadMap(updates, decrypt) : PropertyMap.Empty
        );

    /// <summary>Each way in which what happens is not what was planned, in Pulumi's shorthand.</summary>
    public IEnumerable<string> Violations(PropertyMap old, PropertyMap now)
    {
        var actual = Of(old, now);
        return Names()
            .Concat(actual.Names())
            .Distinct(StringComparer.Ordinal)
            .SelectMany(name => Violations(name, actual.Kind(name), now.Find(name)))
            .Order(StringComparer.Ordinal);
    }

    private IEnumerable<string> Names() => Adds.Keys.Concat(Deletes).Concat(Updates.Keys);

    /// <summary>What is neither as planned nor as it was is told twice, as Pulumi does.</summary>
    private IEnumerable<string> Violations(string name, (char Kind, PropertyValue? Value) actual, PropertyValue? now)
    {
        var (plan, planned) = Kind(name);
        var isOpen = planned is PropertyValue.UnknownValue;
        return (plan, actual.Kind) switch
        {
            ('=', '=') or ('-', '-') => [],
            ('-', '=') when now is null => [],
            ('+' or '~', '=') when now is null => isOpen ? [] : [Text('-', null)],
            ('+', '+') or ('~', '~') or ('+', '~') or ('+' or '~', '=') when Matches(planned!, now!) => [],
            ('~', '-') when isOpen => [],
            ('+', '-') when isOpen => [Text('-', null)],
            ('+' or '~', '-') => [Text('-', null), Text('-', null)],
            ('~', '+') or ('-', '+') or ('-', '~') => [Text(actual.Kind, now), Text(actual.Kind, now)],
            _ => [Text(actual.Kind, actual.Kind == '-' ? null : now)],
        };

        string Text(char kind, PropertyValue? found) =>
            $"{plan}{kind}{name}"
            + (planned, found) switch
            {
                (null, null) => "",
                (null, _) => $"[{{{ShortValue.Of(found)}}}]",
                (_, null) => $"[{{{ShortValue.Of(planned)}}}]",
                _ => $"[{{{ShortValue.Of(planned)}}}!={{{ShortValue.Of(found)}}}]",
            };
    }

    private (char Kind, PropertyValue? Value) Kind(string name)
    {
        var (added, updated) = (Adds.Find(name), Updates.Find(name));
        return added is not null ? ('+', added)
            : updated is not null ? ('~', updated)
            : (Deletes.Contains(name) ? '-' : '=', null);
    }

    /// <summary>What was unknown in the plan may be anything now.</summary>
    private static bool Matches(PropertyValue planned, PropertyValue found) =>
        (planned.Bare, found.Bare) switch
        {
            (PropertyValue.UnknownValue, _) => true,
            (PropertyValue.MapValue left, PropertyValue.MapValue right) => left.Entries.Count == right.Entries.Count
                && left.Entries.All(entry => right.Entries.Find(entry.Key) is { } other && Matches(entry.Value, other)),
            (PropertyValue.ListValue left, PropertyValue.ListValue right) => left.Items.Length == right.Items.Length
                && left.Items.Zip(right.Items).All(pair => Matches(pair.First, pair.Second)),
            var (left, right) => left.Equals(right),
        };
}
