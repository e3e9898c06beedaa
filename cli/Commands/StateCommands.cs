using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using CustomerLake.Cli.Backend;
using CustomerLake.Cli.Output;
using CustomerLake.Environments;
using Pulumi.Automation;
using Spectre.Console;

namespace CustomerLake.Cli.Commands;

/// <summary>The verbs of the pulumi CLI that look after stacks and their state: <c>stack …</c>, <c>state …</c>, <c>import</c>.</summary>
internal static class StateCommands
{
    /// <summary>The edits of a state, each with what it takes in the pulumi CLI.</summary>
    private static readonly (string Verb, string Description)[] _edits =
    [
        ("delete", "Forget a resource without deleting it: URN [--force] [--target-dependents]"),
        ("protect", "Keep a resource from being deleted: URN | --all"),
        ("unprotect", "Let a protected resource be deleted: URN | --all"),
        ("rename", "Give a resource another name: URN NAME"),
        ("taint", "Replace a resource at the next update: URN"),
        ("repair", "Order a state that breaks its own rules"),
    ];

    public static Command Stack(LakePaths paths) =>
        new("stack", "List, export, import and remove stacks, and show their history")
        {
            List(paths),
            History(paths),
            Export(paths),
            ImportState(paths),
            Remove(paths),
        };

    public static Command State(LakePaths paths)
    {
        var command = new Command("state", "Edit an environment's state");
        foreach (var (verb, description) in _edits)
        {
            command.Add(Edit(paths, verb, description));
        }

        return command;
    }

    /// <summary>What follows is the pulumi CLI's to judge: <c>set NAME VALUE --secret</c>, <c>get NAME</c>, <c>rm NAME</c>, …</summary>
    public static Command Config(LakePaths paths) =>
        Verb(
            paths,
            new Command(
                "config",
                "Read and write an environment's settings, as in the pulumi CLI: set NAME VALUE [--secret] [--path], get, rm, …"
            )
            {
                TreatUnmatchedTokensAsErrors = false,
            },
            async (stack, backend, parsed, cancellationToken) =>
                Terminal.System.Output.WriteLine(
                    (
                        await LakeEnvironment.ConfigAsync(
                            stack,
                            parsed.UnmatchedTokens,
                            backend.Options(),
                            cancellationToken
                        )
                    ).TrimEnd()
                )
        );

    public static Command Import(LakePaths paths)
    {
        var type = new Argument<string>("type") { Description = "Type token: aws:s3/bucket:Bucket." };
        var name = new Argument<string>("name") { Description = "The resource's name in the program." };
        var id = new Argument<string>("id") { Description = "The id that AWS knows it by." };
        var parent = new Option<string?>("--parent") { Description = "NAME=URN of the parent." };
        var protect = new Option<bool>("--protect")
        {
            Description = "Protect it from being deleted.",
            DefaultValueFactory = _ => true,
        };
        return Verb(
            paths,
            new Command("import", "Adopt a thing that exists already as a resource")
            {
                type,
                name,
                id,
                parent,
                protect,
            },
            async (stack, backend, parsed, cancellationToken) =>
            {
                var resource = new ImportResource
                {
                    Type = parsed.GetRequiredValue(type),
                    Name = parsed.GetRequiredValue(name),
                    Id = parsed.GetRequiredValue(id),
                    Parent = parsed.GetValue(parent),
                };
                var lines = new EnvironmentLines(Terminal.System, everyLine: true);
                await LakeEnvironment.AdoptAsync(
                    stack,
                    resource,
                    parsed.GetValue(protect),
                    backend.Options(progress: lines),
                    cancellationToken
                );
            }
        );
    }

    private static Command List(LakePaths paths)
    {
        var json = new Option<bool>("--json", "-j") { Description = "One JSON document." };
        var command = new Command("ls", "List the stacks") { json };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                await using var backend = await LocalBackend.OpenAsync(paths, cancellationToken);
                var stacks = await LakeEnvironment.ListAsync(backend.Options(), cancellationToken);
                if (parsed.GetValue(json))
                {
                    var listed = stacks.Select(stack => new
                    {
                        stack.Name,
                        stack.LastUpdate,
                        Resources = stack.ResourceCount ?? 0,
                    });
                    Console.Out.WriteLine(JsonSerializer.Serialize(listed, JsonOutput.Options));
                    return 0;
                }

                foreach (var stack in stacks)
                {
                    Terminal.System.Output.WriteLine(
                        $"{stack.Name, -16} {stack.ResourceCount ?? 0, 5} resources  {Moment(stack.LastUpdate)}"
                    );
                }

                return 0;
            }
        );
        return command;
    }

    private static Command History(LakePaths paths)
    {
        var json = new Option<bool>("--json", "-j") { Description = "One JSON document." };
        return Verb(
            paths,
            new Command("history", "Tell the operations of a stack, newest first") { json },
            async (stack, backend, parsed, cancellationToken) =>
            {
                if (!parsed.GetValue(json))
                {
                    // In the pulumi CLI's own words.
                    Terminal.System.WriteLine(
                        (
                            await LakeEnvironment.PulumiAsync(
                                stack,
                                ["stack", "history"],
                                backend.Options(),
                                cancellationToken
                            )
                        ).TrimEnd('\n'),
                        isError: false
                    );
                    return;
                }

                var history = await LakeEnvironment.HistoryAsync(stack, backend.Options(), cancellationToken);
                var told = history.Select(update => new
                {
                    update.Version,
                    update.Kind,
                    update.Result,
                    update.StartTime,
                    update.EndTime,
                    update.Message,
                    update.ResourceChanges,
                });
                Console.Out.WriteLine(JsonSerializer.Serialize(told, JsonOutput.Options));
            }
        );
    }

    private static Command Export(LakePaths paths)
    {
        var file = new Option<FileInfo?>("--file") { Description = "Where to; standard output without it." };
        var secrets = new Option<bool>("--show-secrets") { Description = "Secrets in clear: keep the file safe." };
        return Verb(
            paths,
            new Command("export", "Print the state as JSON") { file, secrets },
            async (stack, backend, parsed, cancellationToken) =>
            {
                var state = parsed.GetValue(secrets)
                    ? await LakeEnvironment.ExportAsync(stack, backend.Options(), cancellationToken)
                    : await LakeEnvironment.PulumiAsync(
                        stack,
                        ["stack", "export"],
                        backend.Options(),
                        cancellationToken
                    );
                if (parsed.GetValue(file) is { } target)
                {
                    await File.WriteAllTextAsync(target.FullName, state, cancellationToken);
                }
                else
                {
                    Console.Out.WriteLine(state.TrimEnd());
                }
            }
        );
    }

    private static Command ImportState(LakePaths paths)
    {
        var file = new Option<FileInfo>("--file") { Description = "An exported state.", Required = true };
        file.AcceptExistingOnly();
        return Verb(
            paths,
            new Command("import", "Put an exported state in the place of the present one") { file },
            async (stack, backend, parsed, cancellationToken) =>
                await LakeEnvironment.ImportAsync(
                    stack,
                    await File.ReadAllTextAsync(parsed.GetRequiredValue(file).FullName, cancellationToken),
                    backend.Options(),
                    cancellationToken
                )
        );
    }

    private static Command Remove(LakePaths paths) =>
        Verb(
            paths,
            new Command("rm", "Remove a stack that has no resources, with its history"),
            (stack, backend, _, cancellationToken) =>
                LakeEnvironment.RemoveAsync(stack, backend.Options(), cancellationToken)
        );

    private static Command Edit(LakePaths paths, string verb, string description) =>
        Verb(
            paths,
            // What follows is the pulumi CLI's to judge.
            new Command(verb, description) { TreatUnmatchedTokensAsErrors = false },
            async (stack, backend, parsed, cancellationToken) =>
                Terminal.System.Output.WriteLine(
                    (
                        await LakeEnvironment.PulumiAsync(
                            stack,
                            ["state", verb, .. parsed.UnmatchedTokens],
                            backend.Options(),
                            cancellationToken
                        )
                    ).TrimEnd()
                )
        );

    private static Command Verb(
        LakePaths paths,
        Command command,
        Func<string, LocalBackend, ParseResult, CancellationToken, Task> runAsync
    )
    {
        var stack = StackOption.Make();
        command.Add(stack);
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                await using var backend = await LocalBackend.OpenAsync(paths, cancellationToken);
                await runAsync(parsed.GetRequiredValue(stack), backend, parsed, cancellationToken);
                return 0;
            }
        );
        return command;
    }

    private static string Moment(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "never updated";
}
