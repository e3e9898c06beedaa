using System.CommandLine;
using System.Diagnostics;
using CustomerLake.Cli.Output;
using Spectre.Console;

namespace CustomerLake.Cli.Commands;

/// <summary><c>lake doctor</c>: says what the machine has, what it lacks, and how to get it.</summary>
internal static class DoctorCommand
{
    private sealed record Tool(string Name, bool Required, string[] Probe, string What, string HowToGet);

    private static readonly Tool[] Tools =
    [
        new(
            "dotnet",
            true,
            ["dotnet", "--version"],
            "builds and runs everything",
            "install the .NET 10 SDK from https://dot.net"
        ),
        new("git", true, ["git", "--version"], "finds the checkout's revision", "Debian: apt-get install git"),
        new("python3", true, ["python3", "--version"], "runs Glue job scripts", "Debian: apt-get install python3"),
        new(
            "boto3",
            false,
            ["python3", "-c", "import boto3; print('boto3', boto3.__version__)"],
            "contract tests with a foreign client",
            "Debian: apt-get install python3-boto3"
        ),
        new(
            "aws",
            false,
            ["aws", "--version"],
            "contract tests with a foreign client",
            "Debian: apt-get install awscli"
        ),
        new(
            "node",
            false,
            ["node", "--version"],
            "contract tests with a foreign client",
            "Debian: apt-get install nodejs npm"
        ),
        new(
            "pulumi",
            false,
            ["pulumi", "version"],
            "only for AWS: `pulumi up -s dev`",
            "see https://www.pulumi.com/docs/install"
        ),
    ];

    public static Command Make()
    {
        var command = new Command("doctor", "Say what this machine lacks and how to get it");
        command.SetAction(
            async (_, cancellationToken) =>
            {
                var missing = 0;
                foreach (var tool in Tools)
                {
                    var version = await VersionAsync(tool.Probe, cancellationToken);
                    var state = version ?? $"missing ({tool.What}): {tool.HowToGet}";
                    Terminal.System.Output.WriteLine(
                        $"{(version is not null ? "ok     " : tool.Required ? "MISSING" : "absent ")}  {tool.Name, -8} {state}"
                    );
                    missing += version is null && tool.Required ? 1 : 0;
                }

                Terminal.System.Output.WriteLine(
                    missing == 0
                        ? "This machine has what Customer Lake needs."
                        : $"{missing} required tools are missing."
                );
                return missing == 0 ? 0 : 1;
            }
        );
        return command;
    }

    private static async Task<string?> VersionAsync(string[] probe, CancellationToken cancellationToken)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(probe[0], probe[1..])
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            )!;
            var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode == 0 ? output.Trim().Split('\n')[0] : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
