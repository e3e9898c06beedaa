using CustomerLake.Local.Cloud.Services.Glue.Classifiers;

namespace CustomerLake.Local.Cloud.Services.Glue.Crawlers.Discovery;

/// <summary>
/// When files or folders share a table. AWS publishes that more than 70 % must be similar, in at most five different
/// schemas; its measure of likeness is not published. Here it is the share of column names that both have: of the
/// smaller schema for partitions of one key, of both for everything else.
/// </summary>
internal static class Similarity
{
    private const double NeededLikeness = 0.7;
    private const double NeededShare = 0.7;
    private const int MostClusters = 5;

    /// <summary>Format, compression and delimiter: what one table's reader must find the same everywhere.</summary>
    public static string FormatOf(Classification content) =>
        string.Join(
            '\u001f',
            content.Name,
            content.Compression,
            content.Format.Library,
            content.TableParameters.GetValueOrDefault("delimiter", "")
        );

    /// <summary>True when the largest group of like schemas is large enough among <paramref name="total"/> ones.</summary>
    public static bool Suffices(IReadOnlyList<Classification> schemas, int total, bool areNamedPartitions)
    {
        var clusters = new List<(HashSet<string> Names, int Count)>();
        foreach (var schema in schemas)
        {
            var names = schema.Columns.Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
            var place = clusters.FindIndex(cluster => AreAlike(cluster.Names, names, areNamedPartitions));
            if (place < 0)
            {
                clusters.Add((names, 1));
                continue;
            }

            clusters[place].Names.UnionWith(names);
            clusters[place] = (clusters[place].Names, clusters[place].Count + 1);
        }

        return clusters.Count <= MostClusters && clusters.Max(cluster => cluster.Count) > NeededShare * total;
    }

    private static bool AreAlike(HashSet<string> left, HashSet<string> right, bool areNamedPartitions)
    {
        if (left.Count == 0 || right.Count == 0)
        {
            return left.Count == right.Count;
        }

        var common = left.Count(right.Contains);
        var likeness = areNamedPartitions
            ? (double)common / Math.Min(left.Count, right.Count)
            : 2.0 * common / (left.Count + right.Count);
        return likeness >= NeededLikeness;
    }
}
