using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using CustomerLake.Local.Sql.Print;
using CustomerLake.Local.Sql.Spark.Bind;
using CustomerLake.Local.Sql.Spark.Functions;
using CustomerLake.Local.Sql.Spark.Types;
using CustomerLake.Local.Sql.Spark.Values;
using CustomerLake.Local.Sql.Storage;

namespace CustomerLake.Local.Sql.Spark.Files;

internal sealed partial class DataWriter
{
    private static readonly Dictionary<string, (string Suffix, string Engine)> ParquetCodecs = new()
    {
        ["none"] = ("", "uncompressed"),
        ["uncompressed"] = ("", "uncompressed"),
        ["snappy"] = (".snappy", "snappy"),
        ["gzip"] = (".gz", "gzip"),
        ["zstd"] = (".zstd", "zstd"),
        ["lz4"] = (".lz4hadoop", "lz4"),
        ["brotli"] = (".br", "brotli"),
    };

    private (string Suffix, string Compression) Names(WriteRequest request)
    {
        var codec = (new ReaderOptions(request.Options).Text("compression") ?? "").ToLowerInvariant();
        if (request.Format == "parquet")
        {
            codec = codec.Length > 0 ? codec : session.Settings.Get("spark.sql.parquet.compression.codec") ?? "snappy";
            return ParquetCodecs.TryGetValue(codec, out var known)
                ? (known.Suffix + ".parquet", known.Engine)
                : throw SparkException.IllegalArgument(
                    $"Codec [{codec}] is not available. Available codecs are {string.Join(", ", ParquetCodecs.Keys)}."
                );
        }

        var extension = request.Format == "text" ? ".txt" : "." + request.Format;
        return codec switch
        {
            "" or "none" or "uncompressed" => (extension, ""),
            "gzip" => (extension + ".gz", "gzip"),
            "deflate" => (extension + ".deflate", "deflate"),
            _ => throw SparkException.IllegalArgument(
                $"Codec [{codec}] is not available. Known codecs are bzip2, deflate, uncompressed, lz4, gzip, snappy, none."
            ),
        };
    }

    private void Parquet(string sql, List<Attr> columns, string path, string compression)
    {
        var items = columns.Select(attribute =>
            $"{Stored(attribute.Column, attribute.Type)} AS {DuckSql.Identifier(attribute.Name)}"
        );
        session.Engine.Execute(
            $"COPY (SELECT {string.Join(", ", items)} FROM ({sql}) AS r) TO {DuckSql.Literal(path)} (FORMAT parquet, COMPRESSION {compression})"
        );
    }

    /// <summary>All folders in one pass: the engine writes numbered folders, whose files then get their own names.</summary>
    private List<SqlOutputFile> ParquetFolders(
        string table,
        List<string> folders,
        List<Attr> columns,
        WriteRequest request,
        string scratch
    )
    {
        var (suffix, compression) = Names(request);
        var target = Path.Combine(scratch, Guid.CreateVersion7().ToString());
        var items = columns.Select(attribute =>
            $"{Stored(attribute.Column, attribute.Type)} AS {DuckSql.Identifier(attribute.Name)}"
        );
        var list = string.Join(", ", items.Append("dense_rank() OVER (ORDER BY folder) - 1 AS \"lake folder\""));
        session.Engine.Execute(
            $"COPY (SELECT {list} FROM {table}) TO {DuckSql.Literal(target)} (FORMAT parquet, COMPRESSION {compression}, PARTITION_BY (\"lake folder\"))"
        );
        var files = new List<SqlOutputFile>();
        foreach (
            var path in Directory.EnumerateFiles(target, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        )
        {
            var number = Path.GetFileName(Path.GetDirectoryName(path)!);
            var index = int.Parse(
                number[(number.IndexOf('=', StringComparison.Ordinal) + 1)..],
                CultureInfo.InvariantCulture
            );
            var name = string.Create(
                CultureInfo.InvariantCulture,
                $"part-{0:00000}-{Guid.CreateVersion7()}-c000{suffix}"
            );
            files.Add(new SqlOutputFile($"{folders[index]}/{name}", path));
        }

        return files;
    }

    /// <summary>Timestamps are stored as instants in UTC, so that they read back as timestamps.</summary>
    private static string Stored(string x, SparkType type) =>
        Zoned(type) is { } zoned && zoned != type.DuckDb ? $"CAST({x} AS {zoned})" : x;

    private static string Zoned(SparkType type) =>
        type switch
        {
            _ when type == SparkType.Timestamp => "TIMESTAMPTZ",
            ArrayType array => Zoned(array.Element) + "[]",
            MapType map => $"MAP({Zoned(map.Key)}, {Zoned(map.Value)})",
            StructType { Fields.Count: > 0 } row =>
                $"STRUCT({string.Join(", ", row.Fields.Select(f => $"{DuckSql.Identifier(f.Name)} {Zoned(f.Type)}"))})",
            _ => type.DuckDb,
        };

    private static StreamWriter Open(string path, string compression, Encoding encoding)
    {
        Stream stream = File.Create(path);
        stream = compression switch
        {
            "gzip" => new GZipStream(stream, CompressionLevel.Fastest),
            "deflate" => new ZLibStream(stream, CompressionLevel.Fastest),
            _ => stream,
        };
        return new StreamWriter(stream, encoding is UTF8Encoding ? new UTF8Encoding(false) : encoding);
    }

    private void Csv(string sql, List<Attr> columns, string path, string compression, CsvOptions options)
    {
        var items = columns.Select(attribute => CsvText(attribute, options));
        var csv = new CsvPrinter(options);
        var separator = options.LineSeparator ?? "\n";
        using var writer = Open(path, compression, options.Encoding);
        if (options.HasHeader)
        {
            writer.Write(csv.Line([.. columns.Select(attribute => attribute.Name)]));
        }

        foreach (var row in session.Engine.Rows($"SELECT {string.Join(", ", items)} FROM ({sql}) AS r"))
        {
            // A line without anything in it is not written.
            var line = csv.Line(row);
            if (line.Length > separator.Length)
            {
                writer.Write(line);
            }
        }
    }

    private string CsvText(Attr attribute, CsvOptions options)
    {
        var zone = DuckSql.Literal(options.Zone);
        var (x, type) = (attribute.Column, attribute.Type);
        if (type == SparkType.Date)
        {
            return options.DateFormat is { } format
                ? $"spark_date_format({Casts.Days(x)}::BIGINT * 86400000000, {DuckSql.Literal(format)}, 'UTC')"
                : session.Casts.ToText(x, type);
        }

        if (type.IsInstant)
        {
            var format =
                options.TimestampFormat
                ?? (type == SparkType.Timestamp ? "yyyy-MM-dd'T'HH:mm:ss.SSSXXX" : "yyyy-MM-dd'T'HH:mm:ss.SSS");
            return $"spark_date_format(epoch_us({x}), {DuckSql.Literal(format)}, {(type == SparkType.Timestamp ? zone : "'UTC'")})";
        }

        return session.Casts.ToText(x, type);
    }

    private void Json(string sql, List<Attr> columns, string path, string compression, JsonOptions options)
    {
        var type = new StructType([.. columns.Select(attribute => new StructField(attribute.Name, attribute.Type))]);
        var writer = new JsonWriter(options);
        using var output = Open(path, compression, Encoding.UTF8);
        foreach (var row in session.Engine.Json(sql, columns, session.Casts))
        {
            using var json = JsonDocument.Parse(row);
            output.Write(writer.Write(json.RootElement, type));
            output.Write(options.LineSeparator ?? "\n");
        }
    }

    private void Text(string sql, List<Attr> columns, string path, string compression, string separator)
    {
        using var writer = Open(path, compression, Encoding.UTF8);
        foreach (var row in session.Engine.Rows($"SELECT {columns[0].Column} FROM ({sql}) AS r"))
        {
            writer.Write(row[0]);
            writer.Write(separator);
        }
    }
}
