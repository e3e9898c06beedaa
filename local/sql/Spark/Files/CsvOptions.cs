using System.Text;
using CustomerLake.Local.Sql.Spark.Session;
using CustomerLake.Local.Sql.Spark.Values;

namespace CustomerLake.Local.Sql.Spark.Files;

/// <summary>Spark's options for CSV.</summary>
internal sealed record CsvOptions
{
    public string Separator { get; init; } = ",";
    public char Quote { get; init; } = '"';
    public char Escape { get; init; } = '\\';
    public char? Comment { get; init; }
    public bool HasHeader { get; init; }
    public bool InferSchema { get; init; }
    public bool EnforceSchema { get; init; } = true;
    public bool TrimLeft { get; init; }
    public bool TrimRight { get; init; }
    public bool IsMultiLine { get; init; }
    public bool PrefersDate { get; init; } = true;
    public bool QuoteAll { get; init; }
    public bool EscapeQuotes { get; init; } = true;
    public string NullValue { get; init; } = "";
    public string? EmptyValue { get; init; }
    public string NanValue { get; init; } = "NaN";
    public string PositiveInf { get; init; } = "Inf";
    public string NegativeInf { get; init; } = "-Inf";
    public string Mode { get; init; } = "PERMISSIVE";
    public string CorruptColumn { get; init; } = "_corrupt_record";
    public string? DateFormat { get; init; }
    public string? TimestampFormat { get; init; }
    public Encoding Encoding { get; init; } = Encoding.UTF8;
    public string? LineSeparator { get; init; }
    public string Zone { get; init; } = "UTC";

    /// <summary>Whether a date that only Spark 2 would read ends the query.</summary>
    public bool RefusesOldTimes { get; init; }

    public static CsvOptions Of(IReadOnlyDictionary<string, string> options, SessionState session, bool writing = false)
    {
        var given = new ReaderOptions(options);
        return new CsvOptions
        {
            Separator = Unescape(given.Text("sep") ?? given.Text("delimiter") ?? ","),
            Quote = given.Text("quote") is { } quote ? (quote.Length == 0 ? '\0' : quote[0]) : '"',
            Escape = given.Text("escape") is { } escape ? (escape.Length == 0 ? '\0' : escape[0]) : '\\',
            Comment = given.Text("comment") is { Length: > 0 } comment ? comment[0] : null,
            HasHeader = given.Flag("header", false),
            InferSchema = given.Flag("inferSchema", false),
            EnforceSchema = given.Flag("enforceSchema", true),
            TrimLeft = given.Flag("ignoreLeadingWhiteSpace", writing),
            TrimRight = given.Flag("ignoreTrailingWhiteSpace", writing),
            IsMultiLine = given.Flag("multiLine", false),
            PrefersDate = given.Flag("preferDate", true),
            QuoteAll = given.Flag("quoteAll", false),
            EscapeQuotes = given.Flag("escapeQuotes", true),
            NullValue = given.Text("nullValue") ?? "",
            EmptyValue = given.Text("emptyValue"),
            NanValue = given.Text("nanValue") ?? "NaN",
            PositiveInf = given.Text("positiveInf") ?? "Inf",
            NegativeInf = given.Text("negativeInf") ?? "-Inf",
            Mode = (given.Text("mode") ?? "PERMISSIVE").ToUpperInvariant(),
            CorruptColumn = given.Text("columnNameOfCorruptRecord") ?? "_corrupt_record",
            DateFormat = given.Text("dateFormat"),
            TimestampFormat = given.Text("timestampFormat"),
            Encoding = HashValues.Charset(given.Text("encoding") ?? given.Text("charset") ?? "UTF-8"),
            LineSeparator = given.Text("lineSep"),
            Zone = given.Text("timeZone") ?? session.Casts.Zone,
            RefusesOldTimes = session.RefusesOldTimes,
        };
    }

    private static string Unescape(string separator) =>
        separator switch
        {
            "\\t" => "\t",
            "\\0" => "\0",
            _ => separator,
        };
}
