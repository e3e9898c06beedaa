using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.State;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Commands;

/// <summary><c>stack ls|output</c>, and <c>stack</c> itself: what is there.</summary>
internal static class StackViewCommands
{
    public static Task<int> ListAsync(CommandContext context, string[] arguments)
    {
        var line = CommandLine
            .Parse(arguments, ["project|p", "organization|o", "tag|t"], ["all|a", "json|j"])
            .Expect(0, 0);
        var given = line.Value("project") is { Length: > 0 } named ? named : null;
        var project = given ?? (line.Has("all") ? null : context.Project.Name);
        var selected = context.Selected();
        var stacks = context
            .Backend.Stacks(project)
            .Where(stack => HasTag(context, stack, line.Value("tag") ?? ""))
            .Select(stack =>
                (Name: context.Shown(stack), IsCurrent: stack == selected, About: Describe(context, stack))
            )
            .OrderBy(stack => stack.Name, StringComparer.Ordinal)
            .ToList();
        if (line.Has("json"))
        {
            context.Output.WriteLine(
                new JsonArray([
                    .. stacks.Select(stack =>
                        Json(stack.Name, stack.IsCurrent, stack.About.Time, stack.About.Resources)
                    ),
                ]).ToIndented(2)
            );
            return Task.FromResult(0);
        }

        var rows = stacks.Select(stack =>
            new[]
            {
                stack.Name + (stack.IsCurrent ? "*" : ""),
                TimeText.Ago(context.Time.GetUtcNow(), stack.About.Time),
                stack.About.Resources?.ToString(CultureInfo.InvariantCulture) ?? "n/a",
            }
        );
        context.Output.Write(Table.Render(["NAME", "LAST UPDATE", "RESOURCE COUNT"], rows));
        return Task.FromResult(0);
    }

    public static Task<int> OutputAsync(CommandContext context, string[] arguments)
    {
        var line = CommandLine.Parse(arguments, [], ["json|j", "shell", "show-secrets"]).Expect(0, 1);
        if (line.Has("shell") && line.Has("json"))
        {
            throw new CommandFailedException("only one of --json and --shell may be set");
        }

        var stack = context.Stack(line, CommandContext.SelectHint);

        // Whoever may not see secrets needs no passphrase either.
        var (snapshot, form) = line.Has("show-secrets")
            ? (context.LoadSnapshot(stack), (SecretForm)new SecretForm.Bare())
            : (context.Backend.Load(stack, null), new SecretForm.MaskedText());
        var outputs = snapshot.RootStack?.Outputs ?? PropertyMap.Empty;
        if (line.Positional is [var name])
        {
            var value =
                outputs.Find(name)
                ?? throw new CommandFailedException($"current stack does not have output property '{name}'");
            context.Output.WriteLine(
                line.Has("json") ? PropertyJson.Write(value, form).ToIndented(2)
                : line.Has("shell") ? StackText.Shell(name, value, form)
                : StackText.Value(value, form)
            );
        }
        else if (line.Has("json"))
        {
            context.Output.WriteLine(PropertyJson.Write(outputs, form).ToIndented(2));
        }
        else
        {
            context.Output.Write(
                line.Has("shell")
                    ? string.Concat(outputs.Select(entry => StackText.Shell(entry.Key, entry.Value, form) + "\n"))
                    : StackText.Outputs(outputs, form)
            );
        }

        return Task.FromResult(0);
    }

    public static Task<int> ShowAsync(CommandContext context, string[] arguments)
    {
        var line = CommandLine
            .Parse(arguments, [], ["show-ids|i", "show-urns|u", "show-name", "show-secrets"])
            .Expect(0, 0);
        var stack = context.Stack(line);
        if (line.Has("show-name"))
        {
            context.Output.WriteLine(context.HasFullNames ? stack.Qualified : stack.Name);
            return Task.FromResult(0);
        }

        context.Output.Write(StackText.Overview(context, stack, Describe(context, stack).Time, line));
        return Task.FromResult(0);
    }

    private static JsonObject Json(string name, bool isCurrent, DateTimeOffset? time, int? resources)
    {
        var json = new JsonObject { ["name"] = name, ["current"] = isCurrent };
        if (time is { } last)
        {
            json["lastUpdate"] = TimeText.Json(last);
        }

        if (resources is { } count)
        {
            json["resourceCount"] = count;
        }

        return json;
    }

    /// <param name="filter"><c>name</c>, <c>name=value</c>, or nothing.</param>
    private static bool HasTag(CommandContext context, StackName stack, string filter)
    {
        if (filter.Length == 0)
        {
            return true;
        }

        var (name, value) = filter.Split('=', 2) is [var left, var right] ? (left, right) : (filter, null);
        return context.Backend.Tags(stack).TryGetValue(name, out var had) && (value is null || value == had);
    }

    /// <summary>When the stack was saved last, and how many resources it has; null when nothing was ever saved.</summary>
    private static (DateTimeOffset? Time, int? Resources) Describe(CommandContext context, StackName stack)
    {
        if (context.Backend.LoadRaw(stack) is not { } raw || !raw.TryGetProperty("manifest", out var manifest))
        {
            return (null, null);
        }

        var time =
            manifest.TryGetProperty("time", out var text)
            && DateTimeOffset.TryParse(text.GetString(), CultureInfo.InvariantCulture, out var saved)
            && saved.Year > 1
                ? saved
                : (DateTimeOffset?)null;
        var isList = raw.TryGetProperty("resources", out var resources) && resources.ValueKind == JsonValueKind.Array;
        return (time, isList ? resources.GetArrayLength() : 0);
    }
}
