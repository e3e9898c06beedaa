namespace CustomerLake.Local.Cloud.Services.Glue.Crawlers;

/// <summary>The lines of one crawl, in the order and form of real crawler logs.</summary>
internal sealed class CrawlLog(string crawlId, Action<string> write)
{
    /// <summary>The log group of every crawler; the stream is the crawler's name.</summary>
    public const string Group = "/aws-glue/crawlers";

    public void Benchmark(string text) => Line("BENCHMARK", text);

    public void Say(string text) => Line("INFO", text);

    public void Warn(string text) => Line("WARN", text);

    public void Fail(string text) => Line("ERROR", text);

    public void Line(string level, string text) => write($"[{crawlId}] {level} : {text}");
}
