using System.Collections.Immutable;

namespace CustomerLake.Infra.Foundation;

/// <summary>The buckets of an environment, by what they are for.</summary>
internal static class BucketRoles
{
    public const string Raw = "raw";
    public const string Curated = "curated";
    public const string Scripts = "scripts";
    public const string Results = "results";
    public const string AccessLogs = "accesslogs";

    public static readonly ImmutableSortedSet<string> All = [Raw, Curated, Scripts, Results, AccessLogs];

    public static readonly string Sentence = "one of " + string.Join(", ", All);
}
