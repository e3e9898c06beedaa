using System.Text;
using CsCheck;
using CustomerLake.Local.Cloud.Services.Athena.Results;

namespace CustomerLake.Tests.Unit.Cloud.Athena;

public sealed class CsvResultTests
{
    [Fact]
    public void Every_value_is_quoted_and_null_is_nothing()
    {
        var text = new StringBuilder();

        CsvResult.Append(text, ["a", null, "", "say \"hi\"", "two\nlines,"]);

        Assert.Equal("\"a\",,\"\",\"say \"\"hi\"\"\",\"two\nlines,\"\n", text.ToString());
    }

    [Fact]
    public void Whatever_is_written_reads_back_also_from_the_middle()
    {
        var cell = Gen.OneOf(
            Gen.Const((string?)null),
            Gen.String[Gen.Char["ab\"\n,é€ "], 0, 8].Select(text => (string?)text)
        );
        cell.Array[3]
            .Array[1, 20]
            .Sample(
                rows =>
                {
                    var text = new StringBuilder();
                    var starts = new List<long>();
                    foreach (var row in rows)
                    {
                        starts.Add(Encoding.UTF8.GetByteCount(text.ToString()));
                        CsvResult.Append(text, row);
                    }

                    var bytes = Encoding.UTF8.GetBytes(text.ToString());
                    var from = rows.Length / 2;
                    using var file = new MemoryStream(bytes, (int)starts[from], bytes.Length - (int)starts[from]);
                    var reader = new CsvResultReader(file, 3);
                    foreach (var row in rows.Skip(from))
                    {
                        Assert.Equal(row, reader.Read());
                    }

                    Assert.Null(reader.Read());
                    Assert.Equal(bytes.Length - starts[from], reader.Position);
                },
                iter: 200
            );
    }

    [Fact]
    public void The_metadata_file_names_the_query_and_describes_each_column()
    {
        var file = MetadataFile.Write("id", [new ResultColumn("n", "bigint", 19), new ResultColumn("a", "array")]);

        Assert.Equal(
            "0A 02 69 64 22 18 0A 04 68 69 76 65 22 01 6E 2A 01 6E 32 06 62 69 67 69 6E 74 38 13 48 03 "
                + "22 15 0A 04 68 69 76 65 22 01 61 2A 01 61 32 05 61 72 72 61 79 48 03",
            Convert
                .ToHexString(file)
                .Chunk(2)
                .Select(pair => new string(pair))
                .Aggregate((left, right) => $"{left} {right}")
        );
    }
}
