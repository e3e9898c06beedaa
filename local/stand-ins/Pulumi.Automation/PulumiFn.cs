namespace Pulumi.Automation;

/// <summary>An inline program. The stand-in knows it by name only: see <see cref="StandIn.CannotRun"/>.</summary>
public abstract class PulumiFn
{
    private protected PulumiFn(string description) => Description = description;

    internal string Description { get; }

    public static PulumiFn Create(Func<CancellationToken, Task<IDictionary<string, object?>>> program) => Of(program);

    public static PulumiFn Create(Func<Task<IDictionary<string, object?>>> program) => Of(program);

    public static PulumiFn Create(Func<CancellationToken, Task> program) => Of(program);

    public static PulumiFn Create(Func<Task> program) => Of(program);

    public static PulumiFn Create(Func<IDictionary<string, object?>> program) => Of(program);

    public static PulumiFn Create(Action program) => Of(program);

    public static PulumiFn Create<TStack>()
        where TStack : Stack, new() => new Named($"the stack type {typeof(TStack).FullName}");

    public static PulumiFn Create<TStack>(IServiceProvider serviceProvider)
        where TStack : Stack => Create(serviceProvider, typeof(TStack));

    public static PulumiFn Create(IServiceProvider serviceProvider, Type stackType) =>
        stackType.IsSubclassOf(typeof(Stack))
            ? new Named($"the stack type {stackType.FullName}")
            : throw new ArgumentException(
                $"Provided stack type must derive from {typeof(Stack).FullName}.",
                nameof(stackType)
            );

    private static Named Of(Delegate program) => new($"a delegate of {program.Method.DeclaringType?.FullName}");

    private sealed class Named(string description) : PulumiFn(description);
}
