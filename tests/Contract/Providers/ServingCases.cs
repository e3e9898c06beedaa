using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Values;
using static CustomerLake.Tests.Contract.Providers.ProviderCase;

namespace CustomerLake.Tests.Contract.Providers;

/// <summary>Athena, QuickSight and Cloud Control.</summary>
internal static class ServingCases
{
    public static IReadOnlyList<ProviderCase> All { get; } =
    [
        new("aws:athena/workgroup:Workgroup", PrepareWorkgroupAsync),
        new("aws:athena/namedQuery:NamedQuery", PrepareQueryAsync),
        new("aws:quicksight/dataSource:DataSource", PrepareSourceAsync),
        new("aws:quicksight/dataSet:DataSet", PrepareSetAsync),
        Of(
            "aws:quicksight/group:Group",
            Map(("groupName", "analysts"), ("description", "before")),
            Map(("groupName", "analysts"), ("description", "after"))
        ),
        new("aws:cloudcontrol/resource:Resource", PrepareDashboardAsync),
    ];

    private static async Task<(PropertyMap, PropertyMap)> PrepareWorkgroupAsync(
        ProviderLab lab,
        CancellationToken token
    )
    {
        await lab.CreateAsync("aws:s3/bucket:Bucket", Map(("bucket", "lake-results")), token);
        PropertyMap With(int mebibytes, PropertyMap more) =>
            Map(
                    ("name", "queries"),
                    ("forceDestroy", true),
                    (
                        "configuration",
                        Map(
                            ("bytesScannedCutoffPerQuery", mebibytes * 1024 * 1024),
                            ("enforceWorkgroupConfiguration", true),
                            ("publishCloudwatchMetricsEnabled", true),
                            ("engineVersion", Map(("selectedEngineVersion", "AUTO"))),
                            (
                                "resultConfiguration",
                                Map(
                                    ("outputLocation", "s3://lake-results/queries/"),
                                    ("expectedBucketOwner", ProviderLab.Account),
                                    ("encryptionConfiguration", Map(("encryptionOption", "SSE_S3")))
                                )
                            )
                        )
                    )
                )
                .With(more);

        return (
            With(100, Map(("description", "before"), Tags(("a", "1")))),
            With(200, Map(("description", "after"), Tags(("b", "2"))))
        );
    }

    private static async Task<(PropertyMap, PropertyMap)> PrepareQueryAsync(ProviderLab lab, CancellationToken token)
    {
        await lab.CreateAsync("aws:glue/catalogDatabase:CatalogDatabase", Map(("name", "lake_curated")), token);
        await lab.CreateAsync("aws:athena/workgroup:Workgroup", Map(("name", "queries")), token);
        PropertyMap With(string sql) =>
            Map(
                ("name", "kpis"),
                ("description", "d"),
                ("database", "lake_curated"),
                ("workgroup", "queries"),
                ("query", sql)
            );

        return (With("SELECT 1"), With("SELECT 2"));
    }

    private static async Task<(PropertyMap, PropertyMap)> PrepareSourceAsync(ProviderLab lab, CancellationToken token)
    {
        await lab.CreateAsync("aws:athena/workgroup:Workgroup", Map(("name", "queries")), token);
        return (Source("before"), Source("after"));
    }

    private static PropertyMap Source(string name) =>
        Map(
            ("dataSourceId", "athena"),
            ("name", name),
            ("type", "ATHENA"),
            ("parameters", Map(("athena", Map(("workGroup", "queries"))))),
            ("sslProperties", Map(("disableSsl", false))),
            Tags(("name", name))
        );

    private static async Task<(PropertyMap, PropertyMap)> PrepareSetAsync(ProviderLab lab, CancellationToken token)
    {
        await lab.CreateAsync("aws:athena/workgroup:Workgroup", Map(("name", "queries")), token);
        var source = await lab.CreateAsync("aws:quicksight/dataSource:DataSource", Source("athena"), token);
        return (Set(source, "SELECT 1 AS n"), Set(source, "SELECT 2 AS n"));
    }

    private static PropertyMap Set(Made source, string sql) =>
        Map(
            ("dataSetId", "sales"),
            ("name", "Sales"),
            ("importMode", "DIRECT_QUERY"),
            (
                "physicalTableMaps",
                List(
                    Map(
                        ("physicalTableMapId", "sales"),
                        (
                            "customSql",
                            Map(
                                ("dataSourceArn", source.Outputs.Text("arn")),
                                ("name", "sales"),
                                ("sqlQuery", sql),
                                ("columns", List(Map(("name", "n"), ("type", "INTEGER"))))
                            )
                        )
                    )
                )
            ),
            Tags(("a", "1"))
        );

    private static async Task<(PropertyMap, PropertyMap)> PrepareDashboardAsync(
        ProviderLab lab,
        CancellationToken token
    )
    {
        await lab.CreateAsync("aws:athena/workgroup:Workgroup", Map(("name", "queries")), token);
        var source = await lab.CreateAsync("aws:quicksight/dataSource:DataSource", Source("athena"), token);
        var set = await lab.CreateAsync("aws:quicksight/dataSet:DataSet", Set(source, "SELECT 1 AS n"), token);
        PropertyMap With(string name) =>
            Map(
                ("typeName", "AWS::QuickSight::Dashboard"),
                ("desiredState", Dashboard(set.Outputs.Text("arn")!, name).ToJsonString())
            );

        return (With("before"), With("after"));
    }

    private static JsonObject Dashboard(string dataSet, string name) =>
        new()
        {
            ["AwsAccountId"] = ProviderLab.Account,
            ["DashboardId"] = "customers",
            ["Name"] = name,
            ["Definition"] = new JsonObject
            {
                ["DataSetIdentifierDeclarations"] = new JsonArray(
                    new JsonObject { ["Identifier"] = "sales", ["DataSetArn"] = dataSet }
                ),
                ["Sheets"] = new JsonArray(
                    new JsonObject
                    {
                        ["SheetId"] = "sheet",
                        ["Name"] = "Sheet",
                        ["Visuals"] = new JsonArray(
                            JsonNode.Parse(
                                """
                                {"KPIVisual":{"VisualId":"kpi","ChartConfiguration":{"FieldWells":{"Values":[{"NumericalMeasureField":
                                {"FieldId":"n","Column":{"DataSetIdentifier":"sales","ColumnName":"n"},
                                "AggregationFunction":{"SimpleNumericalAggregation":"SUM"}}}]}}}}
                                """
                            )
                        ),
                    }
                ),
            },
        };
}
