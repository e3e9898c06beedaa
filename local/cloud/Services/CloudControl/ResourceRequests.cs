using System.Text.Json.Nodes;
using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Local.Cloud.Services.CloudControl;

/// <summary>
/// The requests to create, update and delete: each is accepted at once and has a token under which it ends as SUCCESS
/// or FAILED. The work itself is done before the answer; the answer still says IN_PROGRESS, as the service does.
/// </summary>
internal sealed class ResourceRequests(CloudState state)
{
    private readonly ResourceTable<ProgressEvent> _requests = state.Table<ProgressEvent>("cloudcontrol-request");
    private readonly ResourceTable<ClientRequest> _clients = state.Table<ClientRequest>("cloudcontrol-client-token");

    public ProgressEvent Get(Scope scope, string token) =>
        _requests.Find(scope, token) ?? throw CloudControlErrors.NoRequest(token);

    public IReadOnlyList<ProgressEvent> List(Scope scope) =>
        [.. _requests.List(scope).OrderByDescending(request => request.EventTime)];

    /// <summary>Runs a request. A client token used again with the same content finds the first request.</summary>
    public ProgressEvent Run(
        CallContext call,
        string type,
        string operation,
        string? clientToken,
        string content,
        string? identifier,
        Action work
    )
    {
        if (clientToken is not null && _clients.Find(call.Scope, clientToken) is { } known)
        {
            return known.Content == content
                ? Get(call.Scope, known.RequestToken)
                : throw CloudControlErrors.TokenConflict(clientToken, known.RequestToken);
        }

        var accepted = new ProgressEvent
        {
            TypeName = type,
            Identifier = identifier,
            RequestToken = state.Ids.Uuid(),
            Operation = operation,
            OperationStatus = "IN_PROGRESS",
            EventTime = state.Time.GetUtcNow(),
        };
        _requests.Put(call.Scope, accepted.RequestToken, End(accepted, work));
        if (clientToken is not null)
        {
            _clients.Put(call.Scope, clientToken, new ClientRequest(content, accepted.RequestToken));
        }

        return accepted;
    }

    private ProgressEvent End(ProgressEvent accepted, Action work)
    {
        try
        {
            work();
            return accepted with { OperationStatus = "SUCCESS", EventTime = state.Time.GetUtcNow() };
        }
        catch (AwsException fault)
        {
            var code = CloudControlErrors.HandlerCode(fault);
            return accepted with
            {
                OperationStatus = "FAILED",
                EventTime = state.Time.GetUtcNow(),
                ErrorCode = code,
                StatusMessage =
                    $"{fault.Message} (Service: QuickSight, Status Code: {fault.Status}, HandlerErrorCode: {code}, RequestToken: {accepted.RequestToken})",
            };
        }
    }

    private sealed record ClientRequest(string Content, string RequestToken);
}
