using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.State;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Commands;

/// <summary><c>stack init|select|ls|rm|rename|output</c>, <c>stack</c> itself, and <c>cancel</c>.</summary>
internal static class StackCommands
{
    public static Task<int> InitAsync(CommandContext context, string[] arguments)
    {
        var line = CommandLine.Parse(arguments, ["secrets-provider", "copy-config-from"], ["no-select"]);
        var name = line.Positional.FirstOrDefault() ?? line.Value("stack") ?? "";
        if (line.Value("secrets-provider") is { } provider && provider is not ("passphrase" or "default"))
        {
            throw new CommandFailedException(
                $"the secrets provider '{provider}' is not supported: only the passphrase provider is"
            );
        }

        Create(context, name, select: !line.Has("no-select"));
        return Task.FromResult(0);
    }

    public static Task<int> SelectAsync(CommandContext context, string[] arguments)
    {
        var line = CommandLine.Parse(arguments, ["secrets-provider"], ["create"]);
        var name =
            line.Positional.FirstOrDefault()
            ?? line.Value("stack")
            ?? throw new CommandFailedException(
                "no stack selected; specify a stack name with --stack",
                CommandFailedException.NoSuchStack
            );
        if (line.Has("create") && !context.Backend.Exists(context.Parse(name)))
        {
            Create(context, name, select: true);
        }
        else
        {
            context.Select(context.Existing(name));
        }

        return Task.FromResult(0);
    }

    public static Task<int> ListAsync(CommandContext context, string[] arguments)
    {
        var line = CommandLine.Parse(arguments, ["project", "organization", "tag"], ["all"]);
        var project = line.Value("project") ?? (line.Has("all") ? null : context.Project.Name);
        var selected = context.Selected();
        var stacks = context.Backend.Stacks(project).Select(stack => (stack, Describe(context, stack))).ToList();
        if (line.Has("json"))
        {
            var json = stacks.Select(entry =>
                (JsonNode?)
                    new JsonObject
                    {
                        ["name"] = entry.stack.Name,
                        ["current"] = entry.stack.Name == selected,
                        ["lastUpdate"] = JsonTime(entry.Item2.Time),
                        ["resourceCount"] = entry.Item2.Resources,
                    }
            );
            context.Output.WriteLine(new JsonArray([.. json]).ToJsonString(JsonText.Two));
            return Task.FromResult(0);
        }

        var rows = stacks.Select(entry =>
            new[]
            {
                entry.stack.Name + (entry.stack.Name == selected ? "*" : ""),
                Ago(context, entry.Item2.Time),
                entry.Item2.Resources.ToString(CultureInfo.InvariantCulture),
            }
        );
        context.Output.Write(Table.Render(["NAME", "LAST UPDATE", "RESOURCE COUNT"], rows));
        return Task.FromResult(0);
    }

    public static Task<int> RemoveAsync(CommandContext context, string[] arguments)
    {
        var line = CommandLine.Parse(arguments, [], ["force", "preserve-config", "remove-backups"]);
        var stack = line.Positional.Length > 0 ? context.Existing(line.Positional[0]) : context.Stack(line);
        if (!line.Has("yes"))
        {
            throw new CommandFailedException("non-interactive mode requires --yes flag");
        }

        using (context.Lock(stack))
        {
            if (!line.Has("force") && context.Backend.Load(stack, null).Resources.Length > 0)
            {
                throw new CommandFailedException(
                    $"'{stack.Name}' still has resources; removal rejected. Possible actions:\n"
                        + $"- Make sure that '{stack.Name}' is the stack that you want to destroy\n"
                        + "- Run `pulumi destroy` to delete the resources, then run `pulumi stack rm`\n"
                        + "- Run `pulumi stack rm --force` to override this error"
                );
            }

            var isSelected = context.Selected() == stack.Name;
            context.Backend.Remove(stack);
            if (isSelected)
            {
                context.Select(null);
            }
        }

        if (!line.Has("preserve-config") && File.Exists(context.StackFilePath(stack)))
        {
            context.Options.Files.Delete(context.StackFilePath(stack));
        }

        context.Output.WriteLine($"Stack '{stack.Name}' has been removed!");
        return Task.FromResult(0);
    }

    public static Task<int> RenameAsync(CommandContext context, string[] arguments)
    {
        var line = CommandLine.Parse(arguments, [], []);
        var from = context.Stack(line);
        var to = context.Parse(
            line.Positional.FirstOrDefault() ?? throw new CommandFailedException("missing new stack name")
        );
        if (context.Backend.Exists(to))
        {
            throw new CommandFailedException($"a stack named {to.Name} already exists");
        }

        using (context.Lock(from))
        {
            var snapshot = StateRename.Stack(context.LoadSnapshot(from), from, to);
            var wasSelected = context.Selected() == from.Name;
            context.Backend.Rename(from, to, snapshot, context.FormFor(from, snapshot));
            context.Options.Files.Move(context.StackFilePath(from), Renamed(context.StackFilePath(from), from, to));
            if (wasSelected)
            {
                context.Select(to);
            }
        }

        context.Output.WriteLine($"Renamed {from.Name} to {to.Name}");
        return Task.FromResult(0);
    }

    public static Task<int> OutputAsync(CommandContext context, string[] arguments)
    {
        var line = CommandLine.Parse(arguments, [], ["show-secrets", "shell"]);
        var stack = context.Stack(line, "`pulumi stack select`");
        var outputs = context.LoadSnapshot(stack).RootStack?.Outputs ?? PropertyMap.Empty;
        SecretForm form = line.Has("show-secrets") ? new SecretForm.Bare() : new SecretForm.MaskedText();
        if (line.Positional.FirstOrDefault() is { } name)
        {
            var value =
                outputs.Find(name)
                ?? throw new CommandFailedException($"current stack does not have output property '{name}'");
            context.Output.WriteLine(line.Has("json") ? Json(value, form) : StackText.Value(value, form));
        }
        else if (line.Has("json"))
        {
            context.Output.WriteLine(Json(outputs, form));
        }
        else
        {
            context.Output.Write(StackText.Outputs(outputs, form));
        }

        return Task.FromResult(0);
    }

    public static Task<int> ShowAsync(CommandContext context, string[] arguments)
    {
        var line = CommandLine.Parse(arguments, [], ["show-ids", "show-urns", "show-name", "show-secrets"]);
        if (line.Positional.FirstOrDefault() is { } unknown)
        {
            throw new CommandFailedException($"unknown command \"{unknown}\" for \"pulumi stack\"");
        }

        var stack = context.Stack(line);
        if (line.Has("show-name"))
        {
            context.Output.WriteLine(stack.Name);
            return Task.FromResult(0);
        }

        var (time, _) = Describe(context, stack);
        context.Output.Write(StackText.Overview(context, stack, time, line));
        return Task.FromResult(0);
    }

    public static Task<int> CancelAsync(CommandContext context, string[] arguments)
    {
        var line = CommandLine.Parse(arguments, [], []);
        var stack = line.Positional.Length > 0 ? context.Existing(line.Positional[0]) : context.Stack(line);
        StackLock.Cancel(context.Backend, stack);
        context.Output.WriteLine($"The currently running update for '{stack.Name}' has been canceled!");
        return Task.FromResult(0);
    }

    internal static string? JsonTime(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    internal static string Ago(CommandContext context, DateTimeOffset? time)
    {
        if (time is null)
        {
            return "n/a";
        }

        var span = context.Time.GetUtcNow() - time.Value;
        return span.TotalSeconds < 1 ? "now"
            : span.TotalSeconds < 60 ? Words(span.TotalSeconds, "second")
            : span.TotalMinutes < 60 ? Words(span.TotalMinutes, "minute")
            : span.TotalHours < 24 ? Words(span.TotalHours, "hour")
            : Words(span.TotalDays, "day");
    }

    private static string Words(double count, string unit) => $"{(int)count} {unit}{((int)count == 1 ? "" : "s")} ago";

    private static string Json(PropertyValue value, SecretForm form) =>
        PropertyJson.Write(value, form)?.ToJsonString(JsonText.Two) ?? "null";

    private static (DateTimeOffset? Time, int Resources) Describe(CommandContext context, StackName stack)
    {
        var raw = context.Backend.LoadRaw(stack);
        var time =
            raw?.TryGetProperty("manifest", out var manifest) == true
            && manifest.TryGetProperty("time", out var text)
            && DateTimeOffset.TryParse(text.GetString(), CultureInfo.InvariantCulture, out var saved)
                ? saved
                : (DateTimeOffset?)null;
        var count = raw?.TryGetProperty("resources", out var resources) == true ? resources.GetArrayLength() : 0;
        return (time, count);
    }

    private static string Renamed(string path, StackName from, StackName to) =>
        Path.Combine(
            Path.GetDirectoryName(path)!,
            Path.GetFileName(path).Replace($"Pulumi.{from.Name}.", $"Pulumi.{to.Name}.", StringComparison.Ordinal)
        );

    private static void Create(CommandContext context, string name, bool select)
    {
        var parts = name.Split('/');
        if (parts.Length > 3)
        {
            throw new CommandFailedException("a stack name may not be empty");
        }

        var stack = context.Parse(name);
        if (stack.Project != context.Project.Name)
        {
            throw new CommandFailedException(
                $"could not create stack: provided project name \"{stack.Project}\" doesn't match Pulumi.yaml"
            );
        }

        if (context.Backend.Exists(stack))
        {
            throw new CommandFailedException($"stack '{stack.Qualified}' already exists");
        }

        var file = context.LoadStackFile(stack);
        var secrets = context.Secrets(stack, file);
        context.Backend.Create(stack, secrets.Salt);
        if (select)
        {
            context.Select(stack);
        }

        context.Output.Error($"Created stack '{stack.Name}'");
    }
}
