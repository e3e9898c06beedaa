using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.Glue.Classifiers;
using CustomerLake.Local.Cloud.Services.Glue.Crawlers;

namespace CustomerLake.Local.Cloud.Services.Glue;

internal sealed partial class GlueService
{
    private void AddCrawlers(OperationTable table) =>
        table
            .Add<ClassifierRequest, Nothing>(
                "CreateClassifier",
                "glue:CreateClassifier",
                OnAll,
                _classifiers.CreateAsync
            )
            .Deviates("Grok and XML classifiers are refused.")
            .Add<ClassifierRequest, Nothing>(
                "UpdateClassifier",
                "glue:UpdateClassifier",
                OnAll,
                _classifiers.UpdateAsync
            )
            .Add<ClassifierNameRequest, GetClassifierResponse>(
                "GetClassifier",
                "glue:GetClassifier",
                OnAll,
                _classifiers.GetAsync
            )
            .Add<GetClassifiersRequest, GetClassifiersResponse>(
                "GetClassifiers",
                "glue:GetClassifiers",
                OnAll,
                _classifiers.ListAsync
            )
            .Add<ClassifierNameRequest, Nothing>(
                "DeleteClassifier",
                "glue:DeleteClassifier",
                OnAll,
                _classifiers.DeleteAsync
            )
            .Add<CreateCrawlerRequest, Nothing>(
                "CreateCrawler",
                "glue:CreateCrawler",
                (request, call) => GlueNames.CrawlerArn(call, request.Name),
                _crawlers.CreateAsync
            )
            .Deviates(
                "S3 targets only; schedules, event mode, lineage and Lake Formation credentials are refused. What the role may do is not judged yet."
            )
            .Add<UpdateCrawlerRequest, Nothing>(
                "UpdateCrawler",
                "glue:UpdateCrawler",
                (request, call) => GlueNames.CrawlerArn(call, request.Name),
                _crawlers.UpdateAsync
            )
            .Add<CrawlerNameRequest, Nothing>(
                "DeleteCrawler",
                "glue:DeleteCrawler",
                (request, call) => GlueNames.CrawlerArn(call, request.Name),
                _crawlers.DeleteAsync
            )
            .Add<CrawlerNameRequest, GetCrawlerResponse>(
                "GetCrawler",
                "glue:GetCrawler",
                (request, call) => GlueNames.CrawlerArn(call, request.Name),
                _crawlers.GetAsync
            )
            .Add<GetCrawlersRequest, GetCrawlersResponse>("GetCrawlers", "glue:GetCrawlers", OnAll, _crawlers.ListAsync)
            .Add<ListCrawlersRequest, ListCrawlersResponse>(
                "ListCrawlers",
                "glue:ListCrawlers",
                OnAll,
                _crawlers.ListNamesAsync
            )
            .Add<BatchGetCrawlersRequest, BatchGetCrawlersResponse>(
                "BatchGetCrawlers",
                "glue:BatchGetCrawlers",
                OnAll,
                _crawlers.BatchGetAsync
            )
            .Add<CrawlerNameRequest, Nothing>(
                "StartCrawler",
                "glue:StartCrawler",
                (request, call) => GlueNames.CrawlerArn(call, request.Name),
                _crawlers.StartAsync
            )
            .Deviates(
                "What AWS does not publish is decided so: likeness of schemas is the share of common column names; samples are spread evenly, not drawn at random; one folder that is not named key=value stays a table."
            )
            .Add<CrawlerNameRequest, Nothing>(
                "StopCrawler",
                "glue:StopCrawler",
                (request, call) => GlueNames.CrawlerArn(call, request.Name),
                _crawlers.StopAsync
            )
            .Add<GetCrawlerMetricsRequest, GetCrawlerMetricsResponse>(
                "GetCrawlerMetrics",
                "glue:GetCrawlerMetrics",
                OnAll,
                _crawls.MetricsAsync
            )
            .Add<ListCrawlsRequest, ListCrawlsResponse>(
                "ListCrawls",
                "glue:ListCrawls",
                (request, call) => GlueNames.CrawlerArn(call, request.CrawlerName),
                _crawls.ListAsync
            )
            .Deviates("Filters are refused; DPUHour is 0.");
}
