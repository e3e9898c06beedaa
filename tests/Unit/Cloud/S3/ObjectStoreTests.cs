using System.Text;
using CsCheck;
using CustomerLake.Local.Cloud;
using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.S3;
using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Tests.Unit.Cloud.S3;

public sealed class ObjectStoreTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("objects-").FullName;
    private CloudState _state = null!;
    private ObjectStore _store = null!;

    private static CallContext Call { get; } =
        new()
        {
            AccountId = "111122223333",
            Region = "eu-central-1",
            CallerArn = "arn:aws:iam::111122223333:root",
            RequestId = "r",
            AccessKeyId = "111122223333",
        };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        Open();
        MakeBucket("bucket");
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _state.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_scan_stays_readable_while_its_objects_are_overwritten_and_deleted()
    {
        await PutAsync("t/small", "old");
        await PutAsync("t/large", new string('o', 100_000));

        using var scan = _store.OpenScan(Call, "bucket", "t/");
        await PutAsync("t/large", new string('n', 100_000));
        _store.Delete(Call, "bucket", "t/small");

        Assert.Equal([new string('o', 100_000), "old"], scan.Objects.Select(found => File.ReadAllText(found.Path)));
    }

    [Fact]
    public async Task A_publication_replaces_folders_in_one_step_and_spares_the_rest()
    {
        await PutAsync("t/d=1/old", "1");
        await PutAsync("t/d=2/old", "2");
        var scratch = _store.NewScratchFolder();
        var file = Path.Combine(scratch, "new");
        await File.WriteAllTextAsync(file, new string('x', 50_000), Token);

        await _store.PublishAsync(
            Call,
            "bucket",
            [new NewObject("t/d=1/new", file, new ObjectAttributes())],
            ["t/d=1/"],
            Token
        );

        Assert.Equal(["t/d=1/new", "t/d=2/old"], _store.ListAll(Call, "bucket", "t/").Select(found => found.Key));
        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task A_publication_that_fails_changes_nothing()
    {
        await PutAsync("t/old", "1");
        var missing = new NewObject("t/new", Path.Combine(_folder, "none"), new ObjectAttributes());

        await Assert.ThrowsAnyAsync<IOException>(() => _store.PublishAsync(Call, "bucket", [missing], ["t/"], Token));

        Assert.Equal(["t/old"], _store.ListAll(Call, "bucket", "").Select(found => found.Key));
    }

    [Fact]
    public async Task What_was_acknowledged_is_there_after_a_restart_and_orphans_are_gone()
    {
        await PutAsync("k", new string('x', 50_000));
        var orphan = Path.Combine(_folder, "blobs", "ZZ", "01ARZ3NDEKTSV4RRFFQ69G5FAV");
        Directory.CreateDirectory(Path.GetDirectoryName(orphan)!);
        await File.WriteAllTextAsync(orphan, "left behind", Token);

        await _state.DisposeAsync();
        Open();

        Assert.Equal(1, _store.SweptFiles);
        Assert.False(File.Exists(orphan));
        var (version, content) = _store.Open(Call, "bucket", "k");
        await using (content)
        {
            Assert.Equal(50_000, version.Size);
        }
    }

    [Fact]
    public void A_second_cloud_on_the_same_folder_is_refused()
    {
        var fault = Assert.Throws<IOException>(() =>
            new CloudState(new CloudOptions { StateFolder = _folder }, (_, _) => { })
        );

        Assert.Contains("is in use by another local cloud", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Listing_by_pages_with_a_delimiter_is_the_same_as_by_hand()
    {
        var part = Gen.Char["ab/é\U0000FFFD"].Array[1, 5].Select(characters => new string(characters));
        Gen.Select(part.Array[1, 12], Gen.Int[1, 4], Gen.Int[0, 2].Select(index => new[] { "", "a", "a/" }[index]))
            .Sample(
                (keys, limit, prefix) =>
                {
                    var bucket = $"l{_state.Ids.Hex(12)}";
                    MakeBucket(bucket);
                    foreach (var key in keys)
                    {
                        _store
                            .PutAsync(
                                Call,
                                bucket,
                                key,
                                new MemoryStream("x"u8.ToArray()),
                                new ObjectAttributes(),
                                Token
                            )
                            .GetAwaiter()
                            .GetResult();
                    }

                    var expected = ByHand(keys, prefix);
                    var found = Pages(bucket, prefix, limit);

                    Assert.Equal(expected, found);
                },
                iter: 60
            );
    }

    private List<string> Pages(string bucket, string prefix, int limit)
    {
        var found = new List<string>();
        var after = "";
        while (true)
        {
            var page = _store.List(Call, bucket, new ListQuery(prefix, "/", after, limit));
            found.AddRange(
                page.Objects.Select(version => version.Key).Concat(page.CommonPrefixes).Order(Utf8Order.Instance)
            );
            if (page.Next is null)
            {
                return found;
            }

            after = page.Next;
        }
    }

    private static List<string> ByHand(string[] keys, string prefix) =>
        [
            .. keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal))
                .Select(key =>
                {
                    var slash = key.IndexOf('/', prefix.Length);
                    return slash < 0 ? key : key[..(slash + 1)];
                })
                .Distinct(StringComparer.Ordinal)
                .Order(Utf8Order.Instance),
        ];

    private void Open()
    {
        _state = new CloudState(new CloudOptions { StateFolder = _folder }, (_, _) => { });
        _store = new ObjectStore(_state);
    }

    private void MakeBucket(string name) =>
        _store.Buckets.Create(
            new Bucket
            {
                Name = name,
                AccountId = Call.AccountId,
                Region = Call.Region,
                Created = _state.Time.GetUtcNow(),
            }
        );

    private Task<ObjectVersion> PutAsync(string key, string content) =>
        _store.PutAsync(
            Call,
            "bucket",
            key,
            new MemoryStream(Encoding.UTF8.GetBytes(content)),
            new ObjectAttributes(),
            Token
        );
}
