using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.State;

namespace CustomerLake.Local.Engine.Commands;

/// <summary><c>whoami</c>, <c>version</c>, and what has nothing to do here.</summary>
internal static class OtherCommands
{
    public static Task<int> WhoAmIAsync(CommandContext context, string[] arguments)
    {
        var line = CommandLine.Parse(arguments, [], ["json|j", "verbose|v"]).Expect(0, 0);
        var user = Environment.UserName;
        context.Output.WriteLine(
            line.Has("json") ? new JsonObject { ["user"] = user, ["url"] = context.Backend.Url }.ToIndented(2)
            : line.IsGiven("verbose")
                ? $"Access token source: none\nUser: {user}\nOrganizations: \nBackend URL: {context.Backend.Url}\nToken type: personal"
            : user
        );
        return Task.FromResult(0);
    }

    public static Task<int> VersionAsync(CommandContext context, string[] arguments)
    {
        _ = CommandLine.Parse(arguments, [], []).Expect(0, 0);
        context.Output.WriteLine(Snapshot.EngineVersion);
        return Task.FromResult(0);
    }

    /// <summary>The packages that are built in.</summary>
    public static Task<int> PluginsAsync(CommandContext context, string[] arguments)
    {
        var line = CommandLine.Parse(arguments, [], ["json|j", "project|p"]).Expect(0, 0);
        var packages = context.Options.Packages;
        if (line.Has("json"))
        {
            var json = packages.Select(package =>
                (JsonNode?)
                    new JsonObject
                    {
                        ["name"] = package.Name,
                        ["kind"] = "resource",
                        ["version"] = package.Version,
                        ["size"] = 0,
                    }
            );
            context.Output.WriteLine(new JsonArray([.. json]).ToIndented(2));
        }
        else
        {
            context.Output.Write(
                Table.Render(
                    ["NAME", "KIND", "VERSION"],
                    packages.Select(package => new[] { package.Name, "resource", package.Version })
                )
            );
        }

        return Task.FromResult(0);
    }

    /// <summary>Packages are built in: there is nothing to fetch and nothing to remove.</summary>
    public static Task<int> NothingToInstallAsync(CommandContext context, string[] arguments) => Task.FromResult(0);
}
