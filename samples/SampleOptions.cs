namespace CustomerLake.Samples;

/// <summary>How much sample data to make. The same options always make the same bytes.</summary>
public sealed record SampleOptions
{
    public int Seed { get; init; } = 20260301;

    public int Customers { get; init; } = 1_000;

    /// <summary>Days of data, the first being <see cref="FirstDay"/>. At least 5, or no day stands out from the others.</summary>
    public int Days { get; init; } = 14;

    public DateOnly FirstDay { get; init; } = new(2026, 3, 1);

    internal int Orders => Customers * 6;

    internal int Events => Customers * 20;

    /// <exception cref="ArgumentException">A value out of range, with what is allowed.</exception>
    public void Validate()
    {
        if (Customers < 200)
        {
            throw new ArgumentException(
                $"The sample needs at least 200 customers (was: {Customers}): with fewer, chance makes anomalies of its own."
            );
        }

        if (Days is < 5 or > 366)
        {
            throw new ArgumentException($"The sample spans 5 to 366 days (was: {Days}).");
        }
    }
}
