using System.Text.Json;

namespace CustomerLake.Local.Engine.Programs.InProcess;

/// <summary>
/// The SDK reads configuration from variables of the process when a run begins: one run at a time has them, from here to
/// <see cref="Dispose"/>, on one thread.
/// </summary>
internal sealed class ConfigurationTurn : IDisposable
{
    private const string Config = "PULUMI_CONFIG";
    private const string SecretKeys = "PULUMI_CONFIG_SECRET_KEYS";
    private static readonly Lock Turn = new();

    private readonly string? _config;
    private readonly string? _secretKeys;
    private bool _over;

    public ConfigurationTurn(ProgramRequest request)
    {
        var (config, secretKeys) = (
            JsonSerializer.Serialize(request.Config),
            JsonSerializer.Serialize(request.SecretConfigKeys)
        );
        Turn.Enter();
        (_config, _secretKeys) = (Variable(Config), Variable(SecretKeys));
        Set(config, secretKeys);
    }

    /// <summary>Gives the variables back; doing so again is nothing.</summary>
    public void Dispose()
    {
        if (!_over)
        {
            _over = true;
            Set(_config, _secretKeys);
            Turn.Exit();
        }
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name);

    private static void Set(string? config, string? secretKeys)
    {
        Environment.SetEnvironmentVariable(Config, config);
        Environment.SetEnvironmentVariable(SecretKeys, secretKeys);
    }
}
