using System.Collections.Immutable;
using Pulumi.Automation.Commands.Exceptions;

namespace Pulumi.Automation;

/// <summary>A stack of a workspace, and what can be done to it.</summary>
public sealed partial class WorkspaceStack : IDisposable
{
    private WorkspaceStack(string name, Workspace workspace)
    {
        Name = name;
        Workspace = workspace;
        State = new WorkspaceStackState(this);
    }

    public string Name { get; }

    public Workspace Workspace { get; }

    public WorkspaceStackState State { get; }

    public static async Task<WorkspaceStack> CreateAsync(
        string name,
        Workspace workspace,
        CancellationToken cancellationToken = default
    )
    {
        await workspace.CreateStackAsync(name, cancellationToken);
        return new WorkspaceStack(name, workspace);
    }

    public static async Task<WorkspaceStack> SelectAsync(
        string name,
        Workspace workspace,
        CancellationToken cancellationToken = default
    )
    {
        await workspace.SelectStackAsync(name, cancellationToken);
        return new WorkspaceStack(name, workspace);
    }

    public static async Task<WorkspaceStack> CreateOrSelectAsync(
        string name,
        Workspace workspace,
        CancellationToken cancellationToken = default
    )
    {
        try
        {
            return await SelectAsync(name, workspace, cancellationToken);
        }
        catch (StackNotFoundException)
        {
            return await CreateAsync(name, workspace, cancellationToken);
        }
    }

    public Task<ConfigValue> GetConfigAsync(string key, CancellationToken cancellationToken = default) =>
        Workspace.GetConfigAsync(Name, key, cancellationToken);

    public Task<ConfigValue> GetConfigAsync(string key, bool path, CancellationToken cancellationToken = default) =>
        Workspace.GetConfigAsync(Name, key, path, cancellationToken);

    public Task<ImmutableDictionary<string, ConfigValue>> GetAllConfigAsync(
        CancellationToken cancellationToken = default
    ) => Workspace.GetAllConfigAsync(Name, cancellationToken);

    public Task SetConfigAsync(string key, ConfigValue value, CancellationToken cancellationToken = default) =>
        Workspace.SetConfigAsync(Name, key, value, cancellationToken);

    public Task SetConfigAsync(
        string key,
        ConfigValue value,
        bool path,
        CancellationToken cancellationToken = default
    ) => Workspace.SetConfigAsync(Name, key, value, path, cancellationToken);

    public Task SetAllConfigAsync(
        IDictionary<string, ConfigValue> configMap,
        CancellationToken cancellationToken = default
    ) => Workspace.SetAllConfigAsync(Name, configMap, cancellationToken);

    public Task SetAllConfigAsync(
        IDictionary<string, ConfigValue> configMap,
        bool path,
        CancellationToken cancellationToken = default
    ) => Workspace.SetAllConfigAsync(Name, configMap, path, cancellationToken);

    public Task RemoveConfigAsync(string key, CancellationToken cancellationToken = default) =>
        Workspace.RemoveConfigAsync(Name, key, cancellationToken);

    public Task RemoveConfigAsync(string key, bool path, CancellationToken cancellationToken = default) =>
        Workspace.RemoveConfigAsync(Name, key, path, cancellationToken);

    public Task RemoveAllConfigAsync(IEnumerable<string> keys, CancellationToken cancellationToken = default) =>
        Workspace.RemoveAllConfigAsync(Name, keys, cancellationToken);

    public Task RemoveAllConfigAsync(
        IEnumerable<string> keys,
        bool path,
        CancellationToken cancellationToken = default
    ) => Workspace.RemoveAllConfigAsync(Name, keys, path, cancellationToken);

    public Task<ImmutableDictionary<string, ConfigValue>> RefreshConfigAsync(
        CancellationToken cancellationToken = default
    ) => Workspace.RefreshConfigAsync(Name, cancellationToken);

    public Task<string> GetTagAsync(string key, CancellationToken cancellationToken = default) =>
        Workspace.GetTagAsync(Name, key, cancellationToken);

    public Task SetTagAsync(string key, string value, CancellationToken cancellationToken = default) =>
        Workspace.SetTagAsync(Name, key, value, cancellationToken);

    public Task RemoveTagAsync(string key, CancellationToken cancellationToken = default) =>
        Workspace.RemoveTagAsync(Name, key, cancellationToken);

    public Task<Dictionary<string, string>> ListTagsAsync(CancellationToken cancellationToken = default) =>
        Workspace.ListTagsAsync(Name, cancellationToken);

    public Task<ImmutableDictionary<string, OutputValue>> GetOutputsAsync(
        CancellationToken cancellationToken = default
    ) => Workspace.GetStackOutputsAsync(Name, cancellationToken);

    public Task<StackDeployment> ExportStackAsync(CancellationToken cancellationToken = default) =>
        Workspace.ExportStackAsync(Name, cancellationToken);

    public Task ImportStackAsync(StackDeployment state, CancellationToken cancellationToken = default) =>
        Workspace.ImportStackAsync(Name, state, cancellationToken);

    public Task ChangeSecretsProviderAsync(
        string newSecretsProvider,
        SecretsProviderOptions? secretsProviderOptions = null,
        CancellationToken cancellationToken = default
    ) => Workspace.ChangeSecretsProviderAsync(Name, newSecretsProvider, secretsProviderOptions, cancellationToken);

    public void Dispose() => Workspace.Dispose();
}

/// <summary>Surgery on the state of a stack.</summary>
public sealed class WorkspaceStackState
{
    private readonly WorkspaceStack _stack;

    internal WorkspaceStackState(WorkspaceStack stack) => _stack = stack;

    public Task DeleteAsync(string urn, bool force = false, CancellationToken cancellationToken = default) =>
        _stack.RunAsync(new CommandLine("state", "delete", urn).Flag("--force", force), cancellationToken);

    public Task UnprotectAsync(string urn, CancellationToken cancellationToken = default) =>
        _stack.RunAsync(new CommandLine("state", "unprotect", urn), cancellationToken);

    public Task UnprotectAllAsync(CancellationToken cancellationToken = default) =>
        _stack.RunAsync(new CommandLine("state", "unprotect", "--all"), cancellationToken);
}
