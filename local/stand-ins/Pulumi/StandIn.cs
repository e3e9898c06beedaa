namespace Pulumi;

/// <summary>The refusal of what only the genuine package can do.</summary>
internal static class StandIn
{
    public static NotSupportedException CannotDo(string what) =>
        new(
            $"This program was built with a stand-in for the NuGet package 'Pulumi' 3.112.1, which cannot {what}. "
                + "Build it on a feed that serves the genuine package (dotnet build -p:GenuinePulumi=true)."
        );
}
