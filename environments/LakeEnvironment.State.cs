using CustomerLake.Environments.Workspaces;
using Pulumi.Automation;
using Pulumi.Automation.Commands;
using Pulumi.Automation.Commands.Exceptions;

namespace CustomerLake.Environments;

public static partial class LakeEnvironment
{
    /// <summary>The verbs that neither run the program nor touch a resource, and so may be passed on as they are.</summary>
    private static readonly string[] _passedOn = ["state", "stack"];

    /// <summary>The stacks that there are.</summary>
    /// <exception cref="EnvironmentException">The backend does not answer.</exception>
    public static async Task<IReadOnlyList<StackSummary>> ListAsync(
        EnvironmentOptions options,
        CancellationToken cancellationToken = default
    )
    {
        using var project = await EnvironmentWorkspace.OpenProjectAsync(options, cancellationToken);
        try
        {
            return await project.ListStacksAsync(cancellationToken);
        }
        catch (CommandException failure)
        {
            throw Failure.OfProject(failure, "The stacks could not be listed, because of the state of one");
        }
    }

    /// <summary>The operations that there were, newest first.</summary>
    /// <inheritdoc cref="UpAsync"/>
    public static async Task<IReadOnlyList<UpdateSummary>> HistoryAsync(
        string stack,
        EnvironmentOptions options,
        CancellationToken cancellationToken = default
    )
    {
        var history = new HistoryOptions { ShowSecrets = false };
        return await new Operation(stack, "asked for its history", options).RunAsync(
            pulumi => pulumi.GetHistoryAsync(history, cancellationToken),
            cancellationToken
        );
    }

    /// <summary>The state as JSON, secrets in clear: it is the caller's to keep it safe.</summary>
    /// <inheritdoc cref="UpAsync"/>
    public static async Task<string> ExportAsync(
        string stack,
        EnvironmentOptions options,
        CancellationToken cancellationToken = default
    )
    {
        var state = await new Operation(stack, "exported", options).RunAsync(
            pulumi => pulumi.ExportStackAsync(cancellationToken),
            cancellationToken
        );
        return state.Json.GetRawText();
    }

    /// <summary>Puts an exported state in the place of the present one.</summary>
    /// <inheritdoc cref="UpAsync"/>
    public static Task ImportAsync(
        string stack,
        string json,
        EnvironmentOptions options,
        CancellationToken cancellationToken = default
    )
    {
        var state = Deployment(json);
        return new Operation(stack, "given another state", options) { MakesStack = true }.RunAsync(
            pulumi => pulumi.ImportStackAsync(state, cancellationToken),
            cancellationToken
        );
    }

    /// <summary>Adopts a thing that exists already as a resource of the stack.</summary>
    /// <param name="protect">It may not be deleted until it is unprotected.</param>
    /// <inheritdoc cref="UpAsync"/>
    public static Task AdoptAsync(
        string stack,
        ImportResource resource,
        bool protect,
        EnvironmentOptions options,
        CancellationToken cancellationToken = default
    )
    {
        var operation = new Operation(stack, "given the resource", options);
        return operation.RunAsync(
            pulumi => pulumi.ImportAsync(operation.ImportOptions(resource, protect), cancellationToken),
            cancellationToken
        );
    }

    /// <summary>Removes the empty stack with its history, and its folder.</summary>
    /// <inheritdoc cref="UpAsync"/>
    public static async Task RemoveAsync(
        string stack,
        EnvironmentOptions options,
        CancellationToken cancellationToken = default
    )
    {
        using var workspace = await EnvironmentWorkspace.OpenAsync(stack, options, cancellationToken);
        await workspace.SelectAsync(makes: false, cancellationToken);
        await workspace.RemoveAsync(cancellationToken);
    }

    /// <summary>
    /// Passes a command of the pulumi CLI on, such as <c>state unprotect URN</c>; gives what it printed. Only those of
    /// <c>state</c> and <c>stack</c>: resources change through the operations above.
    /// </summary>
    /// <inheritdoc cref="UpAsync"/>
    public static Task<string> PulumiAsync(
        string stack,
        IReadOnlyList<string> arguments,
        EnvironmentOptions options,
        CancellationToken cancellationToken = default
    )
    {
        if (arguments is [] || !_passedOn.Contains(arguments[0]))
        {
            throw new EnvironmentException(
                FailureReason.Failed,
                $"'{string.Join(' ', arguments)}' is not passed on; only commands of {string.Join(", ", _passedOn)} are."
            );
        }

        var changes = arguments[0] == "state";
        var done = $"{(changes ? "changed by" : "asked for")} `{string.Join(' ', arguments)}`";
        var operation = new Operation(stack, done, options);
        return PassOnAsync(operation, stack, arguments, changes ? ["--yes"] : [], options, cancellationToken);
    }

    private static async Task<string> PassOnAsync(
        Operation operation,
        string stack,
        IReadOnlyList<string> arguments,
        IReadOnlyList<string> answers,
        EnvironmentOptions options,
        CancellationToken cancellationToken
    )
    {
        var command = options.PulumiCommand ?? await LocalPulumiCommand.CreateAsync(null, cancellationToken);
        var end = arguments.Contains("--") ? arguments.ToList().IndexOf("--") : arguments.Count;
        var result = await operation.RunAsync(
            pulumi =>
                command.RunInputAsync(
                    [.. arguments.Take(end), "--stack", stack, .. answers, .. arguments.Skip(end)],
                    pulumi.Workspace.WorkDir,
                    pulumi.Workspace.EnvironmentVariables ?? new Dictionary<string, string?>(),
                    cancellationToken: cancellationToken
                ),
            cancellationToken
        );
        return result.StandardOutput;
    }

    /// <summary>
    /// A <c>config …</c> command of the pulumi CLI, on the project's file of the stack (<c>Pulumi.dev.yaml</c>); gives what it
    /// printed.
    /// </summary>
    /// <param name="arguments">What follows <c>config</c>: <c>set owner data-platform</c>.</param>
    /// <inheritdoc cref="UpAsync"/>
    public static Task<string> ConfigAsync(
        string stack,
        IReadOnlyList<string> arguments,
        EnvironmentOptions options,
        CancellationToken cancellationToken = default
    )
    {
        var file = EnvironmentName.FileOf(stack, options.ProjectFolder);
        var operation = new Operation(stack, "configured", options) { MakesStack = true };
        return PassOnAsync(
            operation,
            stack,
            ["config", .. arguments],
            ["--config-file", file],
            options,
            cancellationToken
        );
    }

    private static StackDeployment Deployment(string json)
    {
        try
        {
            return StackDeployment.FromJsonString(json);
        }
        catch (Exception fault)
            when (fault is System.Text.Json.JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new EnvironmentException(
                FailureReason.Failed,
                "What is to be imported is no exported state: a JSON object with 'version' and 'deployment'.",
                fault
            );
        }
    }
}
