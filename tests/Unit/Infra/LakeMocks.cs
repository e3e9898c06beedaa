using Pulumi.Testing;

namespace CustomerLake.Tests.Unit.Infra;

/// <summary>Answers each registration as AWS would: with an id and with what AWS adds.</summary>
internal static class LakeMocks
{
    public static (string? Id, object State) Answer(MockResourceArgs args)
    {
        var inputs = args.Inputs;
        var name = inputs.GetValueOrDefault("name") as string ?? args.Name!;
        return args.Type switch
        {
            "aws:s3/bucket:Bucket" => ((string)inputs["bucket"], inputs),
            "aws:kms/key:Key" => (
                "key-id",
                inputs
                    .SetItem("keyId", "key-id")
                    .SetItem("arn", $"arn:aws:kms:{LakeRun.Region}:{LakeRun.Account}:key/key-id")
            ),
            "aws:iam/role:Role" => (name, inputs.SetItem("arn", $"arn:aws:iam::{LakeRun.Account}:role/{name}")),
            "aws:iam/policy:Policy" => (name, inputs.SetItem("arn", $"arn:aws:iam::{LakeRun.Account}:policy/{name}")),
            "aws:quicksight/group:Group" => (
                args.Name,
                inputs.SetItem(
                    "arn",
                    $"arn:aws:quicksight:{LakeRun.Region}:{LakeRun.Account}:group/default/{inputs["groupName"]}"
                )
            ),
            "aws:quicksight/dataSet:DataSet" => (
                args.Name,
                inputs.SetItem(
                    "arn",
                    $"arn:aws:quicksight:{LakeRun.Region}:{LakeRun.Account}:dataset/{inputs["dataSetId"]}"
                )
            ),
            "aws:quicksight/dataSource:DataSource" => (
                args.Name,
                inputs.SetItem(
                    "arn",
                    $"arn:aws:quicksight:{LakeRun.Region}:{LakeRun.Account}:datasource/{inputs["dataSourceId"]}"
                )
            ),
            _ => ($"{args.Name}-id", inputs),
        };
    }

    public static object Call(MockCallArgs args) =>
        args.Token switch
        {
            "aws:index/getCallerIdentity:getCallerIdentity" => new Dictionary<string, object>
            {
                ["accountId"] = LakeRun.Account,
                ["arn"] = $"arn:aws:sts::{LakeRun.Account}:assumed-role/Deployer/session",
                ["id"] = LakeRun.Account,
                ["userId"] = "AROAEXAMPLE:session",
            },
            "aws:kms/getAlias:getAlias" => new Dictionary<string, object>
            {
                ["targetKeyArn"] = $"arn:aws:kms:{LakeRun.Region}:{LakeRun.Account}:key/shared",
                ["targetKeyId"] = "shared",
            },
            _ => throw new InvalidOperationException($"No answer to {args.Token}."),
        };
}
