namespace CustomerLake.Samples.Planting;

/// <summary>A country we sell to. <paramref name="Locale"/> is Bogus's, <paramref name="Offset"/> hours from UTC.</summary>
internal sealed record Market(
    string Iso2,
    string Iso3,
    string Name,
    string Locale,
    string DialCode,
    string Currency,
    int Offset,
    float Weight
)
{
    public static readonly Market[] All =
    [
        new("DE", "DEU", "Germany", "de", "49", "EUR", 1, 0.22f),
        new("FR", "FRA", "France", "fr", "33", "EUR", 1, 0.16f),
        new("ES", "ESP", "Spain", "es", "34", "EUR", 1, 0.14f),
        new("GB", "GBR", "United Kingdom", "en_GB", "44", "GBP", 0, 0.16f),
        new("PL", "POL", "Poland", "pl", "48", "PLN", 1, 0.10f),
        new("CH", "CHE", "Switzerland", "de_CH", "41", "CHF", 1, 0.08f),
        new("US", "USA", "United States", "en_US", "1", "USD", -5, 0.14f),
    ];

    /// <summary>Where the planted revenue spike happens.</summary>
    public static readonly Market OfAnomaly = All.Single(market => market.Iso2 == "ES");
}
