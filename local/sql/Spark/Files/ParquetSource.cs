using System.Globalization;
using CustomerLake.Local.Sql.Print;
using CustomerLake.Local.Sql.Spark.Bind;
using CustomerLake.Local.Sql.Spark.Session;
using CustomerLake.Local.Sql.Spark.Types;
using CustomerLake.Local.Sql.Storage;

namespace CustomerLake.Local.Sql.Spark.Files;

/// <summary>Parquet files, read by the engine in place; the schema says which columns, by name.</summary>
internal sealed class ParquetSource(
    StructType schema,
    IReadOnlyList<DataFile> files,
    IReadOnlyList<StructField> partitions,
    Casts casts,
    bool needsMetadata
) : IScanSource
{
    public IEnumerable<string> Uris => files.Select(file => file.Uri);

    public void Prepare(Engine engine)
    {
        if (files.FirstOrDefault(file => !File.Exists(file.Path)) is { } gone)
        {
            throw SparkException.Job(
                "_LEGACY_ERROR_TEMP_2055",
                $"File {FileListing.Shown(gone.Uri)} does not exist",
                "java.io.FileNotFoundException"
            );
        }

        foreach (var file in files)
        {
            CheckMagic(file);
        }
    }

    /// <summary>The words are those of Parquet's own reader, which Spark's message ends with.</summary>
    private static void CheckMagic(DataFile file)
    {
        var tail = ParquetTail.Read(file.Path);
        if (!ParquetTail.IsMagic(tail))
        {
            var why = tail is null
                ? string.Create(CultureInfo.InvariantCulture, $" (length is too low: {new FileInfo(file.Path).Length})")
                : $". Expected magic number at tail, but found [{string.Join(", ", tail.Select(c => ((sbyte)c).ToString(CultureInfo.InvariantCulture)))}]";
            throw SparkException.Job(
                null,
                $"{FileListing.Shown(file.Uri)} is not a Parquet file{why}",
                "java.lang.RuntimeException"
            );
        }
    }

    public string Print(IReadOnlyList<Attr> output)
    {
        if (files.Count == 0)
        {
            return $"SELECT {string.Join(", ", output.Select(attribute => $"CAST(NULL AS {attribute.Type.DuckDb}) AS {attribute.Column}"))} WHERE false";
        }

        var groups = files
            .GroupBy(file =>
                string.Join("/", file.Partitions.Select(partition => partition.Value ?? "\0"))
                + (needsMetadata ? file.Path : "")
            )
            .Select(group => Group([.. group], output));
        return string.Join(" UNION ALL ", groups);
    }

    private string Group(List<DataFile> group, IReadOnlyList<Attr> output)
    {
        var items = new List<string>();
        for (var i = 0; i < output.Count; i++)
        {
            var partition = i - schema.Fields.Count;
            var column =
                partition < 0 ? DuckSql.Identifier(schema.Fields[i].Name)
                : partition < partitions.Count
                    ? PartitionColumns.Print(group[0].Partitions[partition].Value, partitions[partition].Type, casts)
                : Metadata.Print(group[0]);
            items.Add($"{column} AS {output[i].Column}");
        }

        var paths = string.Join(", ", group.Select(file => DuckSql.Literal(file.Path)));
        var columns = schema.Fields.Select(field =>
            $"{DuckSql.Literal(field.Name)}: {{name: {DuckSql.Literal(field.Name)}, type: {DuckSql.Literal(field.Type.DuckDb)}, default_value: NULL}}"
        );
        var list = items.Count == 0 ? "1 AS \"_\"" : string.Join(", ", items);
        var declared = schema.Fields.Count == 0 ? "" : $", schema = MAP {{{string.Join(", ", columns)}}}";
        return $"SELECT {list} FROM read_parquet([{paths}], hive_partitioning = false{declared})";
    }

    /// <summary>The schema of a file, from its footer.</summary>
    public static StructType SchemaOf(SessionState session, DataFile file)
    {
        CheckMagic(file);
        var path = file.Path;
        var described = session
            .Engine.Rows(
                $"SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM read_parquet({DuckSql.Literal(path)}, hive_partitioning = false))"
            )
            .ToList();
        var hasInt96 =
            session.Engine.Count($"SELECT count(*) FROM parquet_schema({DuckSql.Literal(path)}) WHERE type = 'INT96'")
            > 0;
        return new StructType([
            .. described.Select(row => new StructField(row[0]!, EngineTypes.Read(row[1]!, hasInt96))),
        ]);
    }
}
