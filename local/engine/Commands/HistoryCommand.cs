using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.State;

namespace CustomerLake.Local.Engine.Commands;

/// <summary><c>stack history</c>: newest first.</summary>
internal static class HistoryCommand
{
    private static readonly string[] Counted = ["create", "delete", "update", "same"];

    public static Task<int> RunAsync(CommandContext context, string[] arguments)
    {
        var line = CommandLine.Parse(arguments, ["page-size", "page"], ["show-secrets", "full-dates"]);
        var stack = context.Stack(line);
        var entries = StackHistory.Read(context.Backend, stack);
        if (line.Number("page-size") is { } size && size > 0)
        {
            entries = entries.Skip((Math.Max(1, line.Number("page") ?? 1) - 1) * size).Take(size);
        }

        var list = entries.ToList();
        if (line.Has("json"))
        {
            var opener = Lazy(context, stack);
            context.Output.WriteLine(
                new JsonArray([
                    .. list.Select(entry => (JsonNode?)Json(entry, line.Has("show-secrets") ? opener : null)),
                ]).ToJsonString(JsonText.Two)
            );
        }
        else if (list.Count == 0)
        {
            context.Output.WriteLine("Stack has never been updated");
        }
        else
        {
            context.Output.Write(string.Concat(list.Select(entry => Text(context, entry, line.Has("full-dates")))));
        }

        return Task.FromResult(0);
    }

    private static Func<string, string> Lazy(CommandContext context, StackName stack) =>
        cipher => context.Secrets(stack, context.LoadStackFile(stack)).Decrypt(cipher);

    private static string Text(CommandContext context, HistoryEntry entry, bool fullDates)
    {
        var counts = Counted.Select(name => entry.Changes.GetValueOrDefault(name)).ToArray();
        var when = fullDates
            ? entry.Start.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss +0000 UTC", CultureInfo.InvariantCulture)
            : StackCommands.Ago(context, entry.Start);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Version: 0\nUpdateKind: {entry.Kind}\nStatus: {entry.Result}\n");
        text.Append(CultureInfo.InvariantCulture, $"Message: {entry.Message}\n");
        text.Append(
            CultureInfo.InvariantCulture,
            $"+{counts[0]}-{counts[1]}~{counts[2]} {counts[3]} Updated {when} took {(int)(entry.End - entry.Start).TotalSeconds}s\n"
        );
        foreach (var (name, value) in entry.Environment)
        {
            text.Append(CultureInfo.InvariantCulture, $"    {name}: {value}\n");
        }

        return text.Append('\n').ToString();
    }

    private static JsonObject Json(HistoryEntry entry, Func<string, string>? open) =>
        new()
        {
            ["version"] = 0,
            ["kind"] = entry.Kind,
            ["startTime"] = StackCommands.JsonTime(entry.Start),
            ["message"] = entry.Message,
            ["environment"] = Texts(entry.Environment),
            ["config"] = new JsonObject(
                entry.Config.Select(item => KeyValuePair.Create(item.Key, (JsonNode?)Json(item.Value, open)))
            ),
            ["result"] = entry.Result,
            ["endTime"] = StackCommands.JsonTime(entry.End),
            ["resourceChanges"] = new JsonObject(
                entry.Changes.Select(item => KeyValuePair.Create(item.Key, (JsonNode?)item.Value))
            ),
        };

    private static JsonObject Texts(ImmutableSortedDictionary<string, string> texts) =>
        new(texts.Select(item => KeyValuePair.Create(item.Key, (JsonNode?)item.Value)));

    private static JsonObject Json(ConfigEntry entry, Func<string, string>? open)
    {
        var json = new JsonObject();
        if (!entry.Secret)
        {
            json["value"] = entry.Text;
        }
        else if (open is not null)
        {
            json["value"] = HistoryConfig.Open(entry, open);
        }

        json["secret"] = entry.Secret;
        return json;
    }
}
