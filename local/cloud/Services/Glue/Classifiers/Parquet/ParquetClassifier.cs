namespace CustomerLake.Local.Cloud.Services.Glue.Classifiers.Parquet;

/// <summary>Parquet: the schema and the exact number of rows come from the footer.</summary>
internal sealed class ParquetClassifier : IClassifier
{
    public Classification? Classify(ObjectSample sample, ICollection<string> notes)
    {
        if (sample.Compression != FileCompression.None || !ParquetFooter.HasMagic(sample.Head))
        {
            return null;
        }
        try
        {
            using var file = sample.Open();
            var footer = ParquetFooter.Read(file);
            return new Classification
            {
                Name = "parquet",
                Columns = [.. Lowered(ParquetSchema.Columns(footer))],
                Format = SerdeFormat.Parquet,
                SerdeParameters = new Dictionary<string, string> { ["serialization.format"] = "1" },
                Records = footer.Rows,
                AverageRecordSize = footer.Rows == 0 ? 0 : sample.Size / footer.Rows,
            };
        }
        catch (InvalidDataException damage)
        {
            notes.Add(damage.Message);
            return null;
        }
    }

    private static IEnumerable<InferredField> Lowered(IReadOnlyList<InferredField> columns) =>
        columns
            .Select(column => column with { Name = column.Name.ToLowerInvariant() })
            .DistinctBy(column => column.Name, StringComparer.Ordinal);
}
