namespace CustomerLake.Local.Sql.Trino.Functions;

/// <summary>
/// Functions that Athena has and this engine has not (Trino's documentation, "List of functions"): they are refused as not
/// supported, so that nobody takes them for misspelt.
/// </summary>
internal static class TrinoRefusals
{
    /// <summary>Geospatial functions and Bing tiles, by how their names begin.</summary>
    private static readonly string[] Prefixes = ["st_", "bing_tile", "geometry_", "learn_", "spatial_partition"];

    public static readonly IReadOnlySet<string> Names = new HashSet<string>(StringComparer.Ordinal)
    {
        // Geospatial.
        "convex_hull_agg",
        "great_circle_distance",
        "line_interpolate_point",
        "line_interpolate_points",
        "line_locate_point",
        "simplify_geometry",
        "to_geometry",
        "to_spherical_geography",
        // Sketches: HyperLogLog, T-digest, quantile digest, set digest.
        "approx_set",
        "empty_approx_set",
        "hash_counts",
        "intersection_cardinality",
        "jaccard_index",
        "make_set_digest",
        "merge",
        "merge_set_digest",
        "qdigest_agg",
        "quantile_at_value",
        "tdigest_agg",
        "trimmed_mean",
        "value_at_quantile",
        "values_at_quantiles",
        // Aggregates over lambdas, and histograms whose buckets depend on the order of rows.
        "numeric_histogram",
        "reduce_agg",
        // Machine learning.
        "classify",
        "features",
        "regress",
        // Distributions.
        "beta_cdf",
        "inverse_beta_cdf",
        "inverse_normal_cdf",
        "normal_cdf",
        "t_cdf",
        "t_pdf",
        // Colours for terminals.
        "bar",
        "color",
        "render",
        "rgb",
        // Others.
        "from_unixtime_nanos",
        "parse_data_size",
        "parse_presto_data_size",
    };

    public static bool Has(string name) =>
        Names.Contains(name) || Prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));
}
