using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Local.Cloud.Services.CloudControl;

/// <summary>
/// AWS Cloud Control API over the resource types that have a handler here; every other type is refused by name.
/// <see href="https://docs.aws.amazon.com/cloudcontrolapi/latest/APIReference/Welcome.html"/>
/// </summary>
internal sealed class CloudControlService : IAwsService
{
    private const int LargestPage = 100;
    private readonly Dictionary<string, IResourceHandler> _handlers;
    private readonly ResourceRequests _requests;
    private readonly Ids _ids;

    public CloudControlService(CloudState state, params IReadOnlyList<IResourceHandler> handlers)
    {
        _handlers = handlers.ToDictionary(handler => handler.TypeName, StringComparer.Ordinal);
        _requests = new ResourceRequests(state);
        _ids = state.Ids;
        Operations = new OperationTable()
            .Add<CreateResourceRequest, ProgressResponse>(
                "CreateResource",
                "cloudformation:CreateResource",
                Any,
                CreateAsync
            )
            .Deviates("The type AWS::QuickSight::Dashboard alone.")
            .Add<GetResourceRequest, GetResourceResponse>("GetResource", "cloudformation:GetResource", Any, GetAsync)
            .Add<UpdateResourceRequest, ProgressResponse>(
                "UpdateResource",
                "cloudformation:UpdateResource",
                Any,
                UpdateAsync
            )
            .Add<DeleteResourceRequest, ProgressResponse>(
                "DeleteResource",
                "cloudformation:DeleteResource",
                Any,
                DeleteAsync
            )
            .Add<ListResourcesRequest, ListResourcesResponse>(
                "ListResources",
                "cloudformation:ListResources",
                Any,
                ListAsync
            )
            .Add<GetResourceRequestStatusRequest, ProgressResponse>(
                "GetResourceRequestStatus",
                "cloudformation:GetResourceRequestStatus",
                Any,
                StatusAsync
            )
            .Add<ListResourceRequestsRequest, ListResourceRequestsResponse>(
                "ListResourceRequests",
                "cloudformation:ListResourceRequests",
                Any,
                ListRequestsAsync
            );
    }

    public string SigningName => "cloudcontrolapi";

    public AwsProtocol Protocol { get; } = AwsProtocol.Json("CloudApiService", "1.0");

    public OperationTable Operations { get; }

    private Task<ProgressResponse> CreateAsync(CreateResourceRequest request, CallContext call, CancellationToken _)
    {
        var handler = Handler(request.TypeName);
        var model = Model(request.DesiredState, "DesiredState");
        handler.Validate(model);
        return Run(
            request,
            "CREATE",
            request.ClientToken,
            request.DesiredState,
            handler.IdentifierOf(model, call),
            () => handler.Create(model, call),
            call
        );
    }

    private Task<GetResourceResponse> GetAsync(GetResourceRequest request, CallContext call, CancellationToken _)
    {
        var handler = Handler(request.TypeName);
        return Task.FromResult(
            new GetResourceResponse(
                request.TypeName,
                new ResourceDescription(request.Identifier, Read(handler, request.Identifier, call).ToJsonString())
            )
        );
    }

    private Task<ProgressResponse> UpdateAsync(UpdateResourceRequest request, CallContext call, CancellationToken _)
    {
        var handler = Handler(request.TypeName);
        Read(handler, request.Identifier, call);
        var model = JsonPatch.Apply(handler.Desired(request.Identifier, call), request.PatchDocument);
        handler.Validate(model);
        return Run(
            request,
            "UPDATE",
            request.ClientToken,
            request.Identifier + request.PatchDocument,
            request.Identifier,
            () => handler.Update(request.Identifier, model, call),
            call
        );
    }

    private Task<ProgressResponse> DeleteAsync(DeleteResourceRequest request, CallContext call, CancellationToken _)
    {
        var handler = Handler(request.TypeName);
        return Run(
            request,
            "DELETE",
            request.ClientToken,
            request.Identifier,
            request.Identifier,
            () => handler.Delete(request.Identifier, call),
            call
        );
    }

    private Task<ListResourcesResponse> ListAsync(ListResourcesRequest request, CallContext call, CancellationToken _)
    {
        var handler = Handler(request.TypeName);
        if (request.ResourceModel is { } model)
        {
            handler.Validate(Model(model, "ResourceModel"));
        }

        var size = Size(request.MaxResults);
        var identifiers = handler.List(call, After(request.NextToken), size + 1);
        return Task.FromResult(
            new ListResourcesResponse(
                request.TypeName,
                [
                    .. identifiers
                        .Take(size)
                        .Select(id => new ResourceDescription(id, handler.Read(id, call).ToJsonString())),
                ],
                identifiers.Count > size ? Token(identifiers[size - 1]) : null
            )
        );
    }

    private Task<ProgressResponse> StatusAsync(
        GetResourceRequestStatusRequest request,
        CallContext call,
        CancellationToken _
    ) => Task.FromResult(new ProgressResponse(_requests.Get(call.Scope, request.RequestToken)));

    private Task<ListResourceRequestsResponse> ListRequestsAsync(
        ListResourceRequestsRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        var size = Size(request.MaxResults);
        var start = int.Parse(After(request.NextToken) ?? "0", System.Globalization.CultureInfo.InvariantCulture);
        var filter = request.ResourceRequestStatusFilter;
        var found = _requests
            .List(call.Scope)
            .Where(each => filter?.Operations?.Contains(each.Operation) ?? true)
            .Where(each => filter?.OperationStatuses?.Contains(each.OperationStatus) ?? true)
            .Skip(start)
            .ToList();
        return Task.FromResult(
            new ListResourceRequestsResponse(
                [.. found.Take(size)],
                found.Count > size
                    ? Token((start + size).ToString(System.Globalization.CultureInfo.InvariantCulture))
                    : null
            )
        );
    }

    private Task<ProgressResponse> Run(
        TypedRequest request,
        string operation,
        string? clientToken,
        string content,
        string identifier,
        Action work,
        CallContext call
    ) =>
        Task.FromResult(
            new ProgressResponse(
                _requests.Run(
                    call,
                    request.TypeName,
                    operation,
                    clientToken,
                    $"{operation} {content}",
                    identifier,
                    work
                )
            )
        );

    private JsonObject Read(IResourceHandler handler, string identifier, CallContext call)
    {
        try
        {
            return handler.Read(identifier, call);
        }
        catch (AwsException fault) when (CloudControlErrors.HandlerCode(fault) == "NotFound")
        {
            throw CloudControlErrors.NoResource(handler.TypeName, _ids.Uuid());
        }
    }

    private IResourceHandler Handler(string type) =>
        _handlers.GetValueOrDefault(type) ?? throw CloudControlErrors.NoType(type, _handlers.Keys);

    private static JsonObject Model(string json, string member)
    {
        try
        {
            return JsonNode.Parse(json) as JsonObject
                ?? throw CloudControlErrors.Invalid($"#: {member} is no JSON object");
        }
        catch (JsonException fault)
        {
            throw CloudControlErrors.Invalid($"#: {member} is no JSON: {fault.Message}");
        }
    }

    private static int Size(int? asked) =>
        asked is null or >= 1 and <= LargestPage
            ? asked ?? LargestPage
            : throw new AwsException(
                "ValidationException",
                $"MaxResults is {asked}; it must be from 1 to {LargestPage}."
            );

    private static string Token(string key) => Convert.ToBase64String(Encoding.UTF8.GetBytes(key));

    private static string? After(string? token)
    {
        if (token is null)
        {
            return null;
        }

        var bytes = new byte[token.Length];
        return Convert.TryFromBase64String(token, bytes, out var count)
            ? Encoding.UTF8.GetString(bytes, 0, count)
            : throw new AwsException("InvalidRequestException", "The NextToken is not one that this operation gave.");
    }

    private static string Any(object request, CallContext call) => "*";
}
