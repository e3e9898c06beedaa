using System.Collections.Immutable;
using System.Text.Json;
using CustomerLake.Local.Engine.Deploy;
using CustomerLake.Local.Engine.Secrets;
using CustomerLake.Local.Engine.Settings;
using CustomerLake.Local.Engine.State;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Commands;

/// <summary><c>up</c>, <c>preview</c>, <c>refresh</c>, <c>destroy</c> and <c>import</c>: flags, checks, then the operation.</summary>
internal sealed class OperationCommand(CommandContext context, OperationKind kind)
{
    private static readonly string[] WithValue =
    [
        "message|m",
        "parallel|p",
        "target|t",
        "exclude|x",
        "config-file",
        "event-log",
        "exec-kind",
        "exec-agent",
        "client",
        "replace",
        "target-replace",
        "plan",
        "save-plan",
        "import-file",
        "import-pending-creates",
        "config|c",
        "policy-pack",
        "policy-pack-config",
        "policy-pack-configs",
        "show-full-output-lines",
        "from",
        "parent",
        "provider",
        "properties",
        "secrets-provider",
        "attach-debugger",
    ];

    private static readonly string[] Switches =
    [
        "yes|y",
        "json|j",
        "debug|d",
        "urns",
        "config-path",
        "copilot",
        "neo-task-on-failure",
        "skip-plugin-pre-install",
        "show-policy-remediations",
        "skip-preview|f",
        "preview-only",
        "expect-no-changes",
        "show-reads",
        "show-sames",
        "show-replacement-steps",
        "show-secrets",
        "show-config",
        "show-full-output",
        "suppress-outputs",
        "suppress-progress",
        "suppress-permalink",
        "diff",
        "target-dependents",
        "exclude-dependents",
        "exclude-protected",
        "continue-on-error",
        "refresh|r",
        "run-program",
        "remove",
        "skip-pending-creates",
        "clear-pending-creates",
        "generate-code",
        "protect",
        "preview",
        "neo",
        "strict",
    ];

    public async Task<int> RunAsync(string[] arguments)
    {
        var line =
            kind == OperationKind.Import
                ? CommandLine
                    .Parse(
                        arguments,
                        [.. WithValue, "file|f", "out|o"],
                        [.. Switches.Except(["skip-preview|f"]), "skip-preview"]
                    )
                    .Expect(0, int.MaxValue)
                : CommandLine.Parse(arguments, WithValue, Switches).Expect(0, 0);
        Refuse(line);
        CheckConsent(line);
        var stack = context.Stack(line);
        SetConfiguration(line, stack);
        var file = context.LoadStackFile(stack, line.Value("config-file"));
        var secrets = OpenSecrets(stack, file, line);
        var configuration = Configuration(stack, file, secrets);
        WarnOfEmptyValues(file);
        var operation = new Operation(context, kind, stack, secrets, configuration, line)
        {
            Options = Options(line, stack, secrets),
        };
        if (kind == OperationKind.Preview || line.Has("preview-only"))
        {
            return await operation.RunAsync(preview: true);
        }

        // What a preview shows first is only shown: its events belong to no log.
        if (!line.Has("skip-preview") && !line.Has("json"))
        {
            var shown = await operation.RunAsync(preview: true, quiet: true);
            if (shown != 0)
            {
                return shown;
            }
        }

        return await operation.RunAsync(preview: false);
    }

    private static void Refuse(CommandLine line)
    {
        line.ExpectOneOf("target", "exclude");
        if (line.IsGiven("target") && line.Has("exclude-protected"))
        {
            throw new CommandFailedException("you cannot specify --target and --exclude-protected");
        }

        if (line.IsGiven("policy-pack"))
        {
            throw new CommandFailedException(
                "policy packs are not supported by the embedded engine",
                CommandFailedException.Misuse
            );
        }

        foreach (var flag in new[] { "import-file", "attach-debugger" }.Where(line.IsGiven))
        {
            throw new CommandFailedException(
                $"--{flag} is not supported by the embedded engine",
                CommandFailedException.Misuse
            );
        }
    }

    /// <summary>Values given with the operation are written to the stack file first.</summary>
    private void SetConfiguration(CommandLine line, StackName stack)
    {
        if (!line.IsGiven("config"))
        {
            return;
        }

        var given = line.Value("config-file");
        var settings = new StackSettings(
            context,
            stack,
            context.LoadStackFile(stack, given),
            given,
            line.Has("config-path")
        );
        foreach (var pair in line.Values("config"))
        {
            var parts = pair.Split('=', 2);
            settings.Set(parts[0], parts.Length > 1 ? parts[1] : "", secret: false);
        }

        settings.Save();
    }

    private void CheckConsent(CommandLine line)
    {
        var (yes, skip, only) = (line.Has("yes"), line.Has("skip-preview"), line.Has("preview-only"));
        if (skip && only)
        {
            throw new CommandFailedException("--skip-preview and --preview-only cannot be used together");
        }

        // The Automation API's own RefreshAsync passes --yes with --preview-only, so that pair is accepted here.
        if (kind == OperationKind.Preview || yes || skip || only)
        {
            return;
        }

        throw new CommandFailedException(
            "--yes or --skip-preview or --preview-only must be passed in to proceed when running in non-interactive mode",
            kind == OperationKind.Refresh ? CommandFailedException.Failed : CommandFailedException.Misuse
        );
    }

    private void WarnOfEmptyValues(StackFile file)
    {
        var keys = file
            .Config.Where(entry => entry.Value is ConfigNode.Scalar { IsNull: true })
            .Select(entry => $"\"{entry.Key}\"")
            .ToList();
        if (keys.Count > 0)
        {
            var s = keys.Count == 1 ? "" : "s";
            context.Output.Error(
                $"warning: No value for configuration key{s} {string.Join(keys.Count == 2 ? " and " : ", ", keys)}. "
                    + "This is currently treated as an empty string `\"\"`, but will be treated as `null` in a future "
                    + $"version of pulumi.\nSet the value{s} to `\"\"` to avoid this warning."
            );
        }
    }

    private PassphraseSecrets OpenSecrets(StackName stack, StackFile file, CommandLine line)
    {
        try
        {
            return context.Secrets(stack, file, line.Value("config-file"));
        }
        catch (SecretsException fault)
        {
            throw new CommandFailedException(
                fault.Message == "malformed state value"
                    ? $"validating stack config: {fault.Message}"
                    : $"getting stack configuration: get stack secrets manager: {fault.Message}"
            );
        }
    }

    private StackConfiguration Configuration(StackName stack, StackFile file, PassphraseSecrets secrets)
    {
        try
        {
            return StackConfiguration.Load(context.Project, file, stack.Name, () => secrets);
        }
        catch (Exception fault) when (fault is SecretsException or SettingsException)
        {
            throw new CommandFailedException($"validating stack config: {fault.Message}");
        }
    }

    private DeploymentOptions Options(CommandLine line, StackName stack, PassphraseSecrets secrets)
    {
        var pairs = line.Values("import-pending-creates");
        if (pairs.Length % 2 != 0)
        {
            throw new CommandFailedException("each URN must be followed by an ID: found an odd number of entries");
        }

        if (line.Values("target").Length > 0 && line.Values("exclude").Length > 0)
        {
            throw new CommandFailedException(
                "if any flags in the group [target exclude] are set none of the others can be; [exclude target] were all set"
            );
        }

        return new DeploymentOptions(kind.Deployment(), Preview: false)
        {
            Parallel = line.Number("parallel") is { } parallel
                ? Math.Max(1, parallel)
                : DeploymentOptions.DefaultParallel,
            Targets = new UrnTargets([.. line.Values("target"), .. line.Values("target-replace")]),
            Excludes = new UrnTargets(line.Values("exclude")),
            Replace = new UrnTargets([.. line.Values("replace"), .. line.Values("target-replace")]),
            TargetDependents = line.Has("target-dependents"),
            ExcludeDependents = line.Has("exclude-dependents"),
            ExcludeProtected = line.Has("exclude-protected"),
            ContinueOnError = line.Has("continue-on-error"),
            Refresh = line.IsGiven("refresh") ? line.Has("refresh") : context.Project.IsRefreshed,
            RunProgram = line.Has("run-program"),
            ClearPendingCreates = line.Has("clear-pending-creates"),
            ImportPendingCreates = pairs.Chunk(2).ToImmutableDictionary(pair => pair[0], pair => pair[1]),
            Plan = line.Value("plan") is { } path ? ReadPlan(path, secrets) : null,
            Imports = kind == OperationKind.Import ? ImportArguments.Read(line, stack, context.Call.WorkDirectory) : [],
        };
    }

    private UpdatePlan ReadPlan(string path, PassphraseSecrets secrets)
    {
        var full = Path.Combine(context.Call.WorkDirectory, path);
        if (!File.Exists(full))
        {
            throw new CommandFailedException($"open {path}: no such file or directory");
        }

        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(full));
            return UpdatePlan.Read(json.RootElement, secrets.Decrypt);
        }
        catch (JsonException)
        {
            throw new CommandFailedException(JsonFault.Describe(File.ReadAllText(full)));
        }
    }
}
