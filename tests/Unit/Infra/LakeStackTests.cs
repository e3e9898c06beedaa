using System.Text.Json.Nodes;
using CustomerLake.Infra;
using Pulumi;
using Pulumi.Utilities;

namespace CustomerLake.Tests.Unit.Infra;

public sealed class LakeStackTests
{
    // AWS takes no tags for these.
    private static readonly string[] _untaggable =
    [
        "aws:s3/bucketVersioning:BucketVersioning",
        "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
        "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
        "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
        "aws:s3/bucketPolicy:BucketPolicy",
        "aws:s3/bucketLogging:BucketLogging",
        "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
        "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        "aws:kms/alias:Alias",
        "aws:glue/classifier:Classifier",
        "aws:glue/securityConfiguration:SecurityConfiguration",
        "aws:athena/namedQuery:NamedQuery",
        "aws:quicksight/group:Group",
        "aws:cloudcontrol/resource:Resource",
    ];

    [Theory, MemberData(nameof(LakeRun.Flavours), MemberType = typeof(LakeRun))]
    public async Task Everything_is_tagged_with_its_environment_and_owner(string flavour)
    {
        var graph = (await LakeRun.OfAsync(flavour)).Graph;

        var untagged = graph
            .Resources.Where(r => !_untaggable.Contains(r.Type))
            .Where(r => r.Text("tags.lake:environment") is null || r.Text("tags.lake:owner") is null);

        Assert.Empty(untagged);
    }

    [Theory, MemberData(nameof(LakeRun.Flavours), MemberType = typeof(LakeRun))]
    public async Task Case_infra_output_in_string_no_input_holds_the_text_of_an_output(string flavour)
    {
        var graph = (await LakeRun.OfAsync(flavour)).Graph;

        var spoilt = graph.Resources.Where(r =>
            r.Inputs.ToJsonString().Contains("[ToString]", StringComparison.Ordinal)
        );

        Assert.Empty(spoilt);
    }

    [Theory, MemberData(nameof(LakeRun.Flavours), MemberType = typeof(LakeRun))]
    public async Task The_stack_says_all_that_its_users_need(string flavour)
    {
        var outputs = (await LakeRun.OfAsync(flavour)).Outputs;

        string[] wanted =
        [
            "accountId",
            "curatedBucket",
            "curatedCrawler",
            "curatedDatabase",
            "dashboard",
            "dataSets",
            "dataSource",
            "groups",
            "job",
            "logGroup",
            "namedQueries",
            "personas",
            "rawBucket",
            "rawCrawler",
            "rawDatabase",
            "region",
            "resultsBucket",
            "scriptsBucket",
            "workgroup",
        ];
        Assert.Equal(wanted, outputs.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, output) in outputs)
        {
            Assert.True(await OutputUtilities.GetIsKnownAsync(output), name);
            Assert.NotNull(await OutputUtilities.GetValueAsync(output));
        }
    }

    [Fact]
    public async Task Only_what_both_keys_name_is_deleted_with_its_objects()
    {
        var kept = (await LakeRun.OfAsync("prod")).Graph.All("aws:s3/bucket:Bucket");
        var disposable = (await LakeRun.OfAsync("preview")).Graph.All("aws:s3/bucket:Bucket");

        Assert.All(kept, bucket => Assert.Equal("false", bucket.Text("forceDestroy")));
        Assert.All(disposable, bucket => Assert.Equal("true", bucket.Text("forceDestroy")));
    }

    [Fact]
    public async Task A_shared_key_is_found_by_its_alias_and_none_is_made()
    {
        var graph = (await LakeRun.OfAsync("preview")).Graph;

        Assert.Empty(graph.All("aws:kms/key:Key"));
        Assert.All(
            graph.All("aws:cloudwatch/logGroup:LogGroup"),
            g => Assert.EndsWith("key/shared", g.Text("kmsKeyId"), StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Names_do_not_clash_within_a_type()
    {
        var graph = (await LakeRun.OfAsync("dev")).Graph;

        var twice = graph
            .Resources.GroupBy(r => (r.Type, Name: r.Text("name") ?? r.Text("bucket") ?? r.Text("groupName") ?? r.Name))
            .Where(g => g.Count() > 1);

        Assert.Empty(twice);
    }

    [Fact]
    public async Task Flavours_differ_in_values_and_not_in_what_is_made()
    {
        var dev = (await LakeRun.OfAsync("dev")).Graph;
        var prod = (await LakeRun.OfAsync("prod")).Graph;

        Assert.Equal(Kinds(dev), Kinds(prod));

        static IEnumerable<string> Kinds(ResourceGraph graph) =>
            graph.Resources.Select(r => $"{r}").Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_preview_of_a_stack_that_does_not_exist_yet_runs_through()
    {
        var run = await LakeRun.RunAsync("dev", LakeRun.SettingsOf("dev"), isPreview: true);

        Assert.NotEmpty(run.Graph.All("aws:glue/job:Job"));
        Assert.NotEmpty(run.Graph.All("aws:cloudcontrol/resource:Resource"));
    }

    [Fact]
    public async Task Every_resource_belongs_to_a_component()
    {
        var run = await LakeRun.OfAsync("dev");

        var types = run
            .Resources.Select(r => r.GetResourceType())
            .Where(t => t.StartsWith("lake:", StringComparison.Ordinal))
            .ToHashSet();

        Assert.Superset(
            new HashSet<string>
            {
                "lake:acquire:RawZone",
                "lake:stage:RawCatalog",
                "lake:process:CustomersJob",
                "lake:store:CuratedZone",
                "lake:analyze:QueryWorkgroup",
                "lake:serve:CustomerDashboards",
                "lake:consume:Personas",
            },
            types
        );
    }

    [Fact]
    public async Task Crawled_folders_are_the_tables_that_queries_name()
    {
        var graph = (await LakeRun.OfAsync("dev")).Graph;
        var crawled = graph.All("aws:glue/crawler:Crawler").Single(c => c.Name == "storecrawler").Inputs["s3Targets"]!
            .AsArray()
            .Select(t => $"{t!["path"]}".TrimEnd('/').Split('/')[^1])
            .ToHashSet();
        var database = graph
            .All("aws:glue/catalogDatabase:CatalogDatabase")
            .Single(d => d.Name == "curated")
            .Text("name");

        var named = graph
            .All("aws:athena/namedQuery:NamedQuery")
            .SelectMany(q =>
                q.Text("query")!
                    .Split([' ', '\n', '(', ')'])
                    .Where(w => w.StartsWith($"{database}.", StringComparison.Ordinal))
            )
            .Select(w => w[(database!.Length + 1)..])
            .ToHashSet();

        Assert.NotEmpty(named);
        Assert.Subset(crawled, named);
    }

    [Fact]
    public async Task The_job_runs_the_script_that_was_uploaded_before_it()
    {
        var graph = (await LakeRun.OfAsync("dev")).Graph;
        var script = graph.All("aws:s3/bucketObjectv2:BucketObjectv2").Single();
        var job = graph.All("aws:glue/job:Job").Single();

        Assert.Equal($"s3://{script.Text("bucket")}/{script.Text("key")}", job.Text("command.scriptLocation"));
        Assert.Equal("glueetl", job.Text("command.name"));
        Assert.Contains("Job", script.Text("content"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Csv_is_read_with_a_serde_that_knows_quotes()
    {
        var graph = (await LakeRun.OfAsync("dev")).Graph;
        var classifier = graph.All("aws:glue/classifier:Classifier").Single();
        var crawler = graph.All("aws:glue/crawler:Crawler").Single(c => c.Name == "rawcrawler");

        Assert.Equal("OpenCSVSerDe", classifier.Text("csvClassifier.serde"));
        Assert.Contains(classifier.Text("name"), (crawler.At("classifiers") as JsonArray)!.Select(c => $"{c}"));
    }
}
