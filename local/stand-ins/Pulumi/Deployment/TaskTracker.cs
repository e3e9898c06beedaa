namespace Pulumi;

/// <summary>Everything that a run has started: it ends when all of it has, or at the first fault.</summary>
internal sealed class TaskTracker
{
    private readonly Lock _lock = new();
    private readonly List<Exception> _faults = [];
    private TaskCompletionSource<List<Exception>>? _waiter;
    private int _running;

    public void Track(Task task)
    {
        lock (_lock)
        {
            _running++;
        }

        task.ContinueWith(Ended, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    public Task<List<Exception>> WaitAsync()
    {
        lock (_lock)
        {
            var waiter = _waiter = new TaskCompletionSource<List<Exception>>(
                TaskCreationOptions.RunContinuationsAsynchronously
            );
            Settle();
            return waiter.Task;
        }
    }

    private void Ended(Task task)
    {
        lock (_lock)
        {
            _running--;
            _faults.AddRange(task.Exception?.InnerExceptions ?? []);
            Settle();
        }
    }

    private void Settle()
    {
        if (_waiter is { } waiter && (_faults.Count > 0 || _running == 0))
        {
            _waiter = null;
            waiter.SetResult([.. _faults.Distinct()]);
            _faults.Clear();
        }
    }
}
