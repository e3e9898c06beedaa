namespace CustomerLake.Local.Sql.Spark.Session;

/// <summary>Spark's settings with the defaults of Glue 5.0's Spark 3.5.</summary>
internal sealed class SparkSettings
{
    private static readonly Dictionary<string, string> Defaults = new(StringComparer.Ordinal)
    {
        ["spark.sql.ansi.enabled"] = "false",
        ["spark.sql.caseSensitive"] = "false",
        ["spark.sql.sources.partitionOverwriteMode"] = "STATIC",
        ["spark.sql.sources.partitionColumnTypeInference.enabled"] = "true",
        ["spark.sql.session.timeZone"] = "UTC",
        ["spark.sql.shuffle.partitions"] = "200",
        ["spark.sql.mapKeyDedupPolicy"] = "EXCEPTION",
        ["spark.sql.parquet.mergeSchema"] = "false",
        ["spark.sql.legacy.timeParserPolicy"] = "EXCEPTION",
        ["spark.sql.sources.default"] = "parquet",
        ["spark.sql.files.ignoreCorruptFiles"] = "false",
        ["spark.sql.files.maxRecordsPerFile"] = "0",
        ["spark.sql.autoBroadcastJoinThreshold"] = "10485760b",
        ["spark.sql.adaptive.enabled"] = "true",
        ["spark.sql.parquet.compression.codec"] = "snappy",
        ["spark.app.name"] = "pyspark-shell",
        ["spark.master"] = "local[*]",
    };

    /// <summary>Settings that change results, with the values whose results are emulated.</summary>
    private static readonly Dictionary<string, string[]> Emulated = new(StringComparer.Ordinal)
    {
        ["spark.sql.caseSensitive"] = ["FALSE"],
        ["spark.sql.legacy.timeParserPolicy"] = ["EXCEPTION", "CORRECTED"],
        ["spark.sql.mapKeyDedupPolicy"] = ["EXCEPTION", "LAST_WIN"],
        ["spark.sql.sources.partitionOverwriteMode"] = ["STATIC", "DYNAMIC"],
        ["spark.sql.files.ignoreCorruptFiles"] = ["FALSE"],
        ["spark.sql.files.maxRecordsPerFile"] = ["0"],
    };

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public string? Get(string key) => _values.GetValueOrDefault(key) ?? Defaults.GetValueOrDefault(key);

    public bool Flag(string key) => string.Equals(Get(key), "true", StringComparison.OrdinalIgnoreCase);

    /// <exception cref="SparkException">The value would change results in a way that is not emulated.</exception>
    public void Set(string key, string value)
    {
        if (Emulated.TryGetValue(key, out var values) && !values.Contains(value.ToUpperInvariant()))
        {
            throw SparkException.Unsupported($"The setting {key}={value} (supported: {string.Join(", ", values)})");
        }

        _values[key] = value;
    }

    public void Unset(string key) => _values.Remove(key);

    public IEnumerable<KeyValuePair<string, string>> All =>
        Defaults
            .Where(pair => !_values.ContainsKey(pair.Key))
            .Concat(_values)
            .OrderBy(pair => pair.Key, StringComparer.Ordinal);
}
