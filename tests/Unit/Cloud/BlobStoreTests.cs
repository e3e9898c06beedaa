using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Tests.Unit.Cloud;

public sealed class BlobStoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("blobs-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(Durability.Process)]
    [InlineData(Durability.Power)]
    public async Task What_was_written_or_imported_is_read_back(Durability durability)
    {
        var token = TestContext.Current.CancellationToken;
        var blobs = new BlobStore(Path.Combine(_folder, "blobs"), new Ids(TimeProvider.System, seed: 1), durability);
        using var writer = blobs.Create();
        await writer.Stream.WriteAsync("written"u8.ToArray(), token);
        writer.Finish();
        var finished = Path.Combine(_folder, "finished");
        await File.WriteAllTextAsync(finished, "imported", token);

        var imported = blobs.Import(finished);

        Assert.Equal("written", await File.ReadAllTextAsync(blobs.PathOf(writer.Id), token));
        Assert.Equal("imported", await File.ReadAllTextAsync(blobs.PathOf(imported), token));
        Assert.False(File.Exists(finished));
    }
}
