namespace CustomerLake.Harness;

/// <summary>Waits for something that AWS does in its own time: soon at first, then at growing intervals, until a deadline.</summary>
internal sealed class Polling(TimeProvider time, TimeSpan deadline)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(15);
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
        var pause = First;
        while (true)
        {
            var seen = await look(cancellationToken);
            if (isDone(seen))
            {
                return seen;
            }

            if (time.GetElapsedTime(started) > deadline)
            {
                throw new TimeoutException($"{what} was not done within {deadline.TotalMinutes:0.#} minutes.");
            }

            await Task.Delay(pause, time, cancellationToken);
            pause = pause * 1.5 < Longest ? pause * 1.5 : Longest;
        }
    }
}
