using System.CommandLine;

namespace CustomerLake.Cli.Commands;

/// <summary>The option that every verb about an environment has.</summary>
internal static class StackOption
{
    public static Option<string> Make() =>
        new("--stack", "-s") { Description = "The environment: dev, prod, …", Required = true };
}
