using Bogus;

namespace CustomerLake.Samples.Planting;

internal sealed record OrderItem(string Sku, string Product, string Category, int Quantity, decimal UnitPrice);

/// <summary>A web-shop order as it was placed, and the day its line landed.</summary>
internal sealed record Order(
    string Id,
    string CustomerId,
    Customer Buyer,
    DateTimeOffset OrderedAt,
    string Currency,
    string Status,
    IReadOnlyList<OrderItem> Items,
    DateOnly IngestDate
)
{
    public DateOnly Day => DateOnly.FromDateTime(OrderedAt.UtcDateTime);
}

/// <summary>Plants the web shop's orders, the revenue spike, duplicates and lines that must be rejected.</summary>
internal sealed class OrderPlanter(SampleOptions options, IReadOnlyList<Customer> customers)
{
    private static readonly (string Category, string[] Products, decimal From, decimal To)[] Catalog =
    [
        ("books", ["Atlas of Lakes", "Winter Stories", "Field Guide"], 8m, 45m),
        ("electronics", ["Headphones", "E-reader", "Smart Lamp"], 35m, 240m),
        ("garden", ["Pruning Shears", "Rain Barrel", "Lavender"], 6m, 90m),
        ("kitchen", ["Chef's Knife", "Espresso Pot", "Café \"Set\", 4 pcs"], 12m, 130m),
        ("sports", ["Yoga Mat", "Trail Shoes", "Bike Light"], 15m, 160m),
    ];

    private const int SpikeFactor = 9;
    private readonly Randomizer _random = new(options.Seed + 2);

    public DateOnly AnomalyDay => options.FirstDay.AddDays(options.Days * 2 / 3);

    /// <summary>Valid orders, each once.</summary>
    public List<Order> Orders { get; } = [];

    /// <summary>Every line by the day it landed, in order: an order, or text that is no order.</summary>
    public SortedDictionary<DateOnly, List<(Order? Order, string? Text)>> Lines { get; } = [];

    public List<Reject> Rejects { get; } = [];

    public int Duplicates { get; private set; }

    public void Plant()
    {
        for (var day = 0; day < options.Days; day++)
        {
            Lines[options.FirstDay.AddDays(day)] = [];
        }

        var regulars = customers.Select(customer => (Customer: customer, Appetite: _random.Int(1, 12))).ToList();
        var hat = regulars.SelectMany(pair => Enumerable.Repeat(pair.Customer, pair.Appetite)).ToArray();
        for (var number = 1; number <= options.Orders; number++)
        {
            PlantOrder($"O-{number:D7}", _random.ArrayElement(hat));
        }

        PlantRejected();
    }

    private void PlantOrder(string id, Customer buyer)
    {
        var order = MakeOrder(id, buyer);
        if (buyer.Market == Market.OfAnomaly && order.Day == AnomalyDay)
        {
            order = order with
            {
                Items = [.. order.Items.Select(item => item with { Quantity = item.Quantity * SpikeFactor })],
            };
        }

        Orders.Add(order);
        Add(order);
        if (_random.Bool(0.02f))
        {
            // The shop sends a line again: the same day, or with a later file.
            var last = options.FirstDay.AddDays(options.Days - 1);
            var later = order.IngestDate.AddDays(_random.Int(0, 2));
            Add(order with { IngestDate = later > last ? last : later });
            Duplicates++;
        }
    }

    private Order MakeOrder(string id, Customer buyer)
    {
        var day = options.FirstDay.AddDays(_random.Int(0, options.Days - 1));
        var utc = day.ToDateTime(
            new TimeOnly(_random.Int(0, 23), _random.Int(0, 59), _random.Int(0, 59)),
            DateTimeKind.Utc
        );
        var items = Enumerable.Range(0, _random.Int(1, 3)).Select(_ => MakeItem()).ToList();
        return new Order(
            id,
            buyer.Id,
            buyer,
            new DateTimeOffset(utc).ToOffset(TimeSpan.FromHours(buyer.Market.Offset)),
            buyer.Market.Currency,
            _random.ArrayElement(["paid", "shipped", "delivered"]),
            items,
            day
        );
    }

    private OrderItem MakeItem()
    {
        var category = _random.Int(0, Catalog.Length - 1);
        var (name, products, from, to) = Catalog[category];
        var product = _random.Int(0, products.Length - 1);
        return new OrderItem(
            $"{name[..3].ToUpperInvariant()}-{category}{product:D2}",
            products[product],
            name,
            _random.Int(1, 4),
            Math.Round(_random.Decimal(from, to), 2, MidpointRounding.AwayFromZero)
        );
    }

    private void PlantRejected()
    {
        var count = Math.Max(2, options.Orders / 200);
        for (var number = 1; number <= count; number++)
        {
            Reject(
                $"O-91{number:D5}",
                "quantity is not positive",
                order =>
                    order with
                    {
                        Items = [order.Items[0] with { Quantity = _random.Int(-3, 0) }, .. order.Items.Skip(1)],
                    }
            );
            Reject($"O-92{number:D5}", "customer is unknown", order => order with { CustomerId = $"C-8{number:D5}" });
            Reject(
                $"O-93{number:D5}",
                "currency is unknown",
                order => order with { Currency = _random.ArrayElement(["XXX", "BTC"]) }
            );
        }

        for (var number = 1; number <= 3; number++)
        {
            var text = $"{{\"order_id\": \"O-94{number:D5}\", \"customer_id\": \"C-00";
            Lines[options.FirstDay.AddDays(_random.Int(0, options.Days - 1))].Add((null, text));
            Rejects.Add(new Reject("orders", text, "line is not valid JSON"));
        }
    }

    private void Reject(string id, string reason, Func<Order, Order> spoil)
    {
        Add(spoil(MakeOrder(id, _random.ListItem([.. customers]))));
        Rejects.Add(new Reject("orders", id, reason));
    }

    private void Add(Order order) => Lines[order.IngestDate].Add((order, null));
}
