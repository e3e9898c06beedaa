using System.Text;
using CustomerLake.Local.Cloud;
using CustomerLake.Local.Cloud.Services.Glue.Sql;
using CustomerLake.Local.Cloud.Services.Kms;
using CustomerLake.Local.Cloud.Services.S3;
using CustomerLake.Local.Cloud.Storage;
using CustomerLake.Local.Sql;
using CustomerLake.Local.Sql.Storage;

namespace CustomerLake.Tests.Unit.Cloud.Glue;

public sealed class S3SqlStorageTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("glue-storage-").FullName;
    private readonly CloudState _state;
    private readonly ObjectStore _objects;
    private readonly S3SqlStorage _storage;

    public S3SqlStorageTests()
    {
        _state = new CloudState(new CloudOptions { StateFolder = _folder }, (_, _) => { });
        _objects = new ObjectStore(_state, new Keys(_state));
        _objects.Buckets.Create(
            new Bucket
            {
                Name = "lake",
                AccountId = CrawlFixture.Call.AccountId,
                Region = CrawlFixture.Call.Region,
                Created = DateTimeOffset.UnixEpoch,
            }
        );
        _storage = new S3SqlStorage(_objects, CrawlFixture.Call);
    }

    [Fact]
    public async Task A_scan_gives_every_object_below_a_location_and_outlives_their_deletion()
    {
        await PutAsync("t/dt=1/a.csv", "one");
        await PutAsync("t/_hidden", "two");
        await PutAsync("other/a.csv", "three");

        using var scan = _storage.OpenScan("s3://lake/t/");
        _objects.Delete(CrawlFixture.Call, "lake", "t/dt=1/a.csv");

        Assert.Equal(["s3://lake/t/_hidden", "s3://lake/t/dt=1/a.csv"], scan.Objects.Select(item => item.Uri));
        Assert.Equal("one", await File.ReadAllTextAsync(scan.Objects[1].Path, TestContext.Current.CancellationToken));
        Assert.Equal(3, scan.Objects[1].Size);
    }

    [Theory]
    [InlineData(SqlReplacement.Nothing, "t/dt=1/new t/dt=1/old t/dt=2/old")]
    [InlineData(SqlReplacement.Everything, "t/dt=1/new")]
    [InlineData(SqlReplacement.PartitionFolders, "t/dt=1/new t/dt=2/old")]
    public async Task A_publication_replaces_what_it_says_and_no_more(SqlReplacement replaces, string expected)
    {
        await PutAsync("t/dt=1/old", "old");
        await PutAsync("t/dt=2/old", "old");
        await PutAsync("t2/dt=1/old", "old");
        using var output = _storage.NewOutputFolder();
        var file = Path.Combine(output.Path, "part");
        await File.WriteAllTextAsync(file, "new", TestContext.Current.CancellationToken);

        await _storage.PublishAsync(
            new SqlPublication("s3://lake/t", [new SqlOutputFile("dt=1/new", file)])
            {
                Replaces = replaces,
                PartitionFolders = ["dt=1"],
            },
            TestContext.Current.CancellationToken
        );

        Assert.Equal(
            expected,
            string.Join(" ", _objects.ListAll(CrawlFixture.Call, "lake", "t/").Select(item => item.Key))
        );
        Assert.NotNull(_objects.Head(CrawlFixture.Call, "lake", "t2/dt=1/old"));
    }

    [Fact]
    public async Task An_output_folder_that_was_not_published_leaves_nothing()
    {
        string path;
        using (var output = _storage.NewOutputFolder())
        {
            path = output.Path;
            await File.WriteAllTextAsync(Path.Combine(path, "part"), "x", TestContext.Current.CancellationToken);
        }

        Assert.False(Directory.Exists(path));
        Assert.Empty(_objects.ListAll(CrawlFixture.Call, "lake", ""));
    }

    [Fact]
    public void A_bucket_that_is_not_there_is_told_as_sql_tells_it()
    {
        var fault = Assert.Throws<SqlException>(() => _storage.OpenScan("s3://nowhere/t/"));

        Assert.Contains("NoSuchBucket", fault.Message, StringComparison.Ordinal);
        Assert.Equal("INVALID_LOCATION", Assert.Throws<SqlException>(() => _storage.OpenScan("/tmp/t")).Code);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _state.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task PutAsync(string key, string text)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        await _objects.PutAsync(
            CrawlFixture.Call,
            "lake",
            key,
            content,
            new ObjectAttributes(),
            TestContext.Current.CancellationToken
        );
    }
}
