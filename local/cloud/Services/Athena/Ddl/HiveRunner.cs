using System.Diagnostics;
using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.Athena.Executions;
using CustomerLake.Local.Cloud.Services.Athena.Hive;
using CustomerLake.Local.Cloud.Services.Glue.Catalog;

namespace CustomerLake.Local.Cloud.Services.Athena.Ddl;

/// <summary>DDL, SHOW and DESCRIBE: each statement is one method on the Data Catalog.</summary>
internal sealed class HiveRunner(DataCatalog catalog, SqlRoom sql, TimeProvider time)
{
    public HiveAnswer Run(HiveStatement statement, QueryExecution execution, CallContext call)
    {
        var context = new HiveContext(catalog, execution, call);
        return statement switch
        {
            HiveStatement.ShowDatabases show => HiveShow.Databases(context, show),
            HiveStatement.ShowTables show => HiveShow.Tables(context, show),
            HiveStatement.ShowViews show => HiveShow.Views(context, show),
            HiveStatement.ShowPartitions show => HiveShow.Partitions(context, show),
            HiveStatement.ShowColumns show => HiveShow.Columns(context, show),
            HiveStatement.ShowCreateTable show => HiveShow.CreateTable(context, show),
            HiveStatement.ShowCreateView show => HiveShow.CreateView(context, show),
            HiveStatement.ShowTableProperties show => HiveShow.Properties(context, show),
            HiveStatement.Describe describe => HiveDescribe.Table(context, describe),
            HiveStatement.RepairTable repair => HiveRepair.Run(context, repair, sql.Storage(call)),
            _ => Change(context, statement),
        };
    }

    private HiveAnswer Change(HiveContext context, HiveStatement statement)
    {
        catalog.InTransaction(() => Apply(context, statement));
        return HiveAnswer.Nothing;
    }

    private void Apply(HiveContext context, HiveStatement statement)
    {
        switch (statement)
        {
            case HiveStatement.CreateDatabase create:
                HiveDatabases.Create(context, create);
                break;
            case HiveStatement.DropDatabase drop:
                HiveDatabases.Drop(context, drop);
                break;
            case HiveStatement.SetDatabaseProperties set:
                HiveDatabases.SetProperties(context, set);
                break;
            case HiveStatement.CreateTable create:
                HiveTables.Create(context, create, time.GetUtcNow());
                break;
            case HiveStatement.DropTable drop:
                HiveTables.Drop(context, drop.Table, drop.IfExists, isView: false);
                break;
            case HiveStatement.DropView drop:
                HiveTables.Drop(context, drop.View, drop.IfExists, isView: true);
                break;
            case HiveStatement.AddPartitions add:
                HivePartitions.Add(context, add);
                break;
            case HiveStatement.DropPartitions drop:
                HivePartitions.Drop(context, drop);
                break;
            case HiveStatement.RenamePartition rename:
                HivePartitions.Rename(context, rename);
                break;
            case HiveStatement.SetLocation { Partition: { } partition } set:
                HivePartitions.SetLocation(context, set.Table, partition, set.Location);
                break;
            case HiveStatement.SetLocation set:
                HiveColumns.SetLocation(context, set);
                break;
            case HiveStatement.SetTableProperties set:
                HiveColumns.SetProperties(context, set);
                break;
            case HiveStatement.AddColumns add:
                HiveColumns.Add(context, add);
                break;
            case HiveStatement.ReplaceColumns replace:
                HiveColumns.Replace(context, replace);
                break;
            case HiveStatement.ChangeColumn change:
                HiveColumns.Change(context, change);
                break;
            case HiveStatement.DropColumn drop:
                HiveColumns.Drop(context, drop);
                break;
            case HiveStatement.RenameTable:
                throw HiveFailure.Execution("Table cannot be renamed");
            default:
                throw new UnreachableException($"The statement {statement.GetType().Name} is new.");
        }
    }
}
