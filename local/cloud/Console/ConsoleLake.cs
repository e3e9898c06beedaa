using CustomerLake.Local.Cloud.Console.Runs;
using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.Athena;
using CustomerLake.Local.Cloud.Services.Glue;
using CustomerLake.Local.Cloud.Services.Glue.Catalog;
using CustomerLake.Local.Cloud.Services.QuickSight;
using CustomerLake.Local.Cloud.Services.S3;
using CustomerLake.Local.Cloud.Services.Sts;
using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Local.Cloud.Console;

/// <summary>What the console shows: the services' own domain classes, in process.</summary>
internal sealed record ConsoleLake(
    CloudState State,
    ObjectStore Objects,
    DataCatalog Catalog,
    GlueService Glue,
    AthenaService Athena,
    QuickSightService QuickSight,
    RunStore Runs
)
{
    public const string DefaultRegion = "us-east-1";

    /// <summary>A call in the name of an account's root, as whoever can open the console on this machine may make it.</summary>
    public CallContext Call(Scope scope) =>
        new()
        {
            AccountId = scope.AccountId,
            Region = scope.Region,
            CallerArn = $"arn:aws:iam::{scope.AccountId}:root",
            RequestId = State.Ids.Uuid(),
            AccessKeyId = scope.AccountId,
        };

    /// <summary>Glue's own answer to one of its operations, asked in process.</summary>
    public async Task<TResponse> AskGlueAsync<TResponse>(
        string operation,
        object request,
        CallContext call,
        CancellationToken cancellationToken
    ) =>
        (TResponse)
            await Glue.Operations.Find(Glue.SigningName, operation).InvokeAsync(request, call, cancellationToken);

    /// <summary>The account and region that has dashboards; the first one where there are several.</summary>
    public Scope DefaultScope =>
        QuickSight.Dashboards.Scopes().FirstOrDefault() is { AccountId.Length: > 0 } found
            ? found
            : new Scope(Sessions.DefaultAccount, DefaultRegion);
}
