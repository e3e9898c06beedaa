using CustomerLake.Samples.Planting;

namespace CustomerLake.Samples.Expectations;

/// <summary>One row a customer: value, recency, frequency, segment, last app activity.</summary>
internal static class ExpectedCustomer360
{
    public static ExpectedTable Table(SampleWorld world)
    {
        var latest = world.Orders.Orders.Max(order => order.Day);
        var buyers = world
            .Orders.Orders.GroupBy(order => order.CustomerId)
            .ToDictionary(
                group => group.Key,
                group =>
                    (
                        Value: group.Sum(order => ExpectedSales.AmountOf(world, order)),
                        Orders: group.Count(),
                        Last: group.Max(order => order.Day)
                    )
            );
        var monetary = Tiles([
            .. buyers
                .OrderBy(pair => pair.Value.Value)
                .ThenBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => pair.Key),
        ]);
        var events = world
            .Events.Events.GroupBy(each => each.CustomerId)
            .ToDictionary(
                group => group.Key,
                group =>
                    (
                        Count: group.Count(),
                        Last: group
                            .OrderBy(each => each.OccurredAt)
                            .ThenBy(each => each.Id, StringComparer.Ordinal)
                            .Last()
                    )
            );

        return new ExpectedTable(
            ["customer_id"],
            [
                "customer_id",
                "country",
                "lifetime_value_eur",
                "orders",
                "last_order_date",
                "recency_days",
                "rfm",
                "rfm_segment",
                "app_events",
                "last_app_event_at",
                "last_app_event_type",
            ],
            [.. world.Customers.Customers.Select(Row)]
        );

        string?[] Row(Customer customer)
        {
            var active = events.TryGetValue(customer.Id, out var seen);
            string?[] activity =
            [
                ExpectedTables.Text(active ? seen.Count : 0),
                active ? ExpectedTables.Text(seen.Last.OccurredAt) : null,
                active ? seen.Last.Type : null,
            ];
            if (!buyers.TryGetValue(customer.Id, out var buyer))
            {
                return [customer.Id, customer.Market.Iso2, "0.00", "0", null, null, null, "prospect", .. activity];
            }

            var days = latest.DayNumber - buyer.Last.DayNumber;
            var (recency, frequency, value) = (RecencyScore(days), FrequencyScore(buyer.Orders), monetary[customer.Id]);
            return
            [
                customer.Id,
                customer.Market.Iso2,
                ExpectedTables.Text(buyer.Value),
                ExpectedTables.Text(buyer.Orders),
                ExpectedTables.Text(buyer.Last),
                ExpectedTables.Text(days),
                $"{recency}{frequency}{value}",
                Segment(recency, frequency, value),
                .. activity,
            ];
        }
    }

    private static int RecencyScore(int days) =>
        days switch
        {
            <= 1 => 5,
            <= 3 => 4,
            <= 5 => 3,
            <= 8 => 2,
            _ => 1,
        };

    private static int FrequencyScore(int orders) =>
        orders switch
        {
            >= 9 => 5,
            >= 7 => 4,
            >= 5 => 3,
            >= 3 => 2,
            _ => 1,
        };

    private static string Segment(int recency, int frequency, int monetary) =>
        (recency, frequency, monetary) switch
        {
            (>= 4, >= 4, >= 4) => "champion",
            (>= 3, >= 4, _) => "loyal",
            (>= 4, <= 2, _) => "new",
            (<= 2, >= 3, _) => "at risk",
            (<= 2, _, _) => "hibernating",
            _ => "regular",
        };

    /// <summary>Five tiles of equal size, the first ones taking what is left over.</summary>
    private static Dictionary<string, int> Tiles(List<string> ordered)
    {
        var (size, larger) = (ordered.Count / 5, ordered.Count % 5);
        return ordered
            .Select(
                (id, index) =>
                    (
                        id,
                        Tile: index < larger * (size + 1)
                            ? index / (size + 1)
                            : larger + ((index - (larger * (size + 1))) / size)
                    )
            )
            .ToDictionary(pair => pair.id, pair => pair.Tile + 1);
    }
}
