using CustomerLake.Local.Cloud;
using CustomerLake.Local.Engine.Providers;
using CustomerLake.Local.Engine.Providers.Aws;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Tests.Contract.Providers;

/// <summary>A provider of the package <c>aws</c> against a cloud of its own.</summary>
internal sealed class ProviderLab : IAsyncDisposable
{
    public const string Account = "111122223333";
    public const string Region = "eu-west-1";
    private readonly string _folder;
    private readonly CloudServer _cloud;
    private readonly List<Made> _everything = [];

    private ProviderLab(string folder, CloudServer cloud, IResourceProvider provider)
    {
        (_folder, _cloud, Provider) = (folder, cloud, provider);
    }

    public IResourceProvider Provider { get; private set; }

    /// <summary>All that was made here, in this order.</summary>
    public IReadOnlyList<Made> Everything => _everything;

    public static async Task<ProviderLab> StartAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("lake-provider-").FullName;
        var cloud = await CloudServer.StartAsync(new CloudOptions { StateFolder = folder }, cancellationToken);
        return new ProviderLab(folder, cloud, await ProviderAsync(cloud, null, PropertyMap.Empty, cancellationToken));
    }

    /// <summary>From here on everything is given these tags, and services tell tags as they like.</summary>
    public async Task<TagShuffler> ShuffleTagsAsync(PropertyMap defaultTags, CancellationToken cancellationToken)
    {
        var shuffler = new TagShuffler();
        var configuration = PropertyMap.Of(("defaultTags", PropertyMap.Of(("tags", defaultTags))));
        Provider = await ProviderAsync(_cloud, shuffler, configuration, cancellationToken);
        return shuffler;
    }

    private static async Task<IResourceProvider> ProviderAsync(
        CloudServer cloud,
        HttpMessageHandler? between,
        PropertyMap configuration,
        CancellationToken cancellationToken
    )
    {
        var options = new AwsPackageOptions
        {
            Environment = name => name == "AWS_ENDPOINT_URL" ? cloud.Endpoint.ToString() : null,
            Attempts = 3,
            Seed = 1,
        };
        var provider = AwsPackage
            .Create(between is null ? options : options with { Http = new HttpClient(between) })
            .Start();
        var access = PropertyMap.Of(
            ("region", Region),
            ("accessKey", Account),
            ("secretKey", PropertyValue.Secret(cloud.RootSecret))
        );
        await provider.ConfigureAsync(
            new ConfigureRequest(UrnOf("pulumi:providers:aws", "default"), "id", access.With(configuration)),
            cancellationToken
        );
        return provider;
    }

    public static string UrnOf(string type, string name) => $"urn:pulumi:dev::customer-lake::{type}::{name}";

    /// <summary>Checks and creates; answers what an engine would keep.</summary>
    public async Task<Made> CreateAsync(string type, PropertyMap inputs, CancellationToken cancellationToken)
    {
        var urn = UrnOf(type, "thing");
        var checkedInputs = await CheckAsync(type, PropertyMap.Empty, inputs, cancellationToken);
        var created = await Provider.CreateAsync(new CreateRequest(urn, checkedInputs), cancellationToken);
        Assert.Empty(created.InitErrors);
        var made = new Made(urn, created.Id!, checkedInputs, created.Outputs);
        _everything.Add(made);
        return made;
    }

    public async Task<PropertyMap> CheckAsync(
        string type,
        PropertyMap old,
        PropertyMap inputs,
        CancellationToken cancellationToken
    )
    {
        var answer = await Provider.CheckAsync(
            new CheckRequest(UrnOf(type, "thing"), old, inputs) { RandomSeed = [1, 2, 3] },
            cancellationToken
        );
        Assert.Empty(answer.Failures);
        return answer.Inputs;
    }

    public Task<ReadResult?> ReadAsync(Made made, CancellationToken cancellationToken) =>
        Provider.ReadAsync(new ReadRequest(made.Urn, made.Id, made.Inputs, made.Outputs), cancellationToken);

    public Task<DiffResult> DiffAsync(Made made, PropertyMap wanted, CancellationToken cancellationToken) =>
        Provider.DiffAsync(new DiffRequest(made.Urn, made.Id, made.Inputs, made.Outputs, wanted), cancellationToken);

    /// <summary>The inputs as checked; null when they are not allowed or need a new thing.</summary>
    public async Task<PropertyMap?> FindUpdateAsync(Made made, PropertyMap inputs, CancellationToken cancellationToken)
    {
        var asked = new CheckRequest(made.Urn, made.Inputs, inputs) { RandomSeed = [1, 2, 3] };
        var answer = await Provider.CheckAsync(asked, cancellationToken);
        return answer.Failures.Length > 0 || (await DiffAsync(made, answer.Inputs, cancellationToken)).IsReplace
            ? null
            : answer.Inputs;
    }

    public async Task<Made> UpdateAsync(Made made, PropertyMap wanted, CancellationToken cancellationToken)
    {
        var answer = await Provider.UpdateAsync(
            new UpdateRequest(made.Urn, made.Id, made.Inputs, made.Outputs, wanted),
            cancellationToken
        );
        return made with { Inputs = wanted, Outputs = answer.Outputs };
    }

    public Task DeleteAsync(Made made, CancellationToken cancellationToken) =>
        Provider.DeleteAsync(new DeleteRequest(made.Urn, made.Id, made.Inputs, made.Outputs), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Provider.CancelAsync();
        await _cloud.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>A resource as an engine keeps it.</summary>
internal sealed record Made(string Urn, string Id, PropertyMap Inputs, PropertyMap Outputs);
