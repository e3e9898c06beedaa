using CustomerLake.Harness.Contracts;
using CustomerLake.Harness.Records;

namespace CustomerLake.Harness.Stages;

/// <summary>Stage: the first crawler infers the raw tables, which are held against the data contracts.</summary>
internal static class StageStage
{
    public static async Task<StageRecord> RunAsync(StageContext context, CancellationToken cancellationToken)
    {
        var database = context.Outputs.RawDatabase;
        var tables = await Crawling.RunAsync(
            context,
            StageName.Stage,
            context.Outputs.RawCrawler,
            database,
            cancellationToken
        );
        var notes = new List<string>();
        foreach (var contract in context.Contracts)
        {
            var table = tables.FirstOrDefault(table => table.Name == contract.Source);
            if (table is null)
            {
                context.Mismatches.Add(
                    new Mismatch("contract", contract.Source, $"a table in database {database}", null)
                );
                continue;
            }

            var (faults, news) = ContractCheck.Check(contract, table);
            context.Mismatches.AddRange(faults);
            notes.AddRange(news);
        }

        if (context.Mismatches.Count > 0)
        {
            throw new StageException(
                StageName.Stage,
                $"database {database}",
                string.Join("; ", context.Mismatches.Select(mismatch => mismatch.ToString()))
                    + ". Fix the source, or its contract in samples/contracts if the change is wanted."
            );
        }

        await Parallel.ForEachAsync(
            tables.Where(table => context.Contracts.Any(contract => contract.Source == table.Name)),
            cancellationToken,
            async (table, token) => await Coverage.CheckAsync(context, table, token)
        );
        return new StageRecord
        {
            Name = StageName.Stage,
            In = context.Contracts.Count,
            InUnit = "sources",
            Out = tables.Count,
            OutUnit = "tables",
            Notes = notes,
        };
    }
}
