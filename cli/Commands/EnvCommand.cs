using System.CommandLine;
using CustomerLake.Cli.Backend;

namespace CustomerLake.Cli.Commands;

/// <summary><c>lake env</c>: shell exports that point any AWS client at the local cloud.</summary>
internal static class EnvCommand
{
    public static Command Make(LakePaths paths)
    {
        var stack = StackOption.Make();
        var command = new Command("env", "Print shell exports for any AWS client") { stack };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var address =
                    CloudAddress.Find(paths.CloudState)
                    ?? throw new UserException(
                        "No local cloud is serving.",
                        "Start one in another terminal: `lake cloud`."
                    );
                await using var backend = await LocalBackend.OpenAsync(paths, cancellationToken);
                var outputs = await backend.OutputsAsync(parsed.GetRequiredValue(stack), cancellationToken);
                foreach (var (name, value) in Variables(address, outputs.Region))
                {
                    Console.Out.WriteLine($"export {name}='{value.Replace("'", "'\\''", StringComparison.Ordinal)}'");
                }

                return 0;
            }
        );
        return command;
    }

    private static (string Name, string Value)[] Variables(CloudAddress address, string region) =>
        [
            ("AWS_ENDPOINT_URL", address.Endpoint.ToString().TrimEnd('/')),
            ("AWS_REGION", region),
            ("AWS_DEFAULT_REGION", region),
            ("AWS_ACCESS_KEY_ID", CloudConnection.AccessKey),
            ("AWS_SECRET_ACCESS_KEY", address.Secret),
        ];
}
