using System.Buffers;
using System.Globalization;
using CustomerLake.Samples.Planting;

namespace CustomerLake.Samples.Writing;

/// <summary>The CRM export and the exchange rates, as CSV with a header (RFC 4180, line feed).</summary>
internal static class CsvText
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\n\r");

    public static string Of(IEnumerable<CustomerRow> rows) =>
        Lines(
            [
                "customer_id",
                "first_name",
                "last_name",
                "email",
                "phone",
                "country",
                "address",
                "city",
                "birth_date",
                "marketing_consent",
                "created_at",
                "updated_at",
            ],
            rows.Select(row =>
                new[]
                {
                    row.Id,
                    row.FirstName,
                    row.LastName,
                    row.Email,
                    row.Phone,
                    row.Country,
                    row.Address,
                    row.City,
                    row.BirthDate,
                    row.MarketingConsent,
                    Text(row.CreatedAt),
                    Text(row.UpdatedAt),
                }
            )
        );

    public static string Of(IEnumerable<ExchangeRate> rates) =>
        Lines(
            ["currency", "valid_from", "rate_to_eur"],
            rates.Select(rate =>
                new[]
                {
                    rate.Currency,
                    rate.ValidFrom.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    rate.ToEur.ToString("F6", CultureInfo.InvariantCulture),
                }
            )
        );

    private static string Lines(string[] header, IEnumerable<string[]> rows) =>
        string.Concat(rows.Prepend(header).Select(cells => string.Join(',', cells.Select(Quoted)) + "\n"));

    private static string Quoted(string cell) =>
        cell.AsSpan().ContainsAny(Special) ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;

    private static string Text(DateTime time) => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
