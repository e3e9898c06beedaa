using System.Collections.Immutable;

namespace Pulumi.Automation;

public abstract partial class Workspace
{
    private const string Masked = "[secret]";

    public Task<WhoAmIResult> WhoAmIAsync(CancellationToken cancellationToken = default) =>
        JsonAsync<WhoAmIResult>(new CommandLine("whoami", "--json"), null!, cancellationToken);

    public async Task<StackSummary?> GetStackAsync(CancellationToken cancellationToken = default) =>
        (await ListStacksAsync(cancellationToken)).FirstOrDefault(stack => stack.IsCurrent);

    public Task CreateStackAsync(string stackName, CancellationToken cancellationToken = default) =>
        RunAsync(
            new CommandLine("stack", "init", stackName).Value("--secrets-provider", SecretsProvider),
            cancellationToken
        );

    public Task SelectStackAsync(string stackName, CancellationToken cancellationToken = default) =>
        RunAsync(new CommandLine("stack", "select", "--stack", stackName), cancellationToken);

    public Task RemoveStackAsync(string stackName, CancellationToken cancellationToken = default) =>
        RunAsync(new CommandLine("stack", "rm", "--yes", stackName), cancellationToken);

    public Task<ImmutableList<StackSummary>> ListStacksAsync(CancellationToken cancellationToken = default) =>
        JsonAsync(new CommandLine("stack", "ls", "--json"), ImmutableList<StackSummary>.Empty, cancellationToken);

    public async Task<StackDeployment> ExportStackAsync(
        string stackName,
        CancellationToken cancellationToken = default
    ) =>
        StackDeployment.FromJsonString(
            await AnswerAsync(
                new CommandLine("stack", "export", "--stack", stackName, "--show-secrets"),
                cancellationToken
            )
        );

    public async Task ImportStackAsync(
        string stackName,
        StackDeployment state,
        CancellationToken cancellationToken = default
    )
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, state.Json.GetRawText(), cancellationToken);
            await RunAsync(new CommandLine("stack", "import", "--file", file, "--stack", stackName), cancellationToken);
        }
        finally
        {
            File.Delete(file);
        }
    }

    public async Task<ImmutableDictionary<string, OutputValue>> GetStackOutputsAsync(
        string stackName,
        CancellationToken cancellationToken = default
    )
    {
        var masked = await OutputsAsync(new CommandLine("stack", "output", "--json", "--stack", stackName));
        var plain = await OutputsAsync(
            new CommandLine("stack", "output", "--json", "--show-secrets", "--stack", stackName)
        );
        return plain.ToImmutableDictionary(e => e.Key, e => new OutputValue(e.Value, masked[e.Key] is Masked));

        Task<Dictionary<string, object>> OutputsAsync(CommandLine command) =>
            JsonAsync<Dictionary<string, object>>(command, [], cancellationToken);
    }

    public Task ChangeSecretsProviderAsync(
        string stackName,
        string newSecretsProvider,
        SecretsProviderOptions? secretsProviderOptions = null,
        CancellationToken cancellationToken = default
    )
    {
        var isPassphrase = newSecretsProvider == "passphrase";
        if (isPassphrase && string.IsNullOrEmpty(secretsProviderOptions?.NewPassphrase))
        {
            throw new ArgumentNullException(
                nameof(secretsProviderOptions),
                "New passphrase must be set when using passphrase provider."
            );
        }

        return RunAsync(
            new CommandLine("stack", "change-secrets-provider", "--stack", stackName, newSecretsProvider),
            cancellationToken,
            stdIn: isPassphrase ? secretsProviderOptions!.NewPassphrase : null
        );
    }
}
