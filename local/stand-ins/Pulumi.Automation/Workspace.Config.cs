using System.Collections.Immutable;

namespace Pulumi.Automation;

public abstract partial class Workspace
{
    public Task<ConfigValue> GetConfigAsync(
        string stackName,
        string key,
        CancellationToken cancellationToken = default
    ) => GetConfigAsync(stackName, key, path: false, cancellationToken);

    public async Task<ConfigValue> GetConfigAsync(
        string stackName,
        string key,
        bool path,
        CancellationToken cancellationToken = default
    )
    {
        var command = new CommandLine("config", "get").Flag("--path", path).Add(key, "--json", "--stack", stackName);
        return _serializer.DeserializeJson<ConfigValue>(await AnswerAsync(command, cancellationToken));
    }

    public Task<ImmutableDictionary<string, ConfigValue>> GetAllConfigAsync(
        string stackName,
        CancellationToken cancellationToken = default
    ) =>
        JsonAsync(
            new CommandLine("config", "--show-secrets", "--json", "--stack", stackName),
            ImmutableDictionary<string, ConfigValue>.Empty,
            cancellationToken
        );

    public Task SetConfigAsync(
        string stackName,
        string key,
        ConfigValue value,
        CancellationToken cancellationToken = default
    ) => SetConfigAsync(stackName, key, value, path: false, cancellationToken);

    public Task SetConfigAsync(
        string stackName,
        string key,
        ConfigValue value,
        bool path,
        CancellationToken cancellationToken = default
    ) =>
        RunAsync(
            new CommandLine("config", "set")
                .Flag("--path", path)
                .Add(key, KindOf(value), "--stack", stackName, "--non-interactive", "--", value.Value),
            cancellationToken
        );

    public Task SetAllConfigAsync(
        string stackName,
        IDictionary<string, ConfigValue> configMap,
        CancellationToken cancellationToken = default
    ) => SetAllConfigAsync(stackName, configMap, path: false, cancellationToken);

    public Task SetAllConfigAsync(
        string stackName,
        IDictionary<string, ConfigValue> configMap,
        bool path,
        CancellationToken cancellationToken = default
    ) =>
        RunAsync(
            new CommandLine("config", "set-all", "--stack", stackName)
                .Flag("--path", path)
                .Add(configMap.SelectMany(e => new[] { KindOf(e.Value), $"{e.Key}={e.Value.Value}" })),
            cancellationToken
        );

    public Task RemoveConfigAsync(string stackName, string key, CancellationToken cancellationToken = default) =>
        RemoveConfigAsync(stackName, key, path: false, cancellationToken);

    public Task RemoveConfigAsync(
        string stackName,
        string key,
        bool path,
        CancellationToken cancellationToken = default
    ) => RunAsync(new CommandLine("config", "rm", key, "--stack", stackName).Flag("--path", path), cancellationToken);

    public Task RemoveAllConfigAsync(
        string stackName,
        IEnumerable<string> keys,
        CancellationToken cancellationToken = default
    ) => RemoveAllConfigAsync(stackName, keys, path: false, cancellationToken);

    public Task RemoveAllConfigAsync(
        string stackName,
        IEnumerable<string> keys,
        bool path,
        CancellationToken cancellationToken = default
    ) =>
        RunAsync(
            new CommandLine("config", "rm-all", "--stack", stackName).Flag("--path", path).Add(keys),
            cancellationToken
        );

    public async Task<ImmutableDictionary<string, ConfigValue>> RefreshConfigAsync(
        string stackName,
        CancellationToken cancellationToken = default
    )
    {
        await RunAsync(new CommandLine("config", "refresh", "--force", "--stack", stackName), cancellationToken);
        return await GetAllConfigAsync(stackName, cancellationToken);
    }

    public async Task<string> GetTagAsync(
        string stackName,
        string key,
        CancellationToken cancellationToken = default
    ) =>
        (
            await AnswerAsync(new CommandLine("stack", "tag", "get", key, "--stack", stackName), cancellationToken)
        ).Trim();

    public Task SetTagAsync(
        string stackName,
        string key,
        string value,
        CancellationToken cancellationToken = default
    ) => RunAsync(new CommandLine("stack", "tag", "set", key, value, "--stack", stackName), cancellationToken);

    public Task RemoveTagAsync(string stackName, string key, CancellationToken cancellationToken = default) =>
        RunAsync(new CommandLine("stack", "tag", "rm", key, "--stack", stackName), cancellationToken);

    public Task<Dictionary<string, string>> ListTagsAsync(
        string stackName,
        CancellationToken cancellationToken = default
    ) =>
        JsonAsync<Dictionary<string, string>>(
            new CommandLine("stack", "tag", "ls", "--json", "--stack", stackName),
            [],
            cancellationToken
        );

    private static string KindOf(ConfigValue value) => value.IsSecret ? "--secret" : "--plaintext";
}
