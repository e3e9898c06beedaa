using CustomerLake.Local.Sql.Print;
using CustomerLake.Local.Sql.Spark.Bind;
using CustomerLake.Local.Sql.Spark.Functions;
using CustomerLake.Local.Sql.Spark.Session;
using CustomerLake.Local.Sql.Spark.Types;

namespace CustomerLake.Local.Sql.Spark.Files;

/// <summary>
/// Rows that this process reads itself (CSV, JSON, text, rows of Python): loaded into a temporary table of text columns
/// when a query first needs them, and cast to their types when read.
/// </summary>
internal sealed class TableSource(
    StructType schema,
    IReadOnlyList<DataFile> files,
    IReadOnlyList<StructField> partitions,
    Casts casts,
    TableSource.Loader load
) : IScanSource
{
    /// <summary>Gives the rows: a text per column in the engine's readable form, and the index of the file.</summary>
    internal delegate IEnumerable<(string?[] Row, int File)> Loader();

    private readonly Lock _lock = new();
    private string? _table;

    public IEnumerable<string> Uris => files.Select(file => file.Uri);

    public void Prepare(Engine engine)
    {
        lock (_lock)
        {
            if (_table is not null)
            {
                return;
            }

            var name = engine.NewTable();
            var columns = Enumerable.Range(0, schema.Fields.Count).Select(i => $"v{i} VARCHAR").Append("f INTEGER");
            engine.Execute($"CREATE TEMP TABLE {name} ({string.Join(", ", columns)})");
            using (var appender = engine.Connection.CreateAppender("temp", "main", name))
            {
                foreach (var (row, file) in load())
                {
                    var target = appender.CreateRow();
                    foreach (var value in row)
                    {
                        target = value is null ? target.AppendNullValue() : target.AppendValue(value);
                    }

                    target.AppendValue((int?)file).EndRow();
                }
            }

            _table = name;
        }
    }

    public string Print(IReadOnlyList<Attr> output)
    {
        var items = new List<string>();
        for (var i = 0; i < output.Count; i++)
        {
            items.Add($"{Column(i)} AS {output[i].Column}");
        }

        return $"SELECT {string.Join(", ", items)} FROM {_table}";
    }

    private string Column(int index)
    {
        if (index < schema.Fields.Count)
        {
            return Value($"v{index}", schema.Fields[index].Type, casts);
        }

        var partition = index - schema.Fields.Count;
        if (partition < partitions.Count)
        {
            return PerFile(
                file => PartitionColumns.Print(file.Partitions[partition].Value, partitions[partition].Type, casts),
                partitions[partition].Type.DuckDb
            );
        }

        return PerFile(Metadata.Print, Metadata.Type.DuckDb);
    }

    private string PerFile(Func<DataFile, string> print, string type)
    {
        var values = files.Select((file, i) => (Text: print(file), Index: i)).GroupBy(pair => pair.Text).ToList();
        if (values.Count == 0)
        {
            return $"CAST(NULL AS {type})";
        }

        if (values.Count == 1)
        {
            return $"CAST({values[0].Key} AS {type})";
        }

        return $"list_extract(CAST([{string.Join(", ", files.Select(print))}] AS {type}[]), f + 1)";
    }

    /// <summary>A text of the readable form as its type.</summary>
    private static string Value(string x, SparkType type, Casts casts) =>
        type is StructType or ArrayType or MapType ? NestedJson.Decode(x, type, casts)
        : type == SparkType.String ? x
        : NestedJson.FromReadable($"CAST({x} AS {NestedJson.Readable(type)})", type, casts);
}

/// <summary>The hidden column <c>_metadata</c>.</summary>
internal static class Metadata
{
    public static readonly StructType Type = new([
        new StructField("file_path", SparkType.String, false),
        new StructField("file_name", SparkType.String, false),
        new StructField("file_size", SparkType.Long, false),
        new StructField("file_modification_time", SparkType.Timestamp, false),
    ]);

    public static string Print(DataFile file)
    {
        var micros = (file.Modified - DateTimeOffset.UnixEpoch).Ticks / 10;
        var uri = file.Uri.Contains("://", StringComparison.Ordinal) ? file.Uri : "file://" + file.Uri;
        var name = file.Uri[(file.Uri.LastIndexOf('/') + 1)..];
        return $"{{'file_path': {DuckSql.Literal(uri)}, 'file_name': {DuckSql.Literal(name)}, 'file_size': {file.Size}::BIGINT, 'file_modification_time': make_timestamp({micros}::BIGINT)}}";
    }
}
