using System.Text.Json.Nodes;

namespace CustomerLake.Local.Engine.Commands;

/// <summary><c>stack tag ls|get|set|rm</c>.</summary>
internal static class TagCommands
{
    public static Task<int> ListAsync(CommandContext context, string[] arguments)
    {
        var line = CommandLine.Parse(arguments, [], []);
        var tags = context.Backend.Tags(context.Stack(line));
        context.Output.Write(
            line.Has("json")
                ? new JsonObject(tags.Select(tag => KeyValuePair.Create(tag.Key, (JsonNode?)tag.Value))).ToJsonString(
                    JsonText.Two
                ) + "\n"
                : Table.Render(["NAME", "VALUE"], tags.Select(tag => new[] { tag.Key, tag.Value }))
        );
        return Task.FromResult(0);
    }

    public static Task<int> GetAsync(CommandContext context, string[] arguments)
    {
        var line = CommandLine.Parse(arguments, [], []);
        var stack = context.Stack(line);
        var name = Argument(line, 0, "name");
        context.Output.WriteLine(
            context.Backend.Tags(stack).GetValueOrDefault(name)
                ?? throw new CommandFailedException($"stack tag '{name}' not found for stack '{stack.Name}'")
        );
        return Task.FromResult(0);
    }

    public static Task<int> SetAsync(CommandContext context, string[] arguments)
    {
        var line = CommandLine.Parse(arguments, [], []);
        var stack = context.Stack(line);
        var tags = context.Backend.Tags(stack).SetItem(Argument(line, 0, "name"), Argument(line, 1, "value"));
        context.Backend.SaveTags(stack, tags);
        return Task.FromResult(0);
    }

    public static Task<int> RemoveAsync(CommandContext context, string[] arguments)
    {
        var line = CommandLine.Parse(arguments, [], []);
        var stack = context.Stack(line);
        var tags = context.Backend.Tags(stack);
        var name = Argument(line, 0, "name");
        if (tags.ContainsKey(name))
        {
            context.Backend.SaveTags(stack, tags.Remove(name));
        }

        return Task.FromResult(0);
    }

    private static string Argument(CommandLine line, int index, string name) =>
        index < line.Positional.Length
            ? line.Positional[index]
            : throw new CommandFailedException($"missing required argument: {name}");
}
