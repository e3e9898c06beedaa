using System.Text;
using System.Text.Json;
using CustomerLake.Local.Sql.Spark.Bind;
using CustomerLake.Local.Sql.Spark.Session;
using CustomerLake.Local.Sql.Spark.Syntax;
using CustomerLake.Local.Sql.Spark.Types;
using CustomerLake.Local.Sql.Spark.Values;
using CustomerLake.Local.Sql.Storage;

namespace CustomerLake.Local.Sql.Spark.Files;

/// <summary>Opens files, Python rows and catalog tables as plans.</summary>
internal static partial class ScanFactory
{
    public static Plan Open(SessionState session, FileRelation file)
    {
        var format = file.Format.ToLowerInvariant();
        if (format is not ("csv" or "json" or "parquet" or "text" or "binaryfile" or "glueparquet"))
        {
            throw SparkException.Job(
                "DATA_SOURCE_NOT_FOUND",
                $"Failed to find the data source: {file.Format}. Please find packages at `https://spark.apache.org/third-party-projects.html`.",
                "java.lang.ClassNotFoundException"
            );
        }

        var files = FileListing.List(session, file.Paths, file.Options);
        return Open(session, format, files, file.Schema, file.Options);
    }

    private static Plan Open(
        SessionState session,
        string format,
        List<DataFile> files,
        StructType? schema,
        IReadOnlyDictionary<string, string> options
    )
    {
        if (files.Count == 0 && schema is null && format is not ("text" or "binaryfile"))
        {
            var shown = format is "parquet" or "glueparquet" ? "Parquet" : format.ToUpperInvariant();
            throw SparkException.Analysis(
                "UNABLE_TO_INFER_SCHEMA",
                $"Unable to infer schema for {shown}. It must be specified manually."
            );
        }

        var partitions = PartitionColumns.Of(session, files, schema);
        var own = schema is null
            ? null
            : new StructType([.. schema.Fields.Where(field => partitions.All(p => !Same(p.Name, field.Name)))]);
        return format switch
        {
            "csv" => Csv(session, files, own, partitions, CsvOptions.Of(options, session)),
            "json" => Json(session, files, own, partitions, JsonOptions.Of(options, session.Casts.Zone)),
            "text" => Text(session, files, partitions, new ReaderOptions(options)),
            "binaryfile" => Binary(session, files, partitions),
            _ => Parquet(session, files, own, partitions, new ReaderOptions(options)),
        };
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private static List<Attr> Output(SessionState session, StructType schema, IReadOnlyList<StructField> partitions)
    {
        var analyzer = new Analyzer(session);
        return
        [
            .. schema.Fields.Concat(partitions).Select(field => analyzer.New(field.Name, field.Type, true)),
            analyzer.New("_metadata", Metadata.Type, false) with
            {
                IsHidden = true,
                Qualifier = ["_hidden"],
            },
        ];
    }

    private static void CheckNames(IEnumerable<StructField> fields)
    {
        var twice = fields
            .GroupBy(field => field.Name, StringComparer.OrdinalIgnoreCase)
            .FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
        {
            throw SparkException.Analysis(
                "COLUMN_ALREADY_EXISTS",
                $"The column `{twice.Key.ToLowerInvariant()}` already exists. Consider to choose another name or rename the existing column."
            );
        }
    }

    private static ScanPlan Scan(
        SessionState session,
        StructType schema,
        IReadOnlyList<DataFile> files,
        IReadOnlyList<StructField> partitions,
        TableSource.Loader load
    ) => new(Output(session, schema, partitions), new TableSource(schema, files, partitions, session.Casts, load));

    /// <summary>A file's text, unpacked and decoded; a byte order mark is dropped.</summary>
    public static string ReadText(DataFile file, Encoding encoding)
    {
        using var stream = OpenStream(file);
        using var reader = new StreamReader(stream, encoding, detectEncodingFromByteOrderMarks: true);
        return reader.ReadToEnd();
    }

    private static Stream OpenStream(DataFile file)
    {
        var packing =
            PackedFile.Of(file.Uri)
            ?? throw SparkException.Unsupported($"The compression of '{FileListing.Shown(file.Uri)}'");
        try
        {
            return PackedFile.Open(file.Path, packing);
        }
        catch (FileNotFoundException)
        {
            throw SparkException.Job(
                "_LEGACY_ERROR_TEMP_2055",
                $"File {FileListing.Shown(file.Uri)} does not exist",
                "java.io.FileNotFoundException"
            );
        }
    }

    public static ScanPlan Rows(SessionState session, RowsRelation rows)
    {
        var analyzer = new Analyzer(session);
        var output = rows.Schema.Fields.Select(field => analyzer.New(field.Name, field.Type, field.Nullable)).ToList();
        IEnumerable<(string?[], int)> Load()
        {
            foreach (var row in rows.Rows)
            {
                using var json = JsonDocument.Parse(row);
                yield return ([.. json.RootElement.EnumerateArray().Select(Cell)], 0);
            }
        }

        return new ScanPlan(output, new TableSource(rows.Schema, [], [], session.Casts, Load));
    }

    private static string? Cell(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => value.GetString(),
            _ => value.GetRawText(),
        };

    public static Plan Lines(SessionState session, LinesRelation lines)
    {
        if (lines.Format == "csv")
        {
            var options = CsvOptions.Of(lines.Options, session);
            return Csv(session, [], lines.Schema, [], options, string.Join("\n", lines.Lines));
        }

        return Json(session, [], lines.Schema, [], JsonOptions.Of(lines.Options, session.Casts.Zone), lines.Lines);
    }

    private static ScanPlan Text(
        SessionState session,
        List<DataFile> files,
        List<StructField> partitions,
        ReaderOptions options
    )
    {
        var schema = new StructType([new StructField("value", SparkType.String)]);
        var whole = options.Flag("wholetext", false);
        IEnumerable<(string?[], int)> Load()
        {
            for (var i = 0; i < files.Count; i++)
            {
                var text = ReadText(files[i], Encoding.UTF8);
                foreach (var line in whole ? [text] : CsvParser.Lines(text, options.Text("lineSep")))
                {
                    yield return ([line], i);
                }
            }
        }

        return Scan(session, schema, files, partitions, Load);
    }

    private static ScanPlan Binary(SessionState session, List<DataFile> files, List<StructField> partitions)
    {
        var schema = new StructType([
            new StructField("path", SparkType.String),
            new StructField("modificationTime", SparkType.Timestamp),
            new StructField("length", SparkType.Long),
            new StructField("content", SparkType.Binary),
        ]);
        IEnumerable<(string?[], int)> Load() =>
            files.Select(
                (file, i) =>
                    (
                        new string?[]
                        {
                            FileListing.Shown(file.Uri),
                            ((file.Modified - DateTimeOffset.UnixEpoch).Ticks / 10).ToString(
                                System.Globalization.CultureInfo.InvariantCulture
                            ),
                            file.Size.ToString(System.Globalization.CultureInfo.InvariantCulture),
                            Convert.ToHexString(File.ReadAllBytes(file.Path)),
                        },
                        i
                    )
            );

        return Scan(session, schema, files, partitions, Load);
    }

    private static ScanPlan Parquet(
        SessionState session,
        List<DataFile> files,
        StructType? schema,
        List<StructField> partitions,
        ReaderOptions options
    )
    {
        if (schema is null)
        {
            var merges = options.Flag("mergeSchema", session.Settings.Flag("spark.sql.parquet.mergeSchema"));
            schema = ParquetSource.SchemaOf(session, merges ? files[0] : files[^1]);
            foreach (var file in merges ? files.Skip(1) : [])
            {
                schema = MergeParquet(schema, ParquetSource.SchemaOf(session, file));
            }

            schema = new StructType([
                .. schema.Fields.Where(field => partitions.All(partition => !Same(partition.Name, field.Name))),
            ]);
        }

        var output = Output(session, schema, partitions);
        return new ScanPlan(
            output,
            new ParquetSource(schema, files, partitions, session.Casts, needsMetadata: files.Count <= 64)
        );
    }

    private static StructType MergeParquet(StructType a, StructType b)
    {
        var fields = new List<StructField>(a.Fields);
        foreach (var field in b.Fields)
        {
            var index = a.IndexOf(field.Name);
            if (index < 0)
            {
                fields.Add(field);
            }
            else if (!a.Fields[index].Type.Same(field.Type))
            {
                throw SparkException.Job(
                    "CANNOT_MERGE_INCOMPATIBLE_DATA_TYPE",
                    $"Failed to merge incompatible data types \"{a.Fields[index].Type.Sql}\" and \"{field.Type.Sql}\". Please check the data types of the columns being merged and ensure that they are compatible.",
                    "org.apache.spark.SparkException"
                );
            }
        }

        return new StructType(fields);
    }
}
