namespace CustomerLake.Harness;

/// <summary>
/// Waits for something that AWS does in its own time, until a deadline: looks soon at first, then each time a tenth later
/// than the time waited so far, so that what took long is not seen much later than it was done.
/// </summary>
internal sealed class Polling(TimeProvider time, TimeSpan deadline)
{
    private const double Growth = 0.1;
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(15);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <exception cref="TimeoutException">The deadline passed.</exception>
    public async Task<T> UntilAsync<T>(
        string what,
        Func<CancellationToken, Task<T>> look,
        Func<T, bool> isDone,
        CancellationToken cancellationToken
    )
    {
        var started = time.GetTimestamp();
        while (true)
        {
            var seen = await look(cancellationToken);
            if (isDone(seen))
            {
                return seen;
            }

            var waited = time.GetElapsedTime(started);
            if (waited > deadline)
            {
                throw new TimeoutException($"{what} was not done within {deadline.TotalMinutes:0.#} minutes.");
            }

            var pause = TimeSpan.FromSeconds(
                Math.Clamp(waited.TotalSeconds * Growth, Shortest.TotalSeconds, Longest.TotalSeconds)
            );
            await Task.Delay(pause, time, cancellationToken);
        }
    }
}
