using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;
using CustomerLake.Local.Sql.Runtime;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Scans.Text;

/// <summary>
/// The functions that take lines apart: each gives a list with a text per column, which then casts to the column's type
/// without failing. What they need to know of the table comes as one JSON text, read once.
/// </summary>
internal static class TextRuntime
{
    public static readonly RuntimeFunction[] Functions =
    [
        LineReader.Function,
        RuntimeFunction.Of("lake_csv", (string line, string spec) => Csv(line, Spec<CsvSpec>(spec))),
        RuntimeFunction.Of("lake_lazy", (string line, string spec) => Lazy(line, Spec<LazySpec>(spec))),
        RuntimeFunction.Of("lake_json_line", (string line, string spec) => Json(line, Spec<JsonSpec>(spec))),
        RuntimeFunction.Of("lake_regex_line", (string line, string spec) => ByPattern(line, Spec<RegexSpec>(spec))),
    ];

    private static readonly ConcurrentDictionary<string, object> Specs = new();

    private static T Spec<T>(string text)
        where T : notnull => (T)Specs.GetOrAdd(text, json => JsonSerializer.Deserialize<T>(json)!);

    /// <summary>The columns' types; null for a column that nobody reads.</summary>
    private static SqlType?[] Types(IEnumerable<string?> hive) =>
        [
            .. hive.Select(type =>
                type is null
                    ? null
                    : HiveTypes.Parse(type) ?? throw new InvalidOperationException($"No type is '{type}'.")
            ),
        ];

    internal sealed record CsvSpec(char Separator, char Quote, char Escape, string?[] Types)
    {
        private SqlType?[]? _types;

        public SqlType?[] Parsed() => _types ??= TextRuntime.Types(Types);
    }

    private static List<string?> Csv(string line, CsvSpec spec)
    {
        var types = spec.Parsed();
        var fields = line.Length == 0 ? [] : CsvLine.Split(line, spec.Separator, spec.Quote, spec.Escape);
        var cells = new List<string?>(types.Length);
        for (var i = 0; i < types.Length; i++)
        {
            cells.Add(
                types[i] is { } type && i < fields.Count && fields[i] is { } field
                    ? CsvCells.Text(field, type, i)
                    : null
            );
        }

        return cells;
    }

    internal sealed record LazySpec(char Separator, string Separators, char? Escape, string NullText, string?[] Types)
    {
        private SqlType?[]? _types;

        public SqlType?[] Parsed() => _types ??= TextRuntime.Types(Types);
    }

    private static List<string?> Lazy(string line, LazySpec spec)
    {
        var types = spec.Parsed();
        var fields = LazyLine.Split(line, spec.Separator, spec.Escape);
        var nested = new NestedText(spec.Separators, spec.Escape, spec.NullText);
        var cells = new List<string?>(types.Length);
        for (var i = 0; i < types.Length; i++)
        {
            var field = i < fields.Count ? fields[i] : null;
            cells.Add(
                field is null || field == spec.NullText || types[i] is not { } type ? null
                : type.Kind is SqlKind.Array or SqlKind.Map or SqlKind.Row ? nested.ToJson(field, type, 1)
                : HiveCells.Text(LazyLine.Unescape(field, spec.Escape), type)
            );
        }

        return cells;
    }

    private static readonly ConcurrentDictionary<JsonSpec, SqlType?[]> JsonTypes = new();

    private static List<string?> Json(string line, JsonSpec spec) =>
        JsonLine.Cells(line, spec, JsonTypes.GetOrAdd(spec, key => Types(key.Types)));

    internal sealed record RegexSpec(string Pattern, bool IgnoreCase, string?[] Types)
    {
        private Regex? _regex;

        public Regex Parsed() =>
            _regex ??= new Regex($"^(?:{Pattern})$", IgnoreCase ? RegexOptions.IgnoreCase : RegexOptions.None);
    }

    private static List<string?> ByPattern(string line, RegexSpec spec)
    {
        var match = spec.Parsed().Match(line);
        var types = Types(spec.Types);
        var cells = new List<string?>(types.Length);
        for (var i = 0; i < types.Length; i++)
        {
            var group = match.Groups[i + 1];
            cells.Add(
                types[i] is { } type && match.Success && group.Success ? HiveCells.Text(group.Value, type) : null
            );
        }

        return cells;
    }
}
