using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.Glue.Catalog;

namespace CustomerLake.Local.Cloud.Services.Glue;

internal sealed partial class GlueService
{
    private void AddPartitions(OperationTable table) =>
        table
            .Add<CreatePartitionRequest, Nothing>(
                "CreatePartition",
                "glue:CreatePartition",
                (request, call) => GlueNames.TableArn(call, request.DatabaseName, request.TableName),
                _partitions.CreateAsync
            )
            .Add<BatchCreatePartitionRequest, PartitionErrorsResponse>(
                "BatchCreatePartition",
                "glue:BatchCreatePartition",
                (request, call) => GlueNames.TableArn(call, request.DatabaseName, request.TableName),
                _partitionBatches.CreateAsync
            )
            .Add<GetPartitionRequest, GetPartitionResponse>(
                "GetPartition",
                "glue:GetPartition",
                (request, call) => GlueNames.TableArn(call, request.DatabaseName, request.TableName),
                _partitions.GetAsync
            )
            .Add<GetPartitionsRequest, GetPartitionsResponse>(
                "GetPartitions",
                "glue:GetPartitions",
                (request, call) => GlueNames.TableArn(call, request.DatabaseName, request.TableName),
                _partitions.ListAsync
            )
            .Add<BatchGetPartitionRequest, BatchGetPartitionResponse>(
                "BatchGetPartition",
                "glue:BatchGetPartition",
                (request, call) => GlueNames.TableArn(call, request.DatabaseName, request.TableName),
                _partitionBatches.GetAsync
            )
            .Add<UpdatePartitionRequest, Nothing>(
                "UpdatePartition",
                "glue:UpdatePartition",
                (request, call) => GlueNames.TableArn(call, request.DatabaseName, request.TableName),
                _partitions.UpdateAsync
            )
            .Add<BatchUpdatePartitionRequest, BatchUpdatePartitionResponse>(
                "BatchUpdatePartition",
                "glue:BatchUpdatePartition",
                (request, call) => GlueNames.TableArn(call, request.DatabaseName, request.TableName),
                _partitionBatches.UpdateAsync
            )
            .Add<DeletePartitionRequest, Nothing>(
                "DeletePartition",
                "glue:DeletePartition",
                (request, call) => GlueNames.TableArn(call, request.DatabaseName, request.TableName),
                _partitions.DeleteAsync
            )
            .Add<BatchDeletePartitionRequest, PartitionErrorsResponse>(
                "BatchDeletePartition",
                "glue:BatchDeletePartition",
                (request, call) => GlueNames.TableArn(call, request.DatabaseName, request.TableName),
                _partitionBatches.DeleteAsync
            )
            .Add<CreatePartitionIndexRequest, Nothing>(
                "CreatePartitionIndex",
                "glue:CreatePartitionIndex",
                (request, call) => GlueNames.TableArn(call, request.DatabaseName, request.TableName),
                _indexes.CreateAsync
            )
            .Deviates("An index is ACTIVE at once and changes no plan: partitions are found by key order.")
            .Add<GetPartitionIndexesRequest, GetPartitionIndexesResponse>(
                "GetPartitionIndexes",
                "glue:GetPartitionIndexes",
                (request, call) => GlueNames.TableArn(call, request.DatabaseName, request.TableName),
                _indexes.ListAsync
            )
            .Add<DeletePartitionIndexRequest, Nothing>(
                "DeletePartitionIndex",
                "glue:DeletePartitionIndex",
                (request, call) => GlueNames.TableArn(call, request.DatabaseName, request.TableName),
                _indexes.DeleteAsync
            );
}
