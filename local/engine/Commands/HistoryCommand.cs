using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Secrets;
using CustomerLake.Local.Engine.Settings;
using CustomerLake.Local.Engine.State;

namespace CustomerLake.Local.Engine.Commands;

/// <summary><c>stack history</c>: newest first.</summary>
internal static class HistoryCommand
{
    private static readonly string[] Counted = ["create", "delete", "update", "same"];

    private const string CannotDecrypt = "ERROR_UNABLE_TO_DECRYPT";

    public static Task<int> RunAsync(CommandContext context, string[] arguments)
    {
        var line = CommandLine
            .Parse(arguments, ["page-size", "page"], ["show-secrets", "full-dates", "json|j"])
            .Expect(0, 0);
        var (size, page) = (line.Number("page-size") ?? 10, line.Number("page") ?? 1);
        var stack = context.Stack(line, CommandContext.SelectHint);
        var entries = StackHistory.Read(context.Backend, stack);
        if (size > 0)
        {
            entries = entries.Skip((Math.Max(1, page) - 1) * size).Take(size);
        }

        var list = entries.ToList();
        if (line.Has("json"))
        {
            var open = line.Has("show-secrets") ? Opener(context, stack) : null;
            context.Output.WriteLine(
                new JsonArray([.. list.Select(entry => (JsonNode?)Json(entry, open))]).ToIndented(2)
            );
        }
        else if (list.Count == 0)
        {
            context.Output.WriteLine(
                page > 1 ? $"No stack updates found on page '{page}'" : "Stack has never been updated"
            );
        }
        else
        {
            context.Output.Write(string.Concat(list.Select(entry => Text(context, entry, line.Has("full-dates")))));
        }

        return Task.FromResult(0);
    }

    private static Func<string, string> Opener(CommandContext context, StackName stack)
    {
        var secrets = context.Secrets(stack, context.LoadStackFile(stack));
        return secrets.Decrypt;
    }

    private static string Text(CommandContext context, HistoryEntry entry, bool fullDates)
    {
        var counts = Counted.Select(name => entry.Changes.GetValueOrDefault(name)).ToArray();
        var when = fullDates
            ? entry.Start.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss +0000 UTC", CultureInfo.InvariantCulture)
            : TimeText.Ago(context.Time.GetUtcNow(), entry.Start);
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"Version: {entry.Version}\nUpdateKind: {entry.Kind}\nStatus: {entry.Result}\nMessage: {entry.Message}\n"
        );
        text.Append(
            CultureInfo.InvariantCulture,
            $"+{counts[0]}-{counts[1]}~{counts[2]} {counts[3]} Updated {when} took {TimeText.Took(entry.End - entry.Start)}\n"
        );
        foreach (var (name, value) in entry.Environment.Where(item => !string.IsNullOrWhiteSpace(item.Value)))
        {
            text.Append(CultureInfo.InvariantCulture, $"    {name}: {value}\n");
        }

        return text.Append('\n').ToString();
    }

    private static JsonObject Json(HistoryEntry entry, Func<string, string>? open) =>
        new()
        {
            ["version"] = entry.Version,
            ["kind"] = entry.Kind,
            ["startTime"] = TimeText.Json(entry.Start),
            ["message"] = entry.Message,
            ["environment"] = Texts(entry.Environment),
            ["config"] = new JsonObject(
                entry.Config.Select(item => KeyValuePair.Create(item.Key, (JsonNode?)Json(item.Value, open)))
            ),
            ["result"] = entry.Result,
            ["endTime"] = TimeText.Json(entry.End),
            ["resourceChanges"] = new JsonObject(
                entry.Changes.Select(item => KeyValuePair.Create(item.Key, (JsonNode?)item.Value))
            ),
        };

    private static JsonObject Texts(ImmutableSortedDictionary<string, string> texts) =>
        new(texts.Select(item => KeyValuePair.Create(item.Key, (JsonNode?)item.Value)));

    private static JsonObject Json(ConfigNode value, Func<string, string>? open)
    {
        var json = new JsonObject();
        if (!value.HasSecrets || open is not null)
        {
            try
            {
                var clear = value.Opened(open ?? (cipher => cipher));
                json["value"] = clear.ToText(cipher => cipher);
                if (clear.IsObject)
                {
                    json["objectValue"] = clear.ToJson(cipher => cipher);
                }
            }
            catch (SecretsException)
            {
                json["value"] = CannotDecrypt;
            }
        }

        json["secret"] = value.HasSecrets;
        return json;
    }
}
