using System.Text.Json;
using CustomerLake.Local.Sql.Catalog;
using CustomerLake.Local.Sql.Print;
using CustomerLake.Local.Sql.Storage;
using CustomerLake.Local.Sql.Trino.Bind;
using CustomerLake.Local.Sql.Trino.Print;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Scans.Text;

/// <summary>Text files through a SerDe: lines, taken apart by our functions, then cast.</summary>
internal sealed class TextReading(IReadOnlyList<ScanFile> files, SqlTable table, string function, object spec)
    : IFileReading
{
    private const string HeaderKey = "skip.header.line.count";
    private const string FooterKey = "skip.footer.line.count";

    public bool IsColumnar => false;

    public string From
    {
        get
        {
            var lines = new LineSpec(
                [.. files.Select(file => new LineFile(file.Object.Path, PackingOf(file.Object)))],
                Count(HeaderKey),
                Count(FooterKey)
            );
            return $"(SELECT lake_file, {function}(line, {DuckSql.Literal(JsonSerializer.Serialize(spec, spec.GetType()))}) AS v "
                + $"FROM {LineReader.Call(lines)}) AS r";
        }
    }

    private static Packing PackingOf(SqlObject file) =>
        PackedFile.Of(file.Uri)
        ?? throw new SqlException(
            "NOT_SUPPORTED",
            $"Reading the compression of '{file.Uri}' is not supported; gzip and deflate are"
        );

    private int Count(string key) =>
        (table.Parameters.TryGetValue(key, out var text) || files[0].Storage.SerDeParameters.TryGetValue(key, out text))
        && int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var count)
            ? count
            : 0;

    public string? Column(ScanColumn column)
    {
        var index = Columns(table, files[0].Storage)
            .ToList()
            .FindIndex(c => c.Name.Equals(column.Name, StringComparison.OrdinalIgnoreCase));
        if (index < 0)
        {
            return null;
        }

        var cell = $"r.v[{index + 1}]";
        var type = column.Output.Type;
        return type.Kind switch
        {
            SqlKind.Array or SqlKind.Map or SqlKind.Row => TrinoJsonCasts.Read(type, cell),
            SqlKind.Varbinary => $"unhex({cell})",
            SqlKind.Varchar or SqlKind.Char => cell,
            _ => $"CAST({cell} AS {DuckTypes.Of(type)})",
        };
    }

    private static IReadOnlyList<SqlColumn> Columns(SqlTable table, SqlTableStorage storage) =>
        storage.Columns ?? table.Columns;

    /// <summary>
    /// The reading by a SerDe's class; null if it is none for text. Cells of columns that are not used are not parsed, so that
    /// a bad value in one of them fails no query.
    /// </summary>
    public static TextReading? Of(IReadOnlyList<ScanFile> files, SqlTable table, IReadOnlySet<string> used)
    {
        var storage = files[0].Storage;
        var columns = Columns(table, storage);
        string?[] types = [.. columns.Select(column => used.Contains(column.Name) ? column.Type : null)];
        var name = storage.SerDe[(storage.SerDe.LastIndexOf('.') + 1)..];
        var isHiveJson =
            storage.SerDe.Contains("hcatalog", StringComparison.Ordinal)
            || storage.SerDe.Contains("hive.serde2", StringComparison.Ordinal);
        return name switch
        {
            "OpenCSVSerde" => new TextReading(files, table, "lake_csv", SerDeSettings.Csv(storage, types)),
            "LazySimpleSerDe" => new TextReading(files, table, "lake_lazy", SerDeSettings.Lazy(storage, types)),
            "JsonSerDe" => new TextReading(
                files,
                table,
                "lake_json_line",
                SerDeSettings.Json(storage, columns, types, isHiveJson)
            ),
            "RegexSerDe" => new TextReading(files, table, "lake_regex_line", SerDeSettings.Regex(storage, types)),
            _ => null,
        };
    }
}
