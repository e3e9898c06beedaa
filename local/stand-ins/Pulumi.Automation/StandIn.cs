namespace Pulumi.Automation;

/// <summary>The refusal of what only the genuine package can do.</summary>
internal static class StandIn
{
    public static NotSupportedException CannotRun(PulumiFn program) =>
        new(
            $"The stand-in for the NuGet package 'Pulumi.Automation' 3.112.1 has no language host, so it cannot run an inline program ({program.Description}). "
                + "Leave 'Program' unset: the embedded engine runs the stack type it was given. "
                + "For inline programs under the pulumi CLI build on a feed that serves the genuine package (dotnet build -p:GenuinePulumi=true)."
        );
}
