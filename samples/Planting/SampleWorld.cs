namespace CustomerLake.Samples.Planting;

/// <summary>Everything that was planted, from which both the files and the expected results are written.</summary>
internal sealed class SampleWorld
{
    public SampleWorld(SampleOptions options)
    {
        Customers = new CustomerPlanter(options);
        Customers.Plant();
        Rates = new RatePlanter(options);
        Orders = new OrderPlanter(options, Customers.Customers);
        Orders.Plant();
        Events = new EventPlanter(options, Customers.Customers);
        Events.Plant();
    }

    public CustomerPlanter Customers { get; }

    public RatePlanter Rates { get; }

    public OrderPlanter Orders { get; }

    public EventPlanter Events { get; }

    public IEnumerable<Reject> Rejects => [.. Customers.Rejects, .. Orders.Rejects, .. Events.Rejects];
}
