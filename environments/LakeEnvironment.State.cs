using CustomerLake.Environments.Workspaces;
using Pulumi.Automation;
using Pulumi.Automation.Commands;

namespace CustomerLake.Environments;

public static partial class LakeEnvironment
{
    /// <summary>The verbs that neither run the program nor touch a resource, and so may be passed on as they are.</summary>
    private static readonly string[] _passedOn = ["config", "state", "stack"];

    /// <summary>The operations that there were, newest first.</summary>
    /// <inheritdoc cref="UpAsync"/>
    public static async Task<IReadOnlyList<UpdateSummary>> HistoryAsync(
        string stack,
        EnvironmentOptions options,
        CancellationToken cancellationToken = default
    )
    {
        using var workspace = await EnvironmentWorkspace.OpenAsync(stack, options, cancellationToken);
        var pulumi = await workspace.SelectAsync(cancellationToken);
        var operation = new Operation(stack, "asked for its history", options);
        var history = new HistoryOptions { ShowSecrets = false };
        return await operation.RunAsync(_ => pulumi.GetHistoryAsync(history, cancellationToken));
    }

    /// <summary>The state as JSON, secrets in clear: it is the caller's to keep it safe.</summary>
    /// <inheritdoc cref="UpAsync"/>
    public static async Task<string> ExportAsync(
        string stack,
        EnvironmentOptions options,
        CancellationToken cancellationToken = default
    )
    {
        using var workspace = await EnvironmentWorkspace.OpenAsync(stack, options, cancellationToken);
        var pulumi = await workspace.SelectAsync(cancellationToken);
        var operation = new Operation(stack, "exported", options);
        return (await operation.RunAsync(_ => pulumi.ExportStackAsync(cancellationToken))).Json.GetRawText();
    }

    /// <summary>Puts an exported state in the place of the present one.</summary>
    /// <inheritdoc cref="UpAsync"/>
    public static async Task ImportAsync(
        string stack,
        string json,
        EnvironmentOptions options,
        CancellationToken cancellationToken = default
    )
    {
        var state = Deployment(json);
        using var workspace = await EnvironmentWorkspace.OpenAsync(stack, options, cancellationToken);
        var pulumi = await workspace.SelectOrCreateAsync(cancellationToken);
        var operation = new Operation(stack, "given another state", options);
        await operation.RunAsync(async _ =>
        {
            await pulumi.ImportStackAsync(state, cancellationToken);
            return true;
        });
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
        await workspace.SelectAsync(cancellationToken);
        await workspace.RemoveAsync(cancellationToken);
    }

    /// <summary>
    /// Passes a command of the pulumi CLI on, such as <c>state unprotect URN</c>; gives what it printed. Only those of
    /// <c>config</c>, <c>state</c> and <c>stack</c>: resources change through the operations above.
    /// </summary>
    /// <inheritdoc cref="UpAsync"/>
    public static async Task<string> PulumiAsync(
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

        using var workspace = await EnvironmentWorkspace.OpenAsync(stack, options, cancellationToken);
        await workspace.SelectAsync(cancellationToken);
        var command = options.PulumiCommand ?? await LocalPulumiCommand.CreateAsync(null, cancellationToken);
        var operation = new Operation(stack, $"asked for `{string.Join(' ', arguments)}`", options);
        var end = arguments.Contains("--") ? arguments.ToList().IndexOf("--") : arguments.Count;
        var result = await operation.RunAsync(_ =>
            command.RunInputAsync(
                [.. arguments.Take(end), "--stack", stack, .. arguments.Skip(end)],
                workspace.Folder,
                workspace.Variables,
                cancellationToken: cancellationToken
            )
        );
        return result.StandardOutput;
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
