using CustomerLake.Infra;
using CustomerLake.Infra.Consume;

namespace CustomerLake.Tests.Unit.Infra;

/// <summary>What each actor may, and what it must not (table of least privilege).</summary>
public sealed class LeastPrivilegeTests
{
    private const string Raw = $"arn:aws:s3:::lake-dev-{LakeRun.Suffix}-raw";
    private const string Curated = $"arn:aws:s3:::lake-dev-{LakeRun.Suffix}-curated";

    [Theory]
    [InlineData("rawcrawler")]
    [InlineData("storecrawler")]
    public async Task A_crawler_reads_objects_and_never_writes_or_deletes(string actor)
    {
        var actions = await ActionsOfAsync(actor);

        Assert.Contains("s3:GetObject", actions);
        Assert.DoesNotContain(
            actions,
            a => a.StartsWith("s3:Put", StringComparison.Ordinal) || a.Contains("Delete", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task The_job_writes_only_the_curated_zone_and_its_temporary_folder()
    {
        var written = (await StatementsOfAsync("etl"))
            .Where(s => s.Actions.Contains("s3:PutObject"))
            .SelectMany(s => s.Resources);

        Assert.Equal(
            [$"{Curated}/*", $"arn:aws:s3:::lake-dev-{LakeRun.Suffix}-scripts/temporary/*"],
            written.Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task The_job_marks_curated_tables_and_changes_nothing_else_in_the_catalog()
    {
        var changing = (await StatementsOfAsync("etl"))
            .SelectMany(s => s.Actions.SelectMany(a => s.Resources.Select(r => (Action: a, Resource: r))))
            .Where(d =>
                d.Action.StartsWith("glue:", StringComparison.Ordinal)
                && !d.Action.Contains("Get", StringComparison.Ordinal)
            )
            .ToList();

        Assert.All(changing, d => Assert.Equal("glue:UpdateTable", d.Action));
        Assert.DoesNotContain(changing, d => d.Resource.Contains("_raw", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_analyst_sees_nothing_of_the_raw_zone()
    {
        var resources = (await StatementsOfAsync("analyst")).SelectMany(s => s.Resources);

        Assert.DoesNotContain(
            resources,
            r => r.StartsWith(Raw, StringComparison.Ordinal) || r.Contains("_raw", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task An_analyst_reaches_data_and_keys_through_athena_only()
    {
        var direct = (await StatementsOfAsync("analyst"))
            .Where(s => !s.HasCondition("aws:CalledVia"))
            .SelectMany(s => s.Actions.SelectMany(a => s.Resources.Select(r => (Action: a, Resource: r))));

        Assert.DoesNotContain(direct, d => d.Resource.StartsWith(Curated, StringComparison.Ordinal));
        Assert.DoesNotContain(
            direct,
            d =>
                d.Action.StartsWith("glue:", StringComparison.Ordinal)
                || d.Action.StartsWith("kms:", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("analyst")]
    [InlineData("scientist")]
    [InlineData("dashboards")]
    public async Task Queries_run_in_one_workgroup_that_nobody_may_change(string actor)
    {
        var statements = await StatementsOfAsync(actor);

        Assert.DoesNotContain(statements, s => s.Actions.Contains("athena:UpdateWorkGroup"));
        Assert.Equal(
            [$"arn:aws:athena:{LakeRun.Region}:{LakeRun.Account}:workgroup/lake-dev-{LakeRun.Suffix}-queries"],
            statements.Where(s => s.Actions.Contains("athena:StartQueryExecution")).SelectMany(s => s.Resources)
        );
    }

    [Fact]
    public async Task A_decision_maker_reads_the_dashboard_and_nothing_else()
    {
        var statement = Assert.Single(await StatementsOfAsync("decider"));

        Assert.All(statement.Actions, a => Assert.StartsWith("quicksight:", a, StringComparison.Ordinal));
        Assert.Equal(
            [$"arn:aws:quicksight:{LakeRun.Region}:{LakeRun.Account}:dashboard/lake-dev-{LakeRun.Suffix}-customers"],
            statement.Resources
        );
    }

    [Fact]
    public async Task Every_role_has_one_policy_and_every_policy_one_role()
    {
        var graph = (await LakeRun.OfAsync("dev")).Graph;
        var attachments = graph.All("aws:iam/rolePolicyAttachment:RolePolicyAttachment").ToList();

        Assert.Equal(
            graph.All("aws:iam/role:Role").Count(),
            attachments.Select(a => a.Text("role")).Distinct().Count()
        );
        Assert.Equal(
            graph.All("aws:iam/policy:Policy").Count(),
            attachments.Select(a => a.Text("policyArn")).Distinct().Count()
        );
    }

    [Fact]
    public async Task People_are_the_principals_of_the_settings_or_else_whoever_deploys()
    {
        var settings = LakeRun.SettingsOf("dev") with
        {
            PersonaPrincipals = ["arn:aws:iam::123456789012:role/Analysts"],
        };

        var named = (await LakeRun.RunAsync("dev", settings)).Graph;
        var otherwise = (await LakeRun.OfAsync("dev")).Graph;

        Assert.Equal(["arn:aws:iam::123456789012:role/Analysts"], Trusted(named));
        Assert.Equal(["arn:aws:iam::123456789012:role/Deployer"], Trusted(otherwise));
    }

    [Theory]
    [InlineData("arn:aws:sts::123456789012:assumed-role/Admin/me", "arn:aws:iam::123456789012:role/Admin")]
    [InlineData("arn:aws:iam::123456789012:user/me", "arn:aws:iam::123456789012:user/me")]
    [InlineData("arn:aws:iam::000000000000:root", "arn:aws:iam::000000000000:root")]
    public void A_session_stands_for_its_role(string caller, string lasting) =>
        Assert.Equal(lasting, Personas.Lasting(caller));

    private static IEnumerable<string> Trusted(ResourceGraph graph) =>
        PolicyStatement
            .In(graph, "aws:iam/role:Role", "assumeRolePolicy")
            .Single(s => s.Of.Name == "analyst")
            .Principals;

    private static async Task<List<PolicyStatement>> StatementsOfAsync(string actor)
    {
        var graph = (await LakeRun.OfAsync("dev")).Graph;
        return [.. PolicyStatement.In(graph, "aws:iam/policy:Policy", "policy").Where(s => s.Of.Name == actor)];
    }

    private static async Task<List<string>> ActionsOfAsync(string actor) =>
        [.. (await StatementsOfAsync(actor)).SelectMany(s => s.Actions)];
}
