using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Storage;

/// <summary>
/// The allowed moves of a resource that takes time. Every status change goes through <see cref="TryMove{T}"/>, so a
/// task that ends late can never write over a cancellation.
/// </summary>
internal sealed class StateMachine<TState>(params (TState From, TState To)[] moves)
    where TState : notnull
{
    private readonly HashSet<(TState, TState)> _moves = [.. moves];

    public bool Allows(TState from, TState to) => _moves.Contains((from, to));

    /// <summary>True when no move leads out of <paramref name="state"/>.</summary>
    public bool IsFinal(TState state) => !_moves.Any(move => move.Item1.Equals(state));

    /// <summary>The changed record, or null when it does not exist or the move is not allowed from where it stands.</summary>
    public T? TryMove<T>(
        ResourceTable<T> table,
        Scope scope,
        string key,
        TState to,
        Func<T, TState> stateOf,
        Func<T, T> change
    )
        where T : class => table.Update(scope, key, current => Allows(stateOf(current), to) ? change(current) : null);
}
