using System.Globalization;
using CustomerLake.Samples.Planting;

namespace CustomerLake.Samples.Expectations;

/// <summary>The curated tables whose rows are what was planted, one for one.</summary>
internal static class ExpectedTables
{
    public static ExpectedTable Customers(SampleWorld world) =>
        new(
            ["customer_id"],
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
                "ingest_date",
            ],
            [
                .. world.Customers.Customers.Select(customer =>
                    new[]
                    {
                        customer.Id,
                        customer.FirstName,
                        customer.LastName,
                        customer.Email,
                        customer.Phone,
                        customer.Market.Iso2,
                        customer.Address,
                        customer.City,
                        Text(customer.BirthDate),
                        customer.MarketingConsent ? "true" : "false",
                        Text(customer.CreatedAt),
                        Text(customer.UpdatedAt),
                        Text(customer.IngestDate),
                    }
                ),
            ]
        );

    public static ExpectedTable Orders(SampleWorld world) =>
        new(
            ["order_id"],
            [
                "order_id",
                "customer_id",
                "ordered_at",
                "status",
                "items",
                "quantity",
                "currency",
                "amount_eur",
                "ingest_date",
                "order_date",
            ],
            [
                .. world.Orders.Orders.Select(order =>
                    new[]
                    {
                        order.Id,
                        order.CustomerId,
                        Text(order.OrderedAt.UtcDateTime),
                        order.Status,
                        Text(order.Items.Count),
                        Text(order.Items.Sum(item => item.Quantity)),
                        "EUR",
                        Text(ExpectedSales.AmountOf(world, order)),
                        Text(order.IngestDate),
                        Text(order.Day),
                    }
                ),
            ]
        );

    public static ExpectedTable Rejects(SampleWorld world) =>
        new(
            ["source", "row_key", "reason"],
            ["source", "row_key", "reason", "rows"],
            [
                .. world
                    .Rejects.GroupBy(reject => reject)
                    .OrderBy(group => group.Key.Source, StringComparer.Ordinal)
                    .ThenBy(group => group.Key.RowKey, StringComparer.Ordinal)
                    .ThenBy(group => group.Key.Reason, StringComparer.Ordinal)
                    .Select(group =>
                        new[] { group.Key.Source, group.Key.RowKey, group.Key.Reason, Text(group.Count()) }
                    ),
            ]
        );

    public static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Text(decimal amount) => amount.ToString("F2", CultureInfo.InvariantCulture);

    public static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Text(DateTime time) => time.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);
}
