using Amazon.Glue.Model;
using CustomerLake.Harness.Records;

namespace CustomerLake.Harness.Contracts;

/// <summary>Holds a table of the catalog against its contract: a new column is noted, a missing or retyped one is a fault.</summary>
internal static class ContractCheck
{
    public static (IReadOnlyList<Mismatch> Faults, IReadOnlyList<string> Notes) Check(
        DataContract contract,
        Table table
    )
    {
        var actual = (table.StorageDescriptor?.Columns ?? [])
            .Concat(table.PartitionKeys ?? [])
            .ToDictionary(column => column.Name, column => column.Type, StringComparer.OrdinalIgnoreCase);
        var faults = contract
            .Columns.Where(column => !actual.TryGetValue(column.Name, out var type) || type != column.Type)
            .Select(column => new Mismatch(
                "contract",
                $"{contract.Source}.{column.Name}",
                column.Type,
                actual.GetValueOrDefault(column.Name)
            ))
            .ToList();
        var notes = actual
            .Keys.Except(contract.Columns.Select(column => column.Name), StringComparer.OrdinalIgnoreCase)
            .Select(name => $"source '{contract.Source}' has a new column '{name}' ({actual[name]})")
            .ToList();
        return (faults, notes);
    }
}
