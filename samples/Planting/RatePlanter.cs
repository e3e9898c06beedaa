using Bogus;

namespace CustomerLake.Samples.Planting;

internal sealed record ExchangeRate(string Currency, DateOnly ValidFrom, decimal ToEur);

/// <summary>Plants a rate for each currency and week; the euro's is always one.</summary>
internal sealed class RatePlanter
{
    private static readonly (string Currency, decimal ToEur)[] Bases =
    [
        ("EUR", 1m),
        ("GBP", 1.168342m),
        ("PLN", 0.233918m),
        ("CHF", 1.047115m),
        ("USD", 0.921534m),
    ];

    public RatePlanter(SampleOptions options)
    {
        var random = new Randomizer(options.Seed + 1);
        for (var day = -1; day < options.Days; day += 7)
        {
            foreach (var (currency, toEur) in Bases)
            {
                var drift = currency == "EUR" ? 0m : random.Int(-9_999, 9_999) / 1_000_000m;
                Rates.Add(new ExchangeRate(currency, options.FirstDay.AddDays(day), toEur + drift));
            }
        }
    }

    public List<ExchangeRate> Rates { get; } = [];

    public decimal On(string currency, DateOnly day) =>
        Rates.Last(rate => rate.Currency == currency && rate.ValidFrom <= day).ToEur;
}
