using System.Collections.Immutable;
using CustomerLake.Infra.Analyze;
using Pulumi;
using Pulumi.Aws.Quicksight.Inputs;
using Aws = Pulumi.Aws;

namespace CustomerLake.Infra.Serve;

/// <summary>The questions that dashboards ask, each as a QuickSight data set that queries Athena directly.</summary>
internal sealed class LakeDataSets : ComponentResource
{
    public LakeDataSets(
        Lake lake,
        Output<string> accountId,
        Aws.Quicksight.DataSource source,
        Output<string> database,
        ComponentResource parent
    )
        : base("lake:serve:LakeDataSets", "data-sets", new ComponentResourceOptions { Parent = parent })
    {
        var sets = DataSetQuery
            .All.Select(query => (query.Key, Set: Make(lake, accountId, source, database, query)))
            .ToList();
        Ids = ByKey(sets.Select(s => (s.Key, s.Set.DataSetId)));
        Arns = ByKey(sets.Select(s => (s.Key, s.Set.Arn)));
        RegisterOutputs();
    }

    /// <summary>Data set key to id.</summary>
    public Output<ImmutableDictionary<string, string>> Ids { get; }

    /// <summary>Data set key to ARN.</summary>
    public Output<ImmutableDictionary<string, string>> Arns { get; }

    private Aws.Quicksight.DataSet Make(
        Lake lake,
        Output<string> accountId,
        Aws.Quicksight.DataSource source,
        Output<string> database,
        DataSetQuery query
    )
    {
        var columns = new InputList<DataSetPhysicalTableMapCustomSqlColumnArgs>();
        foreach (var column in query.Columns)
        {
            columns.Add(new DataSetPhysicalTableMapCustomSqlColumnArgs { Name = column.Name, Type = column.Type });
        }

        return new Aws.Quicksight.DataSet(
            query.Key,
            new Aws.Quicksight.DataSetArgs
            {
                AwsAccountId = accountId,
                DataSetId = lake.Names.Of(query.Word),
                Name = $"{query.Title} ({lake.Settings.Environment})",
                ImportMode = "DIRECT_QUERY",
                PhysicalTableMaps =
                {
                    new DataSetPhysicalTableMapArgs
                    {
                        PhysicalTableMapId = query.Word,
                        CustomSql = new DataSetPhysicalTableMapCustomSqlArgs
                        {
                            DataSourceArn = source.Arn,
                            Name = query.Word,
                            SqlQuery = database.Apply(query.Sql),
                            Columns = columns,
                        },
                    },
                },
                Tags = lake.Tags,
            },
            Lake.Under(this)
        );
    }

    private static Output<ImmutableDictionary<string, string>> ByKey(
        IEnumerable<(string Key, Output<string> Value)> values
    )
    {
        var pairs = values.ToList();
        return Output
            .All(pairs.Select(p => p.Value))
            .Apply(known =>
                pairs.Select((p, i) => (p.Key, Value: known[i])).ToImmutableDictionary(p => p.Key, p => p.Value)
            );
    }
}
