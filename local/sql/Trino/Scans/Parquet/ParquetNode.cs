using System.Globalization;

namespace CustomerLake.Local.Sql.Trino.Scans.Parquet;

/// <summary>
/// A node of a Parquet file's schema, as DuckDB's <c>parquet_schema</c> lists it. <see cref="Physical"/> is empty for a
/// group; <see cref="DuckType"/> is how DuckDB reads a leaf.
/// </summary>
internal sealed record ParquetNode(
    string Name,
    string Physical,
    string DuckType,
    string Converted,
    IReadOnlyList<ParquetNode> Children
)
{
    public bool IsLeaf => Physical.Length > 0;

    public bool IsList => Converted == "LIST" && Children.Count == 1;

    public bool IsMap => Converted is "MAP" or "MAP_KEY_VALUE" && Children is [{ Children.Count: 2 }];

    /// <summary>The element of a list, past the repeated group of the three-level form.</summary>
    public ParquetNode Element =>
        Children[0].Children.Count == 1 && !Children[0].IsLeaf ? Children[0].Children[0] : Children[0];

    public ParquetNode Key => Children[0].Children[0];

    public ParquetNode Value => Children[0].Children[1];

    public ParquetNode? Find(string name) =>
        Children.FirstOrDefault(child => child.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The name of the type in messages: the physical one, or what kind of group it is.</summary>
    public string TypeName =>
        IsLeaf ? (Physical is "BYTE_ARRAY" or "FIXED_LEN_BYTE_ARRAY" ? "BINARY" : Physical)
        : IsList ? "LIST"
        : IsMap ? "MAP"
        : "GROUP";

    /// <summary>A text that two files share if they read alike.</summary>
    public string Signature =>
        $"{Name}:{Physical}/{DuckType}/{Converted}({string.Join(',', Children.Select(child => child.Signature))})";

    /// <summary>The query that lists schemas; its rows are read in order.</summary>
    public static string Query(string paths) =>
        $"SELECT file_name AS r0, name AS r1, coalesce(type, '') AS r2, coalesce(duckdb_type, '') AS r3, coalesce(converted_type, '') AS r4, "
        + $"coalesce(num_children, 0) AS r5 FROM parquet_schema([{paths}])";

    /// <summary>The schema roots by file.</summary>
    public static Dictionary<string, ParquetNode> Read(IEnumerable<object?[]> rows)
    {
        var files = new Dictionary<string, ParquetNode>();
        foreach (var file in rows.GroupBy(row => (string)row[0]!))
        {
            using var nodes = file.GetEnumerator();
            nodes.MoveNext();
            files[file.Key] = Read(nodes);
        }

        return files;
    }

    private static ParquetNode Read(IEnumerator<object?[]> nodes)
    {
        var row = nodes.Current;
        var count = Convert.ToInt32(row[5], CultureInfo.InvariantCulture);
        var children = new List<ParquetNode>();
        for (var i = 0; i < count && nodes.MoveNext(); i++)
        {
            children.Add(Read(nodes));
        }

        return new ParquetNode(
            (string)row[1]!,
            count > 0 ? "" : (string)row[2]!,
            (string)row[3]!,
            (string)row[4]!,
            children
        );
    }
}
