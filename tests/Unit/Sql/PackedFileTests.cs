using System.IO.Compression;
using CustomerLake.Local.Sql.Storage;

namespace CustomerLake.Tests.Unit.Sql;

public sealed class PackedFileTests
{
    [Theory]
    [InlineData("s3://b/a.csv")]
    [InlineData("s3://b/a.csv.gz")]
    [InlineData("s3://b/A.CSV.GZ")]
    [InlineData("s3://b/a.json.deflate")]
    public void Text_is_unpacked_by_the_end_of_its_name(string uri)
    {
        var path = Path.GetTempFileName();
        using (Stream file = File.Create(path))
        {
            using var packed =
                uri.EndsWith("gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Compress)
                : uri.EndsWith("deflate", StringComparison.Ordinal) ? new ZLibStream(file, CompressionMode.Compress)
                : file;
            packed.Write("a,b\n"u8);
        }

        using var reader = new StreamReader(PackedFile.Open(path, PackedFile.Of(uri)!.Value));

        Assert.Equal("a,b\n", reader.ReadToEnd());
        reader.Dispose();
        File.Delete(path);
    }

    [Theory]
    [InlineData("s3://b/a.csv.bz2")]
    [InlineData("/data/a.json.zst")]
    public void A_packing_that_we_do_not_open_is_not_read_as_text(string uri) => Assert.Null(PackedFile.Of(uri));
}
