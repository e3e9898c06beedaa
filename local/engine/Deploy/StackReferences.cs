using CustomerLake.Local.Engine.Providers;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Deploy;

/// <summary>The engine's own package <c>pulumi</c>: reads the outputs of other stacks.</summary>
internal sealed class StackReferences(DeploymentTarget target) : IResourceProvider
{
    public const string Package = "pulumi";
    public const string Type = "pulumi:pulumi:StackReference";

    public Task<CheckResult> CheckConfigAsync(CheckRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(CheckResult.Ok(request.NewInputs));

    public Task<DiffResult> DiffConfigAsync(DiffRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(DiffResult.None);

    public Task ConfigureAsync(ConfigureRequest request, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<CheckResult> CheckAsync(CheckRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(CheckResult.Ok(request.NewInputs));

    public Task<DiffResult> DiffAsync(DiffRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(DiffResult.None);

    public Task<CreateResult> CreateAsync(CreateRequest request, CancellationToken cancellationToken) =>
        throw Refused(request.Type);

    public Task<ReadResult?> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        if (request.Type != Type)
        {
            throw Refused(request.Type);
        }

        var name = request.Inputs.Text("name") ?? request.Id;
        var outputs = target.StackOutputs(name) ?? throw new ProviderException($"unknown stack \"{name}\"");
        var secretNames = outputs.Where((_, value) => value.ContainsSecrets).Keys;
        return Task.FromResult<ReadResult?>(
            new ReadResult(
                request.Id,
                request.Inputs,
                PropertyMap.Of(
                    ("name", name),
                    ("outputs", outputs),
                    ("secretOutputNames", PropertyValue.Of(secretNames.Select(secret => PropertyValue.Of(secret))))
                )
            )
        );
    }

    public Task<UpdateResult> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken) =>
        throw Refused(request.Type);

    public Task DeleteAsync(DeleteRequest request, CancellationToken cancellationToken) => throw Refused(request.Type);

    public Task<InvokeResult> InvokeAsync(InvokeRequest request, CancellationToken cancellationToken) =>
        throw new ProviderException($"unrecognized function name: '{request.Token}'");

    public Task CancelAsync() => Task.CompletedTask;

    private static ProviderException Refused(string type) => new($"unrecognized resource type (Check): {type}");
}
