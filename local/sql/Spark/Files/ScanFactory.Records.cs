using System.Text;
using CustomerLake.Local.Sql.Catalog;
using CustomerLake.Local.Sql.Spark.Bind;
using CustomerLake.Local.Sql.Spark.Session;
using CustomerLake.Local.Sql.Spark.Syntax;
using CustomerLake.Local.Sql.Spark.Types;
using CustomerLake.Local.Sql.Spark.Values;

namespace CustomerLake.Local.Sql.Spark.Files;

internal static partial class ScanFactory
{
    private static ScanPlan Csv(
        SessionState session,
        List<DataFile> files,
        StructType? schema,
        List<StructField> partitions,
        CsvOptions options,
        string? text = null
    )
    {
        var parser = new CsvParser(options);
        var texts = new Lazy<List<string>>(() =>
            text is not null ? [text] : [.. files.Select(file => ReadText(file, options.Encoding))]
        );
        var given = schema is not null;
        schema ??= InferCsv(parser, texts.Value, options);
        CheckNames(schema.Fields.Concat(partitions));
        IEnumerable<(string?[], int)> Load()
        {
            var values = new CsvValues(options);
            for (var i = 0; i < texts.Value.Count; i++)
            {
                var records = parser.Read(texts.Value[i]);
                if (options.HasHeader)
                {
                    if (given && !options.EnforceSchema)
                    {
                        CheckHeader(records.FirstOrDefault().Fields, schema);
                    }

                    records = records.Skip(1);
                }

                foreach (var (fields, raw) in records)
                {
                    if (CsvRow(values, schema, fields, raw, options) is { } row)
                    {
                        yield return (row, i);
                    }
                }
            }
        }

        return Scan(session, schema, files, partitions, Load);
    }

    private static void CheckHeader(List<string?>? header, StructType schema)
    {
        var differs =
            header is null
            || header.Count != schema.Fields.Count
            || header.Zip(schema.Fields).Any(pair => !Same(pair.First ?? "", pair.Second.Name));
        if (differs)
        {
            throw SparkException.Job(
                null,
                "CSV header does not conform to the schema.",
                "java.lang.IllegalArgumentException"
            );
        }
    }

    private static string?[]? CsvRow(
        CsvValues values,
        StructType schema,
        List<string?> fields,
        string raw,
        CsvOptions options
    )
    {
        var row = new string?[schema.Fields.Count];
        var corrupt = schema.IndexOf(options.CorruptColumn);
        var width = schema.Fields.Count - (corrupt >= 0 ? 1 : 0);
        var isBad = fields.Count != width;
        var next = 0;
        for (var i = 0; i < row.Length; i++)
        {
            if (i == corrupt)
            {
                continue;
            }

            var field = next < fields.Count ? fields[next] : null;
            next++;
            // A field beyond the record's end is null, a quoted empty one is the empty text.
            isBad |= !values.TryConvert(field, schema.Fields[i].Type, out row[i]);
        }

        if (!isBad)
        {
            return row;
        }

        switch (options.Mode)
        {
            case "DROPMALFORMED":
                return null;
            case "FAILFAST":
                throw SparkException.Job(
                    "MALFORMED_RECORD_IN_PARSING.WITHOUT_SUGGESTION",
                    $"Malformed records are detected in record parsing: {raw}. Parse Mode: FAILFAST.",
                    "org.apache.spark.SparkException"
                );
        }

        if (corrupt >= 0)
        {
            row[corrupt] = raw;
        }

        return row;
    }

    private static StructType InferCsv(CsvParser parser, List<string> texts, CsvOptions options)
    {
        var first = texts.SelectMany(parser.Read).Select(record => record.Fields).FirstOrDefault();
        if (first is null)
        {
            return new StructType([]);
        }

        var names = options.HasHeader ? Header(first) : [.. first.Select((_, i) => $"_c{i}")];
        var types = Enumerable.Repeat((SparkType)SparkType.Void, names.Count).ToArray();
        if (options.InferSchema)
        {
            var values = new CsvValues(options);
            foreach (var text in texts)
            {
                foreach (var (fields, _) in options.HasHeader ? parser.Read(text).Skip(1) : parser.Read(text))
                {
                    for (var i = 0; i < Math.Min(types.Length, fields.Count); i++)
                    {
                        types[i] = types[i] == SparkType.String ? types[i] : values.Infer(types[i], fields[i]);
                    }
                }
            }
        }

        return new StructType([
            .. names.Select(
                (name, i) => new StructField(name, types[i] == SparkType.Void ? SparkType.String : types[i])
            ),
        ]);
    }

    /// <summary>Blank names become _c0, duplicates get their position appended.</summary>
    private static List<string> Header(List<string?> fields)
    {
        var twice = fields
            .OfType<string>()
            .GroupBy(name => name, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1)
            .Select(group => group.Key)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. fields.Select(
                (name, i) =>
                    string.IsNullOrEmpty(name) ? $"_c{i}"
                    : twice.Contains(name) ? $"{name}{i}"
                    : name
            ),
        ];
    }

    private static ScanPlan Json(
        SessionState session,
        List<DataFile> files,
        StructType? schema,
        List<StructField> partitions,
        JsonOptions options,
        IReadOnlyList<string>? lines = null
    )
    {
        var records = new Lazy<List<List<string>>>(() =>
            lines is not null
                ?
                [
                    [.. lines],
                ]
                : [.. files.Select(file => JsonRecords(file, options))]
        );
        if (schema is null)
        {
            var inferred = JsonInference.Infer(records.Value.SelectMany(record => record), options);
            schema = inferred as StructType ?? new StructType([]);
            if (schema.Fields is [{ Name: var only }] && only == options.CorruptColumn)
            {
                return new ScanPlan(Output(session, schema, partitions), new CorruptOnlySource());
            }
        }

        CheckNames(schema.Fields.Concat(partitions));
        var type = schema;
        IEnumerable<(string?[], int)> Load()
        {
            for (var i = 0; i < records.Value.Count; i++)
            {
                foreach (var record in records.Value[i])
                {
                    foreach (var row in JsonRows(record, type, options))
                    {
                        yield return (row, i);
                    }
                }
            }
        }

        return Scan(session, schema, files, partitions, Load);
    }

    private static List<string> JsonRecords(DataFile file, JsonOptions options)
    {
        var text = ReadText(file, Encoding.UTF8);
        return options.IsMultiLine
            ? [text]
            : [.. CsvParser.Lines(text, options.LineSeparator).Where(line => line.AsSpan().Trim().Length > 0)];
    }

    private static IEnumerable<string?[]> JsonRows(string record, StructType schema, JsonOptions options)
    {
        var item = JsonReader.Read(record, options);
        var items = item is { Kind: JsonKind.Array } ? item.Items : [item ?? new JsonItem(JsonKind.Text, "")];
        foreach (var one in items)
        {
            var row = new string?[schema.Fields.Count];
            var isBad = one.Kind != JsonKind.Object;
            var isMarked = false;
            for (var i = 0; i < row.Length && !isBad; i++)
            {
                row[i] = Field(one, schema.Fields[i], options, out var bad);
                isMarked |= bad;
                isBad = bad && options.Mode == "DROPMALFORMED";
            }

            if (isMarked && !isBad)
            {
                row = Marked(row, schema, options, record);
            }

            if (!isBad)
            {
                yield return row;
            }
            else if (one.Kind == JsonKind.Null && item is not null)
            {
                yield return row;
            }
            else if (options.Mode != "DROPMALFORMED")
            {
                yield return Marked(row, schema, options, record);
            }
        }
    }

    private static string?[] Marked(string?[] row, StructType schema, JsonOptions options, string record)
    {
        if (options.Mode == "FAILFAST")
        {
            throw SparkException.Job(
                "_LEGACY_ERROR_TEMP_2165",
                $"Malformed records are detected in record parsing: {record}. Parse Mode: FAILFAST.",
                "com.fasterxml.jackson.core.io.JsonEOFException"
            );
        }

        var corrupt = schema.IndexOf(options.CorruptColumn);
        if (corrupt >= 0)
        {
            row[corrupt] = record;
        }

        return row;
    }

    private static string? Field(JsonItem record, StructField field, JsonOptions options, out bool isBad)
    {
        isBad = false;
        if (field.Name == options.CorruptColumn && record.Fields.All(own => own.Name != field.Name))
        {
            return null;
        }

        var value = record.Fields.LastOrDefault(own => options.IsSame(own.Name, field.Name)).Value;
        if (value is null || value.Kind == JsonKind.Null)
        {
            return null;
        }

        if (field.Type == SparkType.String)
        {
            return value.Kind == JsonKind.Text ? value.Text : value.Compact();
        }

        var converter = new JsonConverter(options);
        var text = converter.Convert(value, field.Type);
        isBad = converter.IsBad;
        // A quoted scalar (a decimal, hex digits, NaN) has nothing to unescape.
        return text is null || field.Type is StructType or ArrayType or MapType || !text.StartsWith('"')
            ? text
            : text[1..^1];
    }

    /// <summary>A table of the catalog, read by its SerDe.</summary>
    public static Plan Table(SessionState session, SqlTable table)
    {
        if (table.IsView)
        {
            throw SparkException.Unsupported($"reading the view `{table.Database}`.`{table.Name}`");
        }

        var columns = table
            .Columns.Select(column => new StructField(column.Name, TypeParser.Parse(column.Type)))
            .ToList();
        var keys = table
            .PartitionKeys.Select(column => new StructField(column.Name, TypeParser.Parse(column.Type)))
            .ToList();
        var (format, options) = TableFormats.Of(table);
        var files = new List<DataFile>();
        if (table.IsPartitioned)
        {
            foreach (var partition in session.Catalog.ListPartitions(table))
            {
                var values = table
                    .PartitionKeys.Select(
                        (key, i) =>
                            (key.Name, partition.Values[i] == SqlPartition.NullValue ? null : partition.Values[i])
                    )
                    .ToList();
                files.AddRange(
                    TableFiles(session, partition.Storage.Location).Select(file => file with { Partitions = values })
                );
            }
        }
        else
        {
            files.AddRange(TableFiles(session, table.Storage.Location).Select(file => file with { Partitions = [] }));
        }

        var schema = new StructType(columns);
        return format switch
        {
            "csv" => Csv(session, files, schema, keys, CsvOptions.Of(options, session)),
            "json" => Json(
                session,
                files,
                schema,
                keys,
                JsonOptions.Of(options, session.Casts.Zone) with
                {
                    IgnoresCase = true,
                }
            ),
            "text" => Text(session, files, keys, new ReaderOptions(options)),
            _ => new ScanPlan(
                Output(session, schema, keys),
                new ParquetSource(schema, files, keys, session.Casts, needsMetadata: false)
            ),
        };
    }

    private static List<DataFile> TableFiles(SessionState session, string location)
    {
        try
        {
            return FileListing.List(session, [location], new Dictionary<string, string>());
        }
        catch (SparkException error) when (error.Condition == "PATH_NOT_FOUND")
        {
            return [];
        }
    }
}

/// <summary>JSON of which no record could be read: asking only for the corrupt column is refused.</summary>
internal sealed class CorruptOnlySource : IScanSource
{
    public void Prepare(Engine engine) =>
        throw SparkException.Analysis(
            "_LEGACY_ERROR_TEMP_1285",
            "Since Spark 2.3, the queries from raw JSON/CSV files are disallowed when the referenced columns only include the internal corrupt record column."
        );

    public string Print(IReadOnlyList<Attr> output) => throw new System.Diagnostics.UnreachableException();
}
