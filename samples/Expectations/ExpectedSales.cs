using CustomerLake.Samples.Planting;

namespace CustomerLake.Samples.Expectations;

/// <summary>Revenue in euro, summed from the planted lines.</summary>
internal static class ExpectedSales
{
    /// <summary>Each line is converted at the rate of the order's day and rounded half up to cents.</summary>
    public static decimal AmountOf(SampleWorld world, Order order, OrderItem item) =>
        Math.Round(
            item.Quantity * item.UnitPrice * world.Rates.On(order.Currency, order.Day),
            2,
            MidpointRounding.AwayFromZero
        );

    public static decimal AmountOf(SampleWorld world, Order order) =>
        order.Items.Sum(item => AmountOf(world, order, item));

    public static ExpectedTable Daily(SampleWorld world) =>
        new(
            ["sales_date", "country", "category"],
            ["sales_date", "country", "category", "orders", "quantity", "revenue_eur"],
            [
                .. world
                    .Orders.Orders.SelectMany(order => order.Items, (order, item) => (Order: order, Item: item))
                    .GroupBy(line => (line.Order.Day, line.Order.Buyer.Market.Iso2, line.Item.Category))
                    .OrderBy(group => group.Key)
                    .Select(group =>
                        new[]
                        {
                            ExpectedTables.Text(group.Key.Day),
                            group.Key.Iso2,
                            group.Key.Category,
                            ExpectedTables.Text(group.Select(line => line.Order.Id).Distinct().Count()),
                            ExpectedTables.Text(group.Sum(line => line.Item.Quantity)),
                            ExpectedTables.Text(group.Sum(line => AmountOf(world, line.Order, line.Item))),
                        }
                    ),
            ]
        );
}
