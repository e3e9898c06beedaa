using System.Globalization;
using System.Text;
using Bogus;

namespace CustomerLake.Samples.Planting;

/// <summary>Plants the CRM export: clean customers written in a dirty hand, later versions, and rows that must be rejected.</summary>
internal sealed class CustomerPlanter(SampleOptions options)
{
    private readonly Randomizer _random = new(options.Seed);
    private readonly Dictionary<string, Faker> _fakers = Market
        .All.Select(market => market.Locale)
        .Distinct()
        .ToDictionary(
            locale => locale,
            locale => new Faker(locale) { Random = new Randomizer(options.Seed + locale.Sum(c => c)) }
        );

    /// <summary>What the export holds, by the day it landed.</summary>
    public SortedDictionary<DateOnly, List<CustomerRow>> Export { get; } = [];

    /// <summary>The latest valid version of each customer.</summary>
    public List<Customer> Customers { get; } = [];

    public List<Reject> Rejects { get; } = [];

    /// <summary>Valid versions that a later one supersedes.</summary>
    public int Superseded { get; private set; }

    public void Plant()
    {
        for (var day = 0; day < options.Days; day++)
        {
            Export[options.FirstDay.AddDays(day)] = [];
        }

        for (var number = 1; number <= options.Customers; number++)
        {
            PlantCustomer(number);
        }

        PlantRejected();
    }

    private void PlantCustomer(int number)
    {
        var day = _random.Bool(0.6f) ? 0 : _random.Int(0, options.Days - 1);
        var first = MakeCustomer($"C-{number:D6}", day);
        Write(first);
        var latest = first;
        if (_random.Bool(0.15f) && day < options.Days - 1)
        {
            latest = Change(first, _random.Int(day + 1, options.Days - 1));
            Write(latest);
            Superseded++;
        }

        Customers.Add(latest);
    }

    private Customer MakeCustomer(string id, int day)
    {
        var market = _random.WeightedRandom(Market.All, [.. Market.All.Select(each => each.Weight)]);
        var faker = _fakers[market.Locale];
        var firstName = faker.Name.FirstName();
        var lastName = faker.Name.LastName();
        var created = TimeOn(day);
        return new Customer(
            id,
            market,
            firstName,
            lastName,
            $"{Ascii(firstName)}.{Ascii(lastName)}{_random.Int(1, 99)}@{_random.ArrayElement(Domains)}",
            $"+{market.DialCode}{_random.Int(20, 99)}{_random.Int(1_000_000, 9_999_999)}",
            $"{faker.Address.StreetName()}, {_random.Int(1, 180)}",
            faker.Address.City(),
            new DateOnly(_random.Int(1940, 2006), _random.Int(1, 12), _random.Int(1, 28)),
            _random.Bool(0.4f),
            created,
            created,
            options.FirstDay.AddDays(day)
        );
    }

    private Customer Change(Customer customer, int day)
    {
        var faker = _fakers[customer.Market.Locale];
        return customer with
        {
            Address = $"{faker.Address.StreetName()} \"{_random.ArrayElement(Houses)}\", {_random.Int(1, 180)}",
            City = faker.Address.City(),
            MarketingConsent = !customer.MarketingConsent,
            UpdatedAt = TimeOn(day),
            IngestDate = options.FirstDay.AddDays(day),
        };
    }

    /// <summary>Rows with one fault each. Some are a later, faulty version of a good customer: the older one must stay.</summary>
    private void PlantRejected()
    {
        var count = Math.Max(2, options.Customers / 100);
        for (var number = 1; number <= count; number++)
        {
            var id = $"C-9{number:D5}";
            Reject("", "customer_id is blank", row => row with { Id = _random.ArrayElement(["", "  "]) });
            Reject(id + "1", "email is invalid", row => row with { Email = _random.ArrayElement(BadEmails) });
            Reject(
                id + "2",
                "birth_date is in the future",
                row =>
                    row with
                    {
                        BirthDate = Text(DateOnly.FromDateTime(row.UpdatedAt).AddDays(_random.Int(30, 9000))),
                    }
            );
            Reject(
                id + "3",
                "country is unknown",
                row => row with { Country = _random.ArrayElement(["Atlantis", "XX", "n/a"]) }
            );
        }

        foreach (
            var customer in _random.ListItems(Customers, count).OrderBy(customer => customer.Id, StringComparer.Ordinal)
        )
        {
            var day = options.Days - 1;
            var faulty = customer with { UpdatedAt = TimeOn(day).Date.AddHours(23).AddMinutes(59) };
            Export[options.FirstDay.AddDays(day)].Add(Dirty(faulty) with { Email = _random.ArrayElement(BadEmails) });
            Rejects.Add(new Reject("customers", customer.Id, "email is invalid"));
        }
    }

    private void Reject(string id, string reason, Func<CustomerRow, CustomerRow> spoil)
    {
        var customer = MakeCustomer(id, _random.Int(0, options.Days - 1));
        Export[customer.IngestDate].Add(spoil(Dirty(customer)));
        Rejects.Add(new Reject("customers", id, reason));
    }

    private void Write(Customer customer) => Export[customer.IngestDate].Add(Dirty(customer));

    private CustomerRow Dirty(Customer customer) =>
        new(
            customer.Id,
            Spaced(customer.FirstName),
            Spaced(customer.LastName),
            Spaced(_random.Bool(0.2f) ? customer.Email.ToUpperInvariant() : customer.Email),
            DirtyPhone(customer),
            Spaced(DirtyCountry(customer.Market)),
            customer.Address,
            Spaced(customer.City),
            Text(customer.BirthDate),
            _random.ArrayElement(customer.MarketingConsent ? ["true", "TRUE", "yes", "1"] : ["false", "no", "0", ""]),
            customer.CreatedAt,
            customer.UpdatedAt
        );

    private string DirtyCountry(Market market)
    {
        var text = _random.ArrayElement([market.Iso2, market.Iso3, market.Name]);
        return _random.Int(0, 3) switch
        {
            0 => text.ToLowerInvariant(),
            1 => text.ToUpperInvariant(),
            _ => text,
        };
    }

    private string DirtyPhone(Customer customer)
    {
        var national = customer.Phone[(1 + customer.Market.DialCode.Length)..];
        return _random.Int(0, 4) switch
        {
            0 => customer.Phone,
            1 => $"+{customer.Market.DialCode} {national[..2]} {national[2..5]}-{national[5..]}",
            2 => $"00{customer.Market.DialCode} {national[..2]} {national[2..]}",
            3 => $"0{national[..2]}/{national[2..]}",
            _ => $"({national[..2]}) {national[2..5]} {national[5..]}",
        };
    }

    private string Spaced(string text) =>
        _random.Int(0, 11) switch
        {
            0 => " " + text,
            1 => text + "  ",
            _ => text,
        };

    private DateTime TimeOn(int day) =>
        options
            .FirstDay.AddDays(day)
            .ToDateTime(new TimeOnly(_random.Int(0, 22), _random.Int(0, 59), _random.Int(0, 59)));

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The letters of a name that a mail address can hold.</summary>
    private static string Ascii(string name) =>
        string.Concat(
            name.Normalize(NormalizationForm.FormD).ToLowerInvariant().Where(char.IsAsciiLetter).DefaultIfEmpty('x')
        );

    private static readonly string[] Domains = ["example.com", "example.org", "mail.example.net", "post.example.eu"];

    private static readonly string[] Houses = ["Sol", "Étoile", "Haus am See"];

    private static readonly string[] BadEmails =
    [
        "",
        "not an address",
        "missing.at.example.com",
        "two@@example.com",
        "no@domain",
    ];
}
