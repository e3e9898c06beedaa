using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.QuickSight.DataSets;

namespace CustomerLake.Tests.Unit.Cloud.QuickSight;

public sealed class DataSetSqlTests
{
    private const string Source = "arn:aws:quicksight:us-east-1:000000000000:datasource/s";

    [Fact]
    public void A_table_is_read_by_its_quoted_name_and_only_its_columns()
    {
        var set = Set(new() { ["t"] = Table("sales", ("amount", "DECIMAL"), ("is\"new", "BOOLEAN")) }, null);

        Assert.Equal(
            "SELECT \"amount\" AS \"amount\", CAST(\"is\"\"new\" AS integer) AS \"is\"\"new\" FROM \"AwsDataCatalog\".\"db\".\"sales\"",
            DataSetSql.Query(set)
        );
        Assert.Equal(["DECIMAL", "INTEGER"], set.OutputColumns.Select(column => column.Type));
    }

    [Fact]
    public void Transforms_apply_in_their_order()
    {
        var set = Set(
            new() { ["t"] = Table("sales", ("day", "STRING"), ("n", "STRING"), ("x", "STRING")) },
            new()
            {
                ["l"] = new LogicalTable
                {
                    Alias = "l",
                    Source = new LogicalTableSource { PhysicalTableId = "t" },
                    DataTransforms =
                    [
                        new DataTransform { RenameColumnOperation = new RenameColumnOperation("n", "count") },
                        new DataTransform
                        {
                            CastColumnTypeOperation = new CastColumnTypeOperation
                            {
                                ColumnName = "count",
                                NewColumnType = "INTEGER",
                            },
                        },
                        new DataTransform { ProjectOperation = new ProjectOperation(["count", "day"]) },
                    ],
                },
            }
        );

        Assert.Equal(
            "SELECT TRY_CAST(\"n\" AS bigint) AS \"count\", \"day\" AS \"day\" FROM \"AwsDataCatalog\".\"db\".\"sales\"",
            DataSetSql.Query(set)
        );
    }

    [Fact]
    public void A_join_compares_the_columns_of_its_clause()
    {
        var set = Set(
            new() { ["a"] = Table("a", ("id", "INTEGER"), ("v", "STRING")), ["b"] = Table("b", ("bid", "INTEGER")) },
            new()
            {
                ["la"] = Plain("a"),
                ["lb"] = Plain("b"),
                ["j"] = new LogicalTable
                {
                    Alias = "j",
                    Source = new LogicalTableSource
                    {
                        JoinInstruction = new JoinInstruction
                        {
                            LeftOperand = "la",
                            RightOperand = "lb",
                            Type = "LEFT",
                            OnClause = "{id} = {bid[b]}",
                        },
                    },
                },
            }
        );

        Assert.EndsWith("ON \"left\".\"id\" = \"right\".\"bid\"", DataSetSql.Query(set), StringComparison.Ordinal);
        Assert.Equal(["id", "v", "bid"], set.OutputColumns.Select(column => column.Name));
    }

    [Fact]
    public void A_transform_of_a_missing_column_is_refused_by_its_name()
    {
        var fault = Assert.Throws<AwsException>(() =>
            Set(
                new() { ["t"] = Table("sales", ("a", "STRING")) },
                new()
                {
                    ["l"] = Plain("t") with
                    {
                        DataTransforms = [new DataTransform { ProjectOperation = new ProjectOperation(["b"]) }],
                    },
                }
            )
        );

        Assert.Contains("'b'", fault.Message, StringComparison.Ordinal);
    }

    private static LogicalTable Plain(string physical) =>
        new()
        {
            Alias = physical,
            Source = new LogicalTableSource { PhysicalTableId = physical },
        };

    private static PhysicalTable Table(string name, params (string Name, string Type)[] columns) =>
        new()
        {
            RelationalTable = new RelationalTable
            {
                DataSourceArn = Source,
                Catalog = "AwsDataCatalog",
                Schema = "db",
                Name = name,
                InputColumns =
                [
                    .. columns.Select(column => new InputColumn { Name = column.Name, Type = column.Type }),
                ],
            },
        };

    private static DataSetDescription Set(
        Dictionary<string, PhysicalTable> physical,
        Dictionary<string, LogicalTable>? logical
    )
    {
        var request = new CreateDataSetRequest
        {
            AwsAccountId = "000000000000",
            DataSetId = "d",
            Name = "d",
            PhysicalTableMap = physical,
            LogicalTableMap = logical,
            ImportMode = "DIRECT_QUERY",
        };
        DataSetShape.Check(request);
        var tables = DataSetShape.LogicalTables(request);
        return new DataSetDescription
        {
            Arn = "arn",
            DataSetId = "d",
            Name = "d",
            CreatedTime = DateTimeOffset.UnixEpoch,
            LastUpdatedTime = DateTimeOffset.UnixEpoch,
            PhysicalTableMap = physical,
            LogicalTableMap = tables,
            OutputColumns = DataSetShape.Columns(physical, tables),
            ImportMode = "DIRECT_QUERY",
        };
    }
}
