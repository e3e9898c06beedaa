using System.Text.Json;

namespace CustomerLake.Local.Cloud.Services.Glue.Crawlers.Writing;

/// <summary>What one crawl did to the catalog, as its log and its summary tell it.</summary>
internal sealed class CrawlChanges
{
    private readonly SortedDictionary<string, SortedDictionary<string, List<string>>> _names = new(
        StringComparer.Ordinal
    );

    /// <summary>Log lines, in order: level and text.</summary>
    public List<(string Level, string Text)> Lines { get; } = [];

    public int TablesAdded => Count("TABLE", "ADD");

    public int TablesUpdated => Count("TABLE", "UPDATE");

    public int TablesDeleted => Count("TABLE", "DELETE");

    public void TableAdded(string database, string table)
    {
        Note("TABLE", "ADD", table);
        Lines.Add(("INFO", $"Created table {table} in database {database}"));
    }

    public void TableUpdated(string database, string table)
    {
        Note("TABLE", "UPDATE", table);
        Lines.Add(("INFO", $"Updated table {table} in database {database}"));
    }

    public void TableDeleted(string database, string table)
    {
        Note("TABLE", "DELETE", table);
        Lines.Add(("INFO", $"Deleted table {table} in database {database}"));
    }

    public void TableDeprecated(string table, string why)
    {
        Note("TABLE", "UPDATE", table);
        Lines.Add(("WARN", $"Table {table} is marked deprecated because {why}"));
    }

    public void Partition(string action, string table, IReadOnlyList<string> values) =>
        Note("PARTITION", action, $"{table}/{string.Join('/', values)}");

    public void Warn(string text) => Lines.Add(("WARN", text));

    /// <summary>The run summary's lines, as crawler logs have them.</summary>
    public IEnumerable<string> Summarize()
    {
        foreach (var (kind, actions) in _names)
        {
            yield return $"Run Summary For {kind}:";
            foreach (var (action, names) in actions)
            {
                yield return $"{action}: {names.Count}";
            }
        }
    }

    /// <summary>ListCrawls' Summary text.</summary>
    public string ToJson() =>
        JsonSerializer.Serialize(
            _names.ToDictionary(
                kind => kind.Key,
                kind =>
                    kind.Value.ToDictionary(
                        action => action.Key,
                        action => new { Details = new { names = action.Value }, action.Value.Count }
                    )
            )
        );

    private int Count(string kind, string action) =>
        _names.TryGetValue(kind, out var actions) && actions.TryGetValue(action, out var names) ? names.Count : 0;

    private void Note(string kind, string action, string name)
    {
        if (!_names.TryGetValue(kind, out var actions))
        {
            _names.Add(kind, actions = new SortedDictionary<string, List<string>>(StringComparer.Ordinal));
        }

        if (!actions.TryGetValue(action, out var names))
        {
            actions.Add(action, names = []);
        }

        names.Add(name);
    }
}
