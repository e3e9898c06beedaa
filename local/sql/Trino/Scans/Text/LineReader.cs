using System.Text;
using System.Text.Json;
using CustomerLake.Local.Sql.Print;
using CustomerLake.Local.Sql.Runtime;
using CustomerLake.Local.Sql.Storage;
using DuckDB.NET.Data;
using DuckDB.NET.Data.DataChunk.Writer;
using DuckDB.NET.Native;

namespace CustomerLake.Local.Sql.Trino.Scans.Text;

/// <summary>What <c>lake_lines</c> reads. Lines end as Hadoop's do: at LF, CR or CRLF; bytes that are no UTF-8 become U+FFFD.</summary>
internal sealed record LineSpec(IReadOnlyList<LineFile> Files, int Header, int Footer);

internal sealed record LineFile(string Path, Packing Packing);

/// <summary>The table function <c>lake_lines(spec)</c>: <c>lake_file</c>, <c>line</c>, <c>number</c> (from 0, per file).</summary>
internal static class LineReader
{
    public const string Name = "lake_lines";

    public static readonly RuntimeFunction Function = new(Name, Register);

    public static string Call(LineSpec spec) => $"{Name}({DuckSql.Literal(JsonSerializer.Serialize(spec))})";

    private sealed record Line(string Path, string Text, long Number);

    private static void Register(DuckDBConnection connection) =>
        connection.RegisterTableFunction<string>(
            Name,
            (IReadOnlyList<IDuckDBValueReader> parameters) =>
                new TableFunction(
                    [
                        new ColumnInfo("lake_file", typeof(string)),
                        new ColumnInfo("line", typeof(string)),
                        new ColumnInfo("number", typeof(long)),
                    ],
                    Read(JsonSerializer.Deserialize<LineSpec>(parameters[0].GetValue<string>())!)
                ),
            (item, writers, row) =>
            {
                var line = (Line)item!;
                writers[0].WriteValue(line.Path, row);
                writers[1].WriteValue(line.Text, row);
                writers[2].WriteValue(line.Number, row);
            }
        );

    private static IEnumerable<Line> Read(LineSpec spec)
    {
        foreach (var file in spec.Files)
        {
            var held = new Queue<string>();
            long number = 0;
            foreach (var text in Lines(file).Skip(spec.Header))
            {
                // A footer is known only at the end: so many lines are held back.
                held.Enqueue(text);
                if (held.Count > spec.Footer)
                {
                    yield return new Line(file.Path, held.Dequeue(), number++);
                }
            }
        }
    }

    private static IEnumerable<string> Lines(LineFile file)
    {
        using var stream = PackedFile.Open(file.Path, file.Packing);
        using var reader = new StreamReader(
            stream,
            new UTF8Encoding(false, false),
            detectEncodingFromByteOrderMarks: false,
            1 << 16
        );
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
