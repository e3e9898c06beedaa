namespace CustomerLake.Local.Cloud.Services.Athena.Hive;

/// <summary>What STORED AS means: SerDe, input format and output format.</summary>
internal sealed record HiveFormat(string SerDe, string InputFormat, string OutputFormat)
{
    public const string LazySimple = "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe";
    private const string TextInput = "org.apache.hadoop.mapred.TextInputFormat";
    private const string TextOutput = "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat";

    public static HiveFormat Text { get; } = new(LazySimple, TextInput, TextOutput);

    public static HiveFormat Parquet { get; } =
        new(
            "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe",
            "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
            "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat"
        );

    /// <summary>The format of that name, or null where Athena knows none.</summary>
    public static HiveFormat? Find(string name) =>
        name switch
        {
            "TEXTFILE" => Text,
            "PARQUET" => Parquet,
            "ORC" => new(
                "org.apache.hadoop.hive.ql.io.orc.OrcSerde",
                "org.apache.hadoop.hive.ql.io.orc.OrcInputFormat",
                "org.apache.hadoop.hive.ql.io.orc.OrcOutputFormat"
            ),
            "AVRO" => new(
                "org.apache.hadoop.hive.serde2.avro.AvroSerDe",
                "org.apache.hadoop.hive.ql.io.avro.AvroContainerInputFormat",
                "org.apache.hadoop.hive.ql.io.avro.AvroContainerOutputFormat"
            ),
            "RCFILE" => new(
                "org.apache.hadoop.hive.serde2.columnar.LazyBinaryColumnarSerDe",
                "org.apache.hadoop.hive.ql.io.RCFileInputFormat",
                "org.apache.hadoop.hive.ql.io.RCFileOutputFormat"
            ),
            "SEQUENCEFILE" => new(
                LazySimple,
                "org.apache.hadoop.mapred.SequenceFileInputFormat",
                "org.apache.hadoop.hive.ql.io.HiveSequenceFileOutputFormat"
            ),
            "ION" => new(
                "com.amazon.ionhiveserde.IonHiveSerDe",
                "com.amazon.ionhiveserde.formats.IonInputFormat",
                "com.amazon.ionhiveserde.formats.IonOutputFormat"
            ),
            _ => null,
        };
}
