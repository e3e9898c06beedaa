using System.Globalization;
using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.Sts;
using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Local.Cloud.Services.Glue.Jobs;

/// <summary>The machine a job finds itself on: which Python, which modules, whose credentials, UTC always.</summary>
internal sealed class JobHost(CloudState state, Sessions sessions)
{
    private static readonly TimeSpan CredentialsLifetime = TimeSpan.FromDays(8);

    public string Python => state.Options.Python;

    /// <summary>The environment of one run; disposing it ends the run's credentials.</summary>
    /// <exception cref="AwsException">The server was started without a runtime folder.</exception>
    public OpenJobHost Open(
        CallContext role,
        JobWorkspace workspace,
        IReadOnlyDictionary<string, string> sessionVariables
    )
    {
        var runtime =
            state.Options.GlueRuntimeFolder
            ?? throw new AwsException(
                "InternalServiceException",
                "This local cloud was started without a Glue runtime folder, so it cannot run jobs.",
                500
            );
        var (key, caller) = sessions.Open(role.AccountId, role.CallerArn, "AROAGLUEJOBRUNNER", CredentialsLifetime);
        var variables = new Dictionary<string, string>(sessionVariables, StringComparer.Ordinal)
        {
            ["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "/usr/local/bin:/usr/bin:/bin",
            ["HOME"] = workspace.Folder,
            ["TMPDIR"] = workspace.TemporaryFolder,
            ["LANG"] = "C.UTF-8",
            ["TZ"] = "UTC",
            ["PYTHONPATH"] = string.Join(Path.PathSeparator, [.. workspace.PythonPath, Path.GetFullPath(runtime)]),
            ["PYTHONUNBUFFERED"] = "1",
            ["PYTHONDONTWRITEBYTECODE"] = "1",
            ["PYTHONIOENCODING"] = "utf-8",
            ["AWS_REGION"] = role.Region,
            ["AWS_DEFAULT_REGION"] = role.Region,
            ["AWS_ACCESS_KEY_ID"] = key,
            ["AWS_SECRET_ACCESS_KEY"] = caller.Secret,
            ["AWS_SESSION_TOKEN"] = caller.SessionToken ?? "",
            ["AWS_ENDPOINT_URL"] = state.Endpoint?.ToString().TrimEnd('/') ?? "",
            ["AWS_EC2_METADATA_DISABLED"] = bool.TrueString.ToLower(CultureInfo.InvariantCulture),
        };
        return new OpenJobHost(variables, () => sessions.Close(key));
    }
}

internal sealed class OpenJobHost(IReadOnlyDictionary<string, string> environment, Action close) : IDisposable
{
    public IReadOnlyDictionary<string, string> Environment => environment;

    public void Dispose() => close();
}
