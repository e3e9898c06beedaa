namespace CustomerLake.Local.Cloud.Services.Glue.Classifiers;

/// <summary>What a classifier read off one object: format, columns and how the catalog describes the storage.</summary>
internal sealed record Classification
{
    public required string Name { get; init; }

    /// <summary>Compression of the whole file; compression inside Parquet counts as none.</summary>
    public string Compression { get; init; } = FileCompression.None;

    public IReadOnlyList<InferredField> Columns { get; init; } = [];

    public required SerdeFormat Format { get; init; }

    /// <summary>SerDe properties, such as 'field.delim'.</summary>
    public IReadOnlyDictionary<string, string> SerdeParameters { get; init; } = new Dictionary<string, string>();

    /// <summary>Table parameters that depend on the format, such as 'delimiter' or 'skip.header.line.count'.</summary>
    public IReadOnlyDictionary<string, string> TableParameters { get; init; } = new Dictionary<string, string>();

    public long Records { get; init; }

    public long AverageRecordSize { get; init; }

    /// <summary>What a person should know about how the object was read.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    public const string Unknown = "UNKNOWN";

    public bool IsUnknown => Name == Unknown;
}

/// <summary>Hive's class names for a storage format.</summary>
internal sealed record SerdeFormat(string InputFormat, string OutputFormat, string Library)
{
    private const string TextInput = "org.apache.hadoop.mapred.TextInputFormat";
    private const string TextOutput = "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat";

    public static readonly SerdeFormat LazySimple = new(
        TextInput,
        TextOutput,
        "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe"
    );

    public static readonly SerdeFormat OpenCsv = new(
        TextInput,
        TextOutput,
        "org.apache.hadoop.hive.serde2.OpenCSVSerde"
    );

    public static readonly SerdeFormat OpenXJson = new(TextInput, TextOutput, "org.openx.data.jsonserde.JsonSerDe");

    public static readonly SerdeFormat Parquet = new(
        "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
        "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
        "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe"
    );

    public static readonly SerdeFormat Avro = new(
        "org.apache.hadoop.hive.ql.io.avro.AvroContainerInputFormat",
        "org.apache.hadoop.hive.ql.io.avro.AvroContainerOutputFormat",
        "org.apache.hadoop.hive.serde2.avro.AvroSerDe"
    );

    public static readonly SerdeFormat None = new("", "", "");
}
