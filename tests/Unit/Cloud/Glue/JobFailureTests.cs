using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.Glue.Crawlers.Writing;
using CustomerLake.Local.Cloud.Services.Glue.Jobs;

namespace CustomerLake.Tests.Unit.Cloud.Glue;

public sealed class JobFailureTests
{
    [Theory]
    [InlineData(
        "KeyError LookupError",
        "'x'",
        59,
        "Error Category: INVALID_ARGUMENT_ERROR; Failed Line Number: 59; KeyError: 'x'"
    )]
    [InlineData(
        "AnalysisException Exception",
        "no column",
        7,
        "Error Category: QUERY_ERROR; Failed Line Number: 7; AnalysisException: no column"
    )]
    [InlineData(
        "DatasetNotFoundError Exception",
        "gone",
        20,
        "Error Category: UNCLASSIFIED_ERROR; Failed Line Number: 20; DatasetNotFoundError: gone"
    )]
    [InlineData(
        "ModuleNotFoundError ImportError",
        "No module",
        null,
        "Error Category: IMPORT_ERROR; ModuleNotFoundError: No module"
    )]
    public void Failures_are_worded_as_glue_words_them(string classes, string message, int? line, string expected)
    {
        var bases = classes.Split(' ');
        var failure = new JobFailure
        {
            Type = bases[0],
            Bases = bases,
            Message = message,
            Line = line,
        };

        Assert.Equal(expected, failure.ToString());
    }

    [Fact]
    public void Arguments_are_merged_in_layers_and_a_spark_job_gets_its_names()
    {
        var job = Job(
            defaults: new() { ["--a"] = "default", ["--b"] = "default" },
            fixedOnes: new() { ["--c"] = "fixed" }
        );
        var run = Run(
            new()
            {
                ["--b"] = "run",
                ["--c"] = "run",
                ["--JOB_NAME"] = "liar",
            }
        );

        var arguments = JobArguments.ForScript(job, run).Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]);

        Assert.Equal(("default", "run", "fixed"), (arguments["--a"], arguments["--b"], arguments["--c"]));
        Assert.Equal(
            ("etl", run.Id, run.JobId),
            (arguments["--JOB_NAME"], arguments["--JOB_RUN_ID"], arguments["--JOB_ID"])
        );
        Assert.Equal("job-bookmark-disable", arguments["--job-bookmark-option"]);
    }

    [Fact]
    public void Continuous_logs_go_where_the_job_says()
    {
        var asked = new Dictionary<string, string>
        {
            ["--enable-continuous-cloudwatch-log"] = "true",
            ["--continuous-log-logGroup"] = "/my/group",
        };
        var run = Run([]);

        Assert.Null(JobLogs.Continuous(Job([], []), run));
        Assert.Equal(("/my/group", $"{run.Id}-driver"), JobLogs.Continuous(Job(asked, []), run));
        Assert.Equal("/aws-glue/jobs/sec-role/etl-role", JobLogs.GroupOf(Job([], []), "sec"));
    }

    [Fact]
    public void Arguments_that_need_what_is_not_here_are_refused_by_name()
    {
        var fault = Assert.Throws<AwsException>(() =>
            JobArguments.Check(new Dictionary<string, string> { ["--extra-jars"] = "s3://b/x.jar" })
        );

        Assert.Equal("NotImplemented", fault.Code);
        Assert.Contains("--extra-jars", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("struct<a:int,b:array<struct<c:decimal(10,2)>>>")]
    [InlineData("map<string,array<bigint>>")]
    [InlineData("varchar(10)")]
    public void Catalog_types_are_read_back(string text) => Assert.Equal(text, HiveTypeText.TryParse(text)!.ToHive());

    [Theory]
    [InlineData("struct<a>")]
    [InlineData("array<int")]
    [InlineData("array<int>>")]
    [InlineData("uniontype<int>")]
    [InlineData("")]
    public void Types_that_are_not_understood_are_left_alone(string text) => Assert.Null(HiveTypeText.TryParse(text));

    private static JobRecord Job(Dictionary<string, string> defaults, Dictionary<string, string> fixedOnes) =>
        new()
        {
            Name = "etl",
            CreatedOn = DateTimeOffset.UnixEpoch,
            LastModifiedOn = DateTimeOffset.UnixEpoch,
            Definition = new JobUpdate
            {
                Role = "arn:aws:iam::000000000000:role/etl-role",
                Command = new JobCommand { Name = "glueetl", ScriptLocation = "s3://b/s.py" },
                DefaultArguments = defaults,
                NonOverridableArguments = fixedOnes,
            },
        };

    private static JobRunRecord Run(Dictionary<string, string> arguments) =>
        new()
        {
            Id = "jr_1",
            JobId = "j_1",
            JobName = "etl",
            State = JobRunStates.Starting,
            StartedOn = DateTimeOffset.UnixEpoch,
            LastModifiedOn = DateTimeOffset.UnixEpoch,
            Arguments = arguments,
            TimeoutMinutes = 1,
            MaxCapacity = 1,
            GlueVersion = "5.0",
            LogGroup = "/aws-glue/jobs",
        };
}
