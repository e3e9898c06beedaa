using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using CustomerLake.Local.Sql.Runtime;

namespace CustomerLake.Local.Sql.Trino.Runtime;

/// <summary>The path language of <c>json_extract</c>: <c>$.a["b c"][0]</c>.</summary>
internal static class JsonPaths
{
    private static readonly ConcurrentDictionary<string, IReadOnlyList<string>> Known = new();

    /// <summary>The value at a path, or null if there is none.</summary>
    public static JsonElement? Find(JsonElement root, string path)
    {
        var value = root;
        foreach (var step in Known.GetOrAdd(path, Steps))
        {
            if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty(step, out var member))
            {
                value = member;
            }
            else if (
                value.ValueKind == JsonValueKind.Array
                && int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                && index < value.GetArrayLength()
            )
            {
                value = value[index];
            }
            else
            {
                return null;
            }
        }

        return value;
    }

    private static IReadOnlyList<string> Steps(string path)
    {
        RuntimeFailure Invalid() => RuntimeFailure.Argument($"Invalid JSON path: '{path}'");
        if (!path.StartsWith('$'))
        {
            throw Invalid();
        }

        var steps = new List<string>();
        for (var i = 1; i < path.Length; )
        {
            if (path[i] == '.')
            {
                var start = ++i;
                while (i < path.Length && (char.IsLetterOrDigit(path[i]) || path[i] is '_' or '$' or ':'))
                {
                    i++;
                }

                steps.Add(i > start ? path[start..i] : throw Invalid());
            }
            else if (path[i] == '[' && i + 1 < path.Length && path[i + 1] == '"')
            {
                var end = path.IndexOf("\"]", i + 2, StringComparison.Ordinal);
                steps.Add(
                    end > 0 ? path[(i + 2)..end].Replace("\\\"", "\"", StringComparison.Ordinal) : throw Invalid()
                );
                i = end + 2;
            }
            else if (path[i] == '[' && path.IndexOf(']', i) is var close and > 0)
            {
                var index = path[(i + 1)..close].Trim();
                steps.Add(
                    index.Length > 0 && index.All(c => char.IsLetterOrDigit(c) || c == '_') ? index : throw Invalid()
                );
                i = close + 1;
            }
            else
            {
                throw Invalid();
            }
        }

        return steps;
    }
}
