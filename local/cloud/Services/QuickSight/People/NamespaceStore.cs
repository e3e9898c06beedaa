using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.QuickSight.People;

/// <summary>Namespaces of users and groups. <c>default</c> exists without having been created and cannot be deleted.</summary>
internal sealed class NamespaceStore(Principals principals, QuickSightTags tags)
{
    public Task<CreateNamespaceResponse> CreateAsync(
        CreateNamespaceRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        request.CheckAccount(call);
        if (request.IdentityStore != "QUICKSIGHT")
        {
            throw QuickSightErrors.Invalid($"The identity store '{request.IdentityStore}' is not 'QUICKSIGHT'.");
        }

        var created = new NamespaceDescription
        {
            Name = request.Namespace,
            Arn = call.Arn("quicksight", $"namespace/{request.Namespace}"),
            CapacityRegion = call.Region,
        };
        if (
            principals.FindNamespace(call, request.Namespace) is not null
            || !principals.Namespaces.TryAdd(call.Scope, request.Namespace, created)
        )
        {
            throw QuickSightErrors.Exists("Namespace", request.Namespace);
        }

        tags.Set(call.Scope, created.Arn, request.Tags);
        return Task.FromResult(
            new CreateNamespaceResponse
            {
                RequestId = call.RequestId,
                Arn = created.Arn,
                Name = created.Name,
                CapacityRegion = created.CapacityRegion,
                CreationStatus = created.CreationStatus,
                IdentityStore = created.IdentityStore,
            }
        );
    }

    public Task<DescribeNamespaceResponse> DescribeAsync(
        NamespaceRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        request.CheckAccount(call);
        return Task.FromResult(
            new DescribeNamespaceResponse
            {
                RequestId = call.RequestId,
                Namespace =
                    principals.FindNamespace(call, request.Namespace)
                    ?? throw QuickSightErrors.NotFound("Namespace", request.Namespace),
            }
        );
    }

    public Task<ListNamespacesResponse> ListAsync(ListNamespacesRequest request, CallContext call, CancellationToken _)
    {
        request.CheckAccount(call);
        var size = QuickSightPage.Size(request.MaxResults);
        var after = QuickSightPage.After(request.NextToken);
        var entries = principals
            .Namespaces.Entries(call.Scope)
            .Append(
                KeyValuePair.Create(
                    Principals.DefaultNamespace,
                    principals.FindNamespace(call, Principals.DefaultNamespace)!
                )
            )
            .DistinctBy(entry => entry.Key)
            .Where(entry => after is null || string.CompareOrdinal(entry.Key, after) > 0)
            .OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .ToList();
        var (namespaces, next) = QuickSightPage.Cut(entries, size);
        return Task.FromResult(
            new ListNamespacesResponse
            {
                RequestId = call.RequestId,
                Namespaces = namespaces,
                NextToken = next,
            }
        );
    }

    public Task<QuickSightResponse> DeleteAsync(NamespaceRequest request, CallContext call, CancellationToken _)
    {
        request.CheckAccount(call);
        if (request.Namespace == Principals.DefaultNamespace)
        {
            throw QuickSightErrors.Invalid("The default namespace cannot be deleted.");
        }

        var prefix = request.Namespace + "/";
        principals.Database.InTransaction(() =>
        {
            if (!principals.Namespaces.Delete(call.Scope, request.Namespace))
            {
                throw QuickSightErrors.NotFound("Namespace", request.Namespace);
            }

            principals.Members.DeleteAll(call.Scope, prefix);
            principals.Groups.DeleteAll(call.Scope, prefix);
            principals.Users.DeleteAll(call.Scope, prefix);
            tags.Set(call.Scope, call.Arn("quicksight", $"namespace/{request.Namespace}"), null);
        });
        return QuickSightResponse.For(call);
    }
}
