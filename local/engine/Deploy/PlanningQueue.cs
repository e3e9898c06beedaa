namespace CustomerLake.Local.Engine.Deploy;

/// <summary>
/// Plans one registration after the other, in the order of asking and never on the thread that asks: the program makes its
/// next resource meanwhile.
/// </summary>
internal sealed class PlanningQueue
{
    private readonly Lock _lock = new();
    private Task _last = Task.CompletedTask;

    public Task<T> RunAsync<T>(Func<Task<T>> planAsync, CancellationToken stop)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _last = AfterAsync(_last, planAsync, done, stop);
        }

        return done.Task;
    }

    private static async Task AfterAsync<T>(
        Task before,
        Func<Task<T>> planAsync,
        TaskCompletionSource<T> done,
        CancellationToken stop
    )
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            stop.ThrowIfCancellationRequested();
            done.SetResult(await planAsync());
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            done.SetCanceled(stop);
        }
        catch (Exception fault)
        {
            done.SetException(fault);
        }
    }
}
