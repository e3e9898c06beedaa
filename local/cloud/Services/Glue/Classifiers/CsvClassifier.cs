using System.Globalization;

namespace CustomerLake.Local.Cloud.Services.Glue.Classifiers;

/// <summary>Delimited text: delimiter, header, column types, and what a reader of the table will stumble over.</summary>
internal sealed class CsvClassifier(CsvOptions options) : IClassifier
{
    private const int RecordLimit = 1000;

    /// <summary>So much of a file must agree on its number of columns; not published by AWS.</summary>
    private const double NeededAgreement = 0.7;

    public Classification? Classify(ObjectSample sample, ICollection<string> notes)
    {
        if (sample.Text.Contains('\0'))
        {
            return null;
        }
        Candidate? best = null;
        foreach (var delimiter in options.Delimiters)
        {
            var records = CsvRecords.Read(sample.Text, delimiter, options.Quote, sample.IsWhole, RecordLimit);
            if (Judge(records, delimiter) is { } candidate && candidate.Agreement > (best?.Agreement ?? 0))
            {
                best = candidate;
            }
        }
        if (best is null)
        {
            ExplainRefusal(sample, notes);
            return null;
        }
        return Describe(sample, best);
    }

    private sealed record Candidate(CsvRecords Records, char Delimiter, int Columns, double Agreement);

    private Candidate? Judge(CsvRecords records, char delimiter)
    {
        var rows = records.Rows;
        if (rows.Count == 0 || (rows.Count < 2 && !options.IsCustom))
        {
            return null;
        }
        var columns = options.ColumnNames.Count > 0 ? options.ColumnNames.Count : rows[0].Count;
        if (rows[0].Count != columns || (columns < 2 && !options.AllowsSingleColumn))
        {
            return null;
        }
        var agreement = (double)rows.Count(row => row.Count == columns) / rows.Count;
        return agreement >= NeededAgreement ? new Candidate(records, delimiter, columns, agreement) : null;
    }

    private Classification Describe(ObjectSample sample, Candidate found)
    {
        var rows = found.Records.Rows;
        var whyNot = options.Header switch
        {
            CsvHeaderRule.Present => null,
            CsvHeaderRule.Absent => "the classifier says that there is none",
            _ => CsvHeader.WhyNot(rows, found.Columns),
        };
        var data = whyNot is null ? rows.Skip(1).ToList() : rows;
        var columns = ReadColumns(rows[0], data, found.Columns, hasHeader: whyNot is null);
        var headLength = sample.Head.Length;
        return new Classification
        {
            Name = "csv",
            Compression = sample.Compression,
            Columns = columns,
            Format = options.Serde,
            SerdeParameters = SerdeParameters(found.Delimiter),
            TableParameters = TableParameters(found.Delimiter, hasHeader: whyNot is null),
            Records = data.Count,
            AverageRecordSize = AverageSize(sample, rows.Count, headLength),
            Notes = [.. CsvNotes.Of(sample, found.Records, columns, data, found.Columns, whyNot, options)],
        };
    }

    private static long AverageSize(ObjectSample sample, int rows, int headLength)
    {
        // The sample may hold more records than were looked at; lines are a fair measure of all of them.
        var lines = rows < RecordLimit ? rows : Math.Max(rows, sample.Head.Count((byte)'\n'));
        return Math.Max(1, headLength / Math.Max(1, lines));
    }

    private List<InferredField> ReadColumns(List<string> first, List<List<string>> data, int count, bool hasHeader)
    {
        var columns = new List<InferredField>(count);
        for (var column = 0; column < count; column++)
        {
            columns.Add(new InferredField(NameOf(first, column, hasHeader), TypeOf(data, column)));
        }
        return columns;
    }

    private string NameOf(List<string> first, int column, bool hasHeader)
    {
        if (options.ColumnNames.Count > 0)
        {
            return options.ColumnNames[column].ToLowerInvariant();
        }
        // AWS: "byte order marks are changed to question marks".
        var name = hasHeader ? first[column].Replace('\uFEFF', '?').ToLowerInvariant() : "";
        name = options.TrimsValues ? name.Trim() : name;
        return name.Length > 0 ? name : string.Create(CultureInfo.InvariantCulture, $"col{column}");
    }

    private InferredType TypeOf(List<List<string>> data, int column)
    {
        if (options.ColumnTypes.Count > column)
        {
            return new InferredType.Scalar(options.ColumnTypes[column]);
        }
        var type = InferredType.Unknown;
        foreach (var row in data)
        {
            if (column < row.Count)
            {
                var cell = options.TrimsValues ? row[column].Trim() : row[column];
                type = TypeMerge.Merge(type, CsvValues.TypeOf(cell));
            }
        }
        return type;
    }

    private Dictionary<string, string> SerdeParameters(char delimiter) =>
        options.Serde == SerdeFormat.OpenCsv
            ? new()
            {
                ["separatorChar"] = delimiter.ToString(),
                ["quoteChar"] = options.Quote.ToString(),
                ["escapeChar"] = "\\",
            }
            : new() { ["field.delim"] = delimiter.ToString() };

    private static Dictionary<string, string> TableParameters(char delimiter, bool hasHeader)
    {
        var parameters = new Dictionary<string, string>
        {
            ["areColumnsQuoted"] = "false",
            ["columnsOrdered"] = "true",
            ["delimiter"] = delimiter.ToString(),
        };
        if (hasHeader)
        {
            parameters["skip.header.line.count"] = "1";
        }
        return parameters;
    }

    private void ExplainRefusal(ObjectSample sample, ICollection<string> notes)
    {
        var shape = options
            .Delimiters.Select(delimiter =>
                CsvRecords.Read(sample.Text, delimiter, options.Quote, sample.IsWhole, RecordLimit).Rows
            )
            .FirstOrDefault(rows => rows.Count > 2 && rows[0].Count == 1 && rows[1].Count > 1);
        if (shape is not null)
        {
            notes.Add(
                $"The first line, '{CsvNotes.Shorten(shape[0][0])}', is one cell while the lines below have "
                    + $"{shape[1].Count}: it looks like a title line. Glue does not skip it, so this is no CSV file to the "
                    + "crawler, and Spark takes that line as the header. Remove the line before the file lands."
            );
        }
        else if (sample.IsWhole && sample.Text.AsSpan().TrimEnd().IndexOfAny('\r', '\n') < 0 && sample.Text.Length > 0)
        {
            notes.Add("There is one line only; Glue's CSV classifier needs two rows.");
        }
    }
}
