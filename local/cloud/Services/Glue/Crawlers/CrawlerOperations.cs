using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.Glue.Classifiers;
using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Local.Cloud.Services.Glue.Crawlers;

/// <summary>Crawler operations on the wire: definition, start and stop.</summary>
internal sealed class CrawlerOperations(
    StateDatabase database,
    CrawlRunner runner,
    CustomClassifiers classifiers,
    SecurityConfigurations securityConfigurations,
    GlueRoles roles,
    Tagging tags,
    Ids ids,
    TimeProvider time
)
{
    private const int LargestPage = 1000;

    private readonly ResourceTable<CrawlerRecord> _records = new(database, "glue.crawler");

    public Task<Nothing> CreateAsync(CreateCrawlerRequest request, CallContext call, CancellationToken _)
    {
        var now = time.GetUtcNow();
        var crawler = new CrawlerRecord
        {
            Name = request.Name,
            Role = request.Role,
            Targets = request.Targets,
            DatabaseName = request.DatabaseName,
            Description = request.Description,
            Classifiers = request.Classifiers ?? [],
            TablePrefix = request.TablePrefix,
            SchemaChangePolicy = CrawlerRules.WithDefaults(request.SchemaChangePolicy),
            RecrawlPolicy = CrawlerRules.WithDefaults(request.RecrawlPolicy),
            LineageConfiguration = CrawlerRules.WithDefaults(request.LineageConfiguration),
            LakeFormationConfiguration = request.LakeFormationConfiguration,
            Configuration = request.Configuration,
            SecurityConfiguration = request.CrawlerSecurityConfiguration,
            CreationTime = now,
            LastUpdated = now,
        };
        Check(crawler, call);
        database.InTransaction(() =>
        {
            if (!_records.TryAdd(call.Scope, crawler.Name, crawler))
            {
                throw GlueErrors.AlreadyExists($"Crawler {crawler.Name}");
            }

            tags.Set(call.Scope, GlueNames.CrawlerArn(call, crawler.Name), request.Tags);
        });
        return Nothing.Task;
    }

    /// <summary>Members left out keep what they were.</summary>
    public Task<Nothing> UpdateAsync(
        UpdateCrawlerRequest request,
        CallContext call,
        CancellationToken cancellationToken
    )
    {
        _ =
            _records.Update(
                call.Scope,
                request.Name,
                current =>
                {
                    RequireReady(current);
                    var changed = Apply(current, request);
                    Check(changed, call);
                    return changed with { LastUpdated = time.GetUtcNow(), Version = current.Version + 1 };
                }
            ) ?? throw GlueErrors.CrawlerNotFound(request.Name);
        return Nothing.Task;
    }

    public Task<Nothing> DeleteAsync(CrawlerNameRequest request, CallContext call, CancellationToken _)
    {
        database.InTransaction(() =>
        {
            RequireReady(Get(call.Scope, request.Name));
            _records.Delete(call.Scope, request.Name);
            runner.Forget(call.Scope, request.Name);
            tags.Forget(call.Scope, GlueNames.CrawlerArn(call, request.Name));
        });
        return Nothing.Task;
    }

    public Task<GetCrawlerResponse> GetAsync(CrawlerNameRequest request, CallContext call, CancellationToken _) =>
        Task.FromResult(new GetCrawlerResponse(Get(call.Scope, request.Name).ToDescription(time.GetUtcNow())));

    public Task<GetCrawlersResponse> ListAsync(GetCrawlersRequest request, CallContext call, CancellationToken _)
    {
        var page = Page(_records.List(call.Scope), request.NextToken, request.MaxResults);
        var now = time.GetUtcNow();
        return Task.FromResult(
            new GetCrawlersResponse([.. page.Items.Select(crawler => crawler.ToDescription(now))], page.NextToken)
        );
    }

    public Task<ListCrawlersResponse> ListNamesAsync(ListCrawlersRequest request, CallContext call, CancellationToken _)
    {
        var tagged = _records
            .List(call.Scope)
            .Where(crawler => tags.Has(call.Scope, GlueNames.CrawlerArn(call, crawler.Name), request.Tags));
        var page = Page(tagged, request.NextToken, request.MaxResults);
        return Task.FromResult(
            new ListCrawlersResponse([.. page.Items.Select(crawler => crawler.Name)], page.NextToken)
        );
    }

    public Task<BatchGetCrawlersResponse> BatchGetAsync(
        BatchGetCrawlersRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        var now = time.GetUtcNow();
        var found = request
            .CrawlerNames.Select(name => (Name: name, Crawler: _records.Find(call.Scope, name)))
            .ToList();
        return Task.FromResult(
            new BatchGetCrawlersResponse(
                [.. found.Select(item => item.Crawler).OfType<CrawlerRecord>().Select(item => item.ToDescription(now))],
                [.. found.Where(item => item.Crawler is null).Select(item => item.Name)]
            )
        );
    }

    public Task<Nothing> StartAsync(CrawlerNameRequest request, CallContext call, CancellationToken _)
    {
        var started = CrawlerRecord.States.TryMove(
            _records,
            call.Scope,
            request.Name,
            CrawlerRecord.Running,
            crawler => crawler.State,
            crawler =>
                crawler with
                {
                    State = CrawlerRecord.Running,
                    CrawlId = ids.Uuid(),
                    CrawlStarted = time.GetUtcNow(),
                }
        );
        if (started is null)
        {
            Get(call.Scope, request.Name);
            throw GlueErrors.CrawlerRunning(request.Name);
        }

        runner.Start(started, call.As($"arn:aws:sts::{call.AccountId}:assumed-role/{started.RoleName}/AWS-Crawler"));
        return Nothing.Task;
    }

    public Task<Nothing> StopAsync(CrawlerNameRequest request, CallContext call, CancellationToken _)
    {
        var crawler = Get(call.Scope, request.Name);
        var stopping = CrawlerRecord.States.TryMove(
            _records,
            call.Scope,
            request.Name,
            CrawlerRecord.Stopping,
            current => current.State,
            current => current with { State = CrawlerRecord.Stopping }
        );
        if (stopping is null)
        {
            throw crawler.State == CrawlerRecord.Stopping
                ? GlueErrors.CrawlerStopping(request.Name)
                : GlueErrors.CrawlerNotRunning(request.Name);
        }

        runner.Stop(stopping);
        return Nothing.Task;
    }

    private CrawlerRecord Get(Scope scope, string name) =>
        _records.Find(scope, name) ?? throw GlueErrors.CrawlerNotFound(name);

    private static Page<CrawlerRecord> Page(IEnumerable<CrawlerRecord> crawlers, string? token, int? maxResults) =>
        Paging.Take(crawlers, crawler => crawler.Name, token, maxResults, LargestPage);

    private static void RequireReady(CrawlerRecord crawler)
    {
        if (crawler.State != CrawlerRecord.Ready)
        {
            throw GlueErrors.CrawlerRunning(crawler.Name);
        }
    }

    private void Check(CrawlerRecord crawler, CallContext call)
    {
        CrawlerRules.Check(crawler);
        foreach (var name in crawler.Classifiers)
        {
            classifiers.Get(call.Scope, name);
        }

        if (crawler.SecurityConfiguration is { } security)
        {
            securityConfigurations.Get(call.Scope, security);
        }

        if (!roles.CanTake(call, crawler.Role, GlueNames.CrawlerArn(call, crawler.Name)))
        {
            throw GlueErrors.InvalidInput(
                "Service is unable to assume provided role. Please verify role's TrustPolicy"
            );
        }
    }

    private static CrawlerRecord Apply(CrawlerRecord current, UpdateCrawlerRequest update) =>
        current with
        {
            Role = update.Role ?? current.Role,
            Targets = update.Targets ?? current.Targets,
            DatabaseName = update.DatabaseName ?? current.DatabaseName,
            Description = update.Description ?? current.Description,
            Classifiers = update.Classifiers ?? current.Classifiers,
            TablePrefix = update.TablePrefix ?? current.TablePrefix,
            SchemaChangePolicy = update.SchemaChangePolicy is null
                ? current.SchemaChangePolicy
                : CrawlerRules.WithDefaults(update.SchemaChangePolicy),
            RecrawlPolicy = update.RecrawlPolicy is null
                ? current.RecrawlPolicy
                : CrawlerRules.WithDefaults(update.RecrawlPolicy),
            LineageConfiguration = update.LineageConfiguration is null
                ? current.LineageConfiguration
                : CrawlerRules.WithDefaults(update.LineageConfiguration),
            LakeFormationConfiguration = update.LakeFormationConfiguration ?? current.LakeFormationConfiguration,
            Configuration = update.Configuration ?? current.Configuration,
            SecurityConfiguration = update.CrawlerSecurityConfiguration ?? current.SecurityConfiguration,
        };
}
