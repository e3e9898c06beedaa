using System.Text.Json;

namespace CustomerLake.Harness.Contracts;

/// <summary>What a source promises: its columns with catalog types, its key, and which columns are personal.</summary>
internal sealed record DataContract(string Source, IReadOnlyList<string> Key, IReadOnlyList<ContractColumn> Columns)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <exception cref="InvalidDataException">A contract cannot be read, or there is none.</exception>
    public static IReadOnlyList<DataContract> ReadAll(string folder)
    {
        var contracts = Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(Read).ToList()
            : [];
        return contracts.Count > 0
            ? contracts
            : throw new InvalidDataException($"There is no data contract (*.json) in '{folder}'.");
    }

    private static DataContract Read(string path)
    {
        try
        {
            return
                JsonSerializer.Deserialize<DataContract>(File.ReadAllText(path), Options)
                    is { Source: not null, Columns: not null } contract
                ? contract
                : throw new InvalidDataException($"The data contract '{path}' names no source or no columns.");
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"The data contract '{path}' is not valid: {fault.Message}", fault);
        }
    }
}

/// <param name="Type">A Glue catalog type, such as <c>string</c> or <c>array&lt;struct&lt;sku:string&gt;&gt;</c>.</param>
internal sealed record ContractColumn(string Name, string Type, bool Personal = false);
