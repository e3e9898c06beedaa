using System.Collections.Immutable;
using System.Runtime.InteropServices;
using CustomerLake.Local.Engine.Settings;
using CustomerLake.Local.Engine.State;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Commands;

/// <summary>What a history entry says of how the operation was started; values only where they are harmless.</summary>
internal static class OperationEnvironment
{
    public static ImmutableSortedDictionary<string, string> Describe(CommandContext context, CommandLine line)
    {
        var result = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        result["exec.kind"] = line.Value("exec-kind") ?? "cli";
        result["pulumi.arch"] = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "arm64" : "amd64";
        result["pulumi.os"] =
            OperatingSystem.IsLinux() ? "linux"
            : OperatingSystem.IsMacOS() ? "darwin"
            : "windows";
        result["pulumi.version"] = Snapshot.EngineVersion;
        result["stack.environments"] = "[]";
        result["updatePlan"] = line.IsGiven("plan") ? "true" : "false";
        foreach (var name in line.Given)
        {
            result[$"pulumi.flag.{name}"] = Harmless(line.Value(name)!);
        }

        foreach (
            var (name, value) in context.Call.Environment.Where(entry =>
                entry.Key.StartsWith("PULUMI_", StringComparison.Ordinal)
            )
        )
        {
            result[$"pulumi.env.{name}"] = Harmless(value);
        }

        return result.ToImmutable();
    }

    private static string Harmless(string value) => value is "true" or "false" ? value : "set";
}
