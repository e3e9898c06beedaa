using System.Diagnostics.CodeAnalysis;
using CustomerLake.Environments.Changes;
using Pulumi.Automation;

namespace CustomerLake.Environments;

/// <summary>
/// What can be done to an environment, a Pulumi stack each. <see cref="WorkspaceStack"/> is the only way to it; beneath
/// lies the pulumi CLI or, when the options bring one, another command such as the embedded engine. No inline program is
/// given to the workspace: the CLI starts the project's own, the embedded engine runs the stack type it was made with.
/// </summary>
public static partial class LakeEnvironment
{
    /// <summary>Creates the environment, or brings it up to date with the program.</summary>
    /// <exception cref="EnvironmentException">It could not be; says what failed and what to do.</exception>
    public static async Task<EnvironmentResult> UpAsync(
        string stack,
        EnvironmentOptions options,
        CancellationToken cancellationToken = default
    )
    {
        var operation = new Operation(stack, "brought up", options) { MakesStack = true };
        var result = await operation.RunAsync(
            pulumi => pulumi.UpAsync(operation.UpOptions(), cancellationToken),
            cancellationToken
        );
        return operation.Result(result.StandardOutput) with { Outputs = OutputsOf(result.Outputs) };
    }

    /// <summary>Says what <see cref="UpAsync"/> would do, and does nothing.</summary>
    /// <inheritdoc cref="UpAsync"/>
    public static async Task<EnvironmentResult> PreviewAsync(
        string stack,
        EnvironmentOptions options,
        CancellationToken cancellationToken = default
    )
    {
        var operation = new Operation(stack, "previewed", options) { MakesStack = true };
        var result = await operation.RunAsync(
            pulumi => pulumi.PreviewAsync(operation.PreviewOptions(), cancellationToken),
            cancellationToken
        );
        return operation.Result(result.StandardOutput);
    }

    /// <summary>Deletes every resource; the empty stack and its history stay.</summary>
    /// <inheritdoc cref="UpAsync"/>
    public static async Task<EnvironmentResult> DestroyAsync(
        string stack,
        EnvironmentOptions options,
        CancellationToken cancellationToken = default
    )
    {
        var operation = new Operation(stack, "destroyed", options);
        var result = await operation.RunAsync(
            pulumi => pulumi.DestroyAsync(operation.DestroyOptions(), cancellationToken),
            cancellationToken
        );
        return operation.Result(result.StandardOutput);
    }

    /// <summary>Takes into the state what has changed behind Pulumi's back.</summary>
    /// <inheritdoc cref="UpAsync"/>
    public static Task<EnvironmentResult> RefreshAsync(
        string stack,
        EnvironmentOptions options,
        CancellationToken cancellationToken = default
    ) => RefreshAsync(new Operation(stack, "refreshed", options), isPreview: false, cancellationToken);

    /// <summary>What has changed behind Pulumi's back: each resource with each property, before and after.</summary>
    /// <inheritdoc cref="UpAsync"/>
    public static async Task<IReadOnlyList<ResourceChange>> DriftAsync(
        string stack,
        EnvironmentOptions options,
        CancellationToken cancellationToken = default
    )
    {
        var operation = new Operation(stack, "compared with what is there", options);
        return (await RefreshAsync(operation, isPreview: true, cancellationToken)).Drift;
    }

    /// <summary>The outputs of the last update, by name.</summary>
    /// <inheritdoc cref="UpAsync"/>
    public static async Task<IReadOnlyDictionary<string, object?>> OutputsAsync(
        string stack,
        EnvironmentOptions options,
        CancellationToken cancellationToken = default
    ) =>
        OutputsOf(
            await new Operation(stack, "asked for its outputs", options).RunAsync(
                pulumi => pulumi.GetOutputsAsync(cancellationToken),
                cancellationToken
            )
        );

    /// <summary>Frees the environment of the lock of an update that is no more.</summary>
    /// <inheritdoc cref="UpAsync"/>
    public static Task CancelAsync(
        string stack,
        EnvironmentOptions options,
        CancellationToken cancellationToken = default
    ) =>
        new Operation(stack, "freed of its lock", options).RunAsync(
            pulumi => pulumi.CancelAsync(cancellationToken),
            cancellationToken
        );

    private static async Task<EnvironmentResult> RefreshAsync(
        Operation operation,
        bool isPreview,
        CancellationToken cancellationToken
    )
    {
        var result = await operation.RunAsync(
            pulumi => pulumi.RefreshAsync(operation.RefreshOptions(isPreview), cancellationToken),
            cancellationToken
        );
        return operation.Result(result.StandardOutput);
    }

    private static Dictionary<string, object?> OutputsOf(
        [NotNull] IEnumerable<KeyValuePair<string, OutputValue>> outputs
    ) => outputs.ToDictionary(output => output.Key, output => (object?)output.Value.Value);
}
