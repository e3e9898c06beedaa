using Bogus;

namespace CustomerLake.Samples.Planting;

internal sealed record AppEvent(
    string Id,
    string CustomerId,
    string Type,
    DateTime OccurredAt,
    string Os,
    string Model,
    string AppVersion
);

/// <summary>Plants the app's events, some sent twice and some by nobody we know.</summary>
internal sealed class EventPlanter(SampleOptions options, IReadOnlyList<Customer> customers)
{
    private static readonly (string Os, string[] Models)[] Devices =
    [
        ("android", ["Pixel 9", "Galaxy S25", "Fairphone 5"]),
        ("ios", ["iPhone 15", "iPhone 16 Pro"]),
    ];

    private readonly Randomizer _random = new(options.Seed + 3);

    /// <summary>Valid events, each once.</summary>
    public List<AppEvent> Events { get; } = [];

    /// <summary>Every row by the day of its file.</summary>
    public SortedDictionary<DateOnly, List<AppEvent>> Rows { get; } = [];

    public List<Reject> Rejects { get; } = [];

    public int Duplicates { get; private set; }

    public void Plant()
    {
        for (var day = 0; day < options.Days; day++)
        {
            Rows[options.FirstDay.AddDays(day)] = [];
        }

        // A fifth of the customers never opened the app.
        var users = customers.Where((_, index) => index % 5 != 4).ToArray();
        for (var number = 1; number <= options.Events; number++)
        {
            var made = Make($"E-{number:D8}", _random.ArrayElement(users).Id);
            Events.Add(made);
            Add(made);
            if (_random.Bool(0.01f))
            {
                Add(made);
                Duplicates++;
            }
        }

        for (var number = 1; number <= Math.Max(2, options.Events / 250); number++)
        {
            var made = Make($"E-9{number:D7}", $"C-7{number:D5}");
            Add(made);
            Rejects.Add(new Reject("events", made.Id, "customer is unknown"));
        }
    }

    private AppEvent Make(string id, string customerId)
    {
        var day = options.FirstDay.AddDays(_random.Int(0, options.Days - 1));
        var (os, models) = _random.ArrayElement(Devices);
        return new AppEvent(
            id,
            customerId,
            _random.ArrayElement(["open", "view_product", "add_to_cart", "search", "purchase"]),
            // Parquet keeps microseconds; the curated zone must not lose them.
            day.ToDateTime(new TimeOnly(_random.Int(0, 23), _random.Int(0, 59), _random.Int(0, 59)), DateTimeKind.Utc)
                .AddMilliseconds(_random.Int(0, 999)),
            os,
            _random.ArrayElement(models),
            $"{_random.Int(3, 5)}.{_random.Int(0, 9)}.0"
        );
    }

    private void Add(AppEvent made) => Rows[DateOnly.FromDateTime(made.OccurredAt)].Add(made);
}
