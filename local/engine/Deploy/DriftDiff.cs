using System.Collections.Immutable;
using CustomerLake.Local.Engine.Providers;

namespace CustomerLake.Local.Engine.Deploy;

/// <summary>A difference seen from the other side.</summary>
internal static class DriftDiff
{
    public static ImmutableSortedDictionary<string, PropertyDiff> Invert(
        ImmutableSortedDictionary<string, PropertyDiff> diff
    ) =>
        diff.ToImmutableSortedDictionary(
            entry => entry.Key,
            entry => entry.Value with { Kind = Invert(entry.Value.Kind) },
            StringComparer.Ordinal
        );

    private static PropertyDiffKind Invert(PropertyDiffKind kind) =>
        kind switch
        {
            PropertyDiffKind.Add or PropertyDiffKind.AddReplace => PropertyDiffKind.Delete,
            PropertyDiffKind.Delete or PropertyDiffKind.DeleteReplace => PropertyDiffKind.Add,
            _ => PropertyDiffKind.Update,
        };
}
