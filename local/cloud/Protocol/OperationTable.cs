using System.Reflection;

namespace CustomerLake.Local.Cloud.Protocol;

internal delegate Task<TResponse> Operation<in TRequest, TResponse>(
    TRequest request,
    CallContext call,
    CancellationToken cancellationToken
);

/// <summary>The answer of an operation that answers nothing.</summary>
internal sealed record Nothing
{
    public static Nothing Value { get; } = new();

    public static Task<Nothing> Task { get; } = System.Threading.Tasks.Task.FromResult(Value);
}

/// <summary>One operation: its name, what an IAM policy calls it, and how to run it.</summary>
internal abstract record OperationRow(string Name, string IamAction)
{
    public abstract Type RequestType { get; }

    public abstract Type ResponseType { get; }

    /// <summary>REST-JSON only: <c>GET /accounts/{AwsAccountId}/groups?max-results={MaxResults}</c>.</summary>
    public string? Route { get; init; }

    /// <summary>Why AWS's operation of this name is not to be had here; null for one that is.</summary>
    public string? Refusal { get; init; }

    public IReadOnlyList<string> Deviations { get; init; } = [];

    /// <summary>The members for the ledger when the request is not a plain record (S3: header and query names).</summary>
    public IReadOnlyList<string> Members { get; init; } = [];

    /// <summary>Members accepted without effect, each with its reason, when the request is not a plain record.</summary>
    public IReadOnlyDictionary<string, string> IgnoredMembers { get; init; } = new Dictionary<string, string>();

    /// <summary>The ARN that a policy would name for this call; <c>*</c> where AWS has none.</summary>
    public abstract string ResourceOf(object request, CallContext call);

    public abstract Task<object> InvokeAsync(object request, CallContext call, CancellationToken cancellationToken);
}

internal sealed record OperationRow<TRequest, TResponse>(
    string Name,
    string IamAction,
    Func<TRequest, CallContext, string> Resource,
    Operation<TRequest, TResponse> Handler
) : OperationRow(Name, IamAction)
    where TRequest : class
    where TResponse : class
{
    public override Type RequestType => typeof(TRequest);

    public override Type ResponseType => typeof(TResponse);

    public override string ResourceOf(object request, CallContext call) => Resource((TRequest)request, call);

    public override async Task<object> InvokeAsync(
        object request,
        CallContext call,
        CancellationToken cancellationToken
    ) => await Handler((TRequest)request, call, cancellationToken);
}

/// <summary>What a service can do. Reads as its table of contents.</summary>
internal sealed class OperationTable
{
    private readonly Dictionary<string, OperationRow> _rows = new(StringComparer.Ordinal);

    public IEnumerable<OperationRow> Rows => _rows.Values;

    public OperationTable Add<TRequest, TResponse>(
        string name,
        string iamAction,
        Func<TRequest, CallContext, string> resource,
        Operation<TRequest, TResponse> handler
    )
        where TRequest : class
        where TResponse : class => Add(new OperationRow<TRequest, TResponse>(name, iamAction, resource, handler));

    /// <summary>A REST-JSON row. Braces name the request members that come from the path and the query.</summary>
    public OperationTable AddRoute<TRequest, TResponse>(
        string name,
        string route,
        string iamAction,
        Func<TRequest, CallContext, string> resource,
        Operation<TRequest, TResponse> handler
    )
        where TRequest : class
        where TResponse : class =>
        Add(new OperationRow<TRequest, TResponse>(name, iamAction, resource, handler) { Route = route });

    public OperationTable Add(OperationRow row)
    {
        _rows.Add(row.Name, row);
        Last = row.Name;
        return this;
    }

    /// <summary>Names an operation of AWS that is refused, so that the refusal can say so by name.</summary>
    public OperationTable Refuse(string name, string reason, string? route = null) =>
        Add(
            new OperationRow<Nothing, Nothing>(name, "", (_, _) => "*", (_, _, _) => Nothing.Task)
            {
                Route = route,
                Refusal = reason,
            }
        );

    /// <summary>Tells the ledger how the row just added differs from AWS.</summary>
    public OperationTable Deviates(string difference)
    {
        _rows[Last] = _rows[Last] with { Deviations = [.. _rows[Last].Deviations, difference] };
        return this;
    }

    public OperationRow Find(string service, string operation) =>
        _rows.TryGetValue(operation, out var row)
            ? Emulated(service, row)
            : throw AwsException.NotEmulated(
                $"The local cloud does not emulate '{service}:{operation}'. It emulates: {string.Join(", ", Names)}."
            );

    public static OperationRow Emulated(string service, OperationRow row) =>
        row.Refusal is { } reason
            ? throw AwsException.NotEmulated($"The local cloud does not emulate '{service}:{row.Name}': {reason}")
            : row;

    private IEnumerable<string> Names =>
        _rows.Values.Where(row => row.Refusal is null).Select(row => row.Name).Order(StringComparer.Ordinal);

    private string Last { get; set; } = "";

    /// <summary>The reasons of the members that a plain request record accepts and ignores.</summary>
    public static IEnumerable<(string Member, string Reason)> IgnoredOf(Type request) =>
        request
            .GetProperties()
            .Select(property => (property.Name, property.GetCustomAttribute<IgnoredAttribute>()?.Reason))
            .Where(pair => pair.Reason is not null)
            .Select(pair => (pair.Name, pair.Reason!));
}
