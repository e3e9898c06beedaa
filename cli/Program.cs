using CustomerLake.Local.Sql.Worker;

if (args is ["sql-worker", .. var worker])
{
    return await SqlWorkerProgram.RunAsync(worker);
}

return 0;
