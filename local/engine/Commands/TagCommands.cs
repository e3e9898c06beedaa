using System.Text.Json.Nodes;

namespace CustomerLake.Local.Engine.Commands;

/// <summary><c>stack tag ls|get|set|rm</c>.</summary>
internal static class TagCommands
{
    public static Task<int> ListAsync(CommandContext context, string[] arguments)
    {
        var line = CommandLine.Parse(arguments, [], ["json|j"]).Expect(0, 0);
        var tags = context.Backend.Tags(context.Stack(line, CommandContext.SelectHint));
        context.Output.Write(
            line.Has("json")
                ? new JsonObject(tags.Select(tag => KeyValuePair.Create(tag.Key, (JsonNode?)tag.Value))).ToIndented(2)
                    + "\n"
                : Table.Render(["NAME", "VALUE"], tags.Select(tag => new[] { tag.Key, tag.Value }))
        );
        return Task.FromResult(0);
    }

    public static Task<int> GetAsync(CommandContext context, string[] arguments)
    {
        var line = CommandLine.Parse(arguments, [], []).Expect(1, 1);
        var stack = context.Stack(line, CommandContext.SelectHint);
        var name = line.Positional[0];
        context.Output.WriteLine(
            context.Backend.Tags(stack).GetValueOrDefault(name)
                ?? throw new CommandFailedException($"stack tag '{name}' not found for stack '{context.Shown(stack)}'")
        );
        return Task.FromResult(0);
    }

    public static Task<int> SetAsync(CommandContext context, string[] arguments)
    {
        var line = CommandLine.Parse(arguments, [], []).Expect(2, 2);
        var stack = context.Stack(line, CommandContext.SelectHint);
        context.Backend.SaveTags(stack, context.Backend.Tags(stack).SetItem(line.Positional[0], line.Positional[1]));
        return Task.FromResult(0);
    }

    public static Task<int> RemoveAsync(CommandContext context, string[] arguments)
    {
        var line = CommandLine.Parse(arguments, [], []).Expect(1, 1);
        var stack = context.Stack(line, CommandContext.SelectHint);
        var tags = context.Backend.Tags(stack);
        if (tags.ContainsKey(line.Positional[0]))
        {
            context.Backend.SaveTags(stack, tags.Remove(line.Positional[0]));
        }

        return Task.FromResult(0);
    }
}
