namespace CustomerLake.Local.Engine.Providers;

/// <summary>
/// A package of resource types, shaped after Pulumi's provider protocol. One instance serves one provider resource
/// (a default provider or an explicit one). Every call may run at the same time as others.
/// Errors are thrown as <see cref="ProviderException"/>; anything else that is thrown is reported the same way.
/// </summary>
public interface IResourceProvider
{
    /// <summary>Validates the provider's own configuration and fills in what is derived.</summary>
    Task<CheckResult> CheckConfigAsync(CheckRequest request, CancellationToken cancellationToken);

    /// <summary>Says whether changed configuration replaces the provider, and so all its resources.</summary>
    Task<DiffResult> DiffConfigAsync(DiffRequest request, CancellationToken cancellationToken);

    /// <summary>Called once with known configuration before any of the calls below.</summary>
    Task ConfigureAsync(ConfigureRequest request, CancellationToken cancellationToken);

    /// <summary>Validates new inputs and fills in defaults. Inputs may hold unknowns in a preview.</summary>
    Task<CheckResult> CheckAsync(CheckRequest request, CancellationToken cancellationToken);

    /// <summary>Compares old inputs and outputs with new inputs.</summary>
    Task<DiffResult> DiffAsync(DiffRequest request, CancellationToken cancellationToken);

    /// <summary>Creates. With <see cref="CreateRequest.Preview"/> nothing is touched and outputs may be left out.</summary>
    Task<CreateResult> CreateAsync(CreateRequest request, CancellationToken cancellationToken);

    /// <summary>Reads the live state; null when there is no such resource.</summary>
    Task<ReadResult?> ReadAsync(ReadRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// Looks for what a create with these inputs has made when its answer never came; null when the provider has no way
    /// to tell.
    /// </summary>
    Task<FindResult?> FindAsync(FindRequest request, CancellationToken cancellationToken) =>
        Task.FromResult<FindResult?>(null);

    Task<UpdateResult> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken);

    /// <summary>Deletes. A resource that is already gone is no error.</summary>
    Task DeleteAsync(DeleteRequest request, CancellationToken cancellationToken);

    /// <summary>Runs a function ("data source").</summary>
    Task<InvokeResult> InvokeAsync(InvokeRequest request, CancellationToken cancellationToken);

    /// <summary>The operation is being cancelled, or is over: calls under way should end soon.</summary>
    Task CancelAsync();
}
