using CustomerLake.Local.Cloud.Services.Glue.Classifiers.Parquet;

namespace CustomerLake.Local.Cloud.Services.Glue.Classifiers;

/// <summary>The crawler's own classifiers in their order, then the built-in ones; the first that is certain wins.</summary>
internal sealed class ClassifierChain(IReadOnlyList<IClassifier> custom)
{
    private static readonly IClassifier[] BuiltIn =
    [
        new ParquetClassifier(),
        new JsonClassifier(path: null),
        new CsvClassifier(CsvOptions.BuiltIn),
    ];

    public async Task<Classification> ClassifyAsync(
        string key,
        long size,
        Func<Stream> open,
        CancellationToken cancellationToken
    )
    {
        var sample = await ObjectSample.ReadAsync(key, size, open, cancellationToken);
        var found = Classify(sample);
        if (found.IsUnknown && !sample.IsWhole && sample.Head.TrimStart("\r\n \t"u8) is [(byte)'{' or (byte)'[', ..])
        {
            sample = await ObjectSample.ReadAsync(key, size, open, cancellationToken, ObjectSample.LongestHeadBytes);
            found = Classify(sample);
        }
        return found;
    }

    public Classification Classify(ObjectSample sample)
    {
        UnsupportedFormats.Refuse(sample);
        var notes = new List<string>();
        foreach (var classifier in custom.Concat(BuiltIn))
        {
            if (classifier.Classify(sample, notes) is { } found)
            {
                return found;
            }
        }
        return new Classification
        {
            Name = Classification.Unknown,
            Compression = sample.Compression,
            Format = SerdeFormat.None,
            Notes = [.. notes.Distinct()],
        };
    }
}

/// <summary>Formats that AWS classifies before CSV and this server does not: named, never misread as text.</summary>
internal static class UnsupportedFormats
{
    public static void Refuse(ObjectSample sample)
    {
        var name = sample.Head switch
        {
            [(byte)'O', (byte)'R', (byte)'C', ..] => "ORC",
            [(byte)'O', (byte)'b', (byte)'j', 1, ..] => "Avro",
            [0xE0, 0x01, 0x00, 0xEA, ..] => "Ion",
            [(byte)'<', (byte)'?', (byte)'x', (byte)'m', (byte)'l', ..] => "XML",
            _ => null,
        };
        if (name is not null)
        {
            throw new UnsupportedDataException(
                $"'{sample.Key}' is {name}, which the local crawler does not classify; use CSV, JSON or Parquet."
            );
        }
    }
}
