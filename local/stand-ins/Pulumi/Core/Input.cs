using Pulumi.Serialization;

namespace Pulumi;

internal interface IInput
{
    IOutput Output { get; }
}

/// <summary>A value or an output, where either is accepted.</summary>
public class Input<T> : IInput
{
    private protected Input(Output<T> value) => Current = value ?? throw new ArgumentNullException(nameof(value));

    IOutput IInput.Output => Current;

    private protected Output<T> Current { get; set; }

    internal Output<T> Value => Current;

    public static implicit operator Input<T>(T value) => new(Output.Create(value));

    public static implicit operator Input<T>(Output<T> value) => new(value);

    public static implicit operator Output<T>(Input<T> input) => input.Current;
}

public static class InputExtensions
{
    public static Output<U> Apply<T, U>(this Input<T>? input, Func<T, U> func) => input.ToOutput().Apply(func);

    public static Output<U> Apply<T, U>(this Input<T>? input, Func<T, Task<U>> func) => input.ToOutput().Apply(func);

    public static Output<U> Apply<T, U>(this Input<T>? input, Func<T, Input<U>?> func) => input.ToOutput().Apply(func);

    public static Output<U> Apply<T, U>(this Input<T>? input, Func<T, Output<U>?> func) => input.ToOutput().Apply(func);

    public static Output<T> ToOutput<T>(this Input<T>? input) => input?.Value ?? Output.Create(default(T)!);
}

public static class InputListExtensions
{
    public static void Add<T, U>(this InputList<Union<T, U>> list, Input<T> value) =>
        list.Add(value.Apply(Union<T, U>.FromT0));

    public static void Add<T, U>(this InputList<Union<T, U>> list, Input<U> value) =>
        list.Add(value.Apply(Union<T, U>.FromT1));
}

public static class InputMapExtensions
{
    public static void Add<T, U>(this InputMap<Union<T, U>> map, string key, Input<T> value) =>
        map.Add(key, value.Apply(Union<T, U>.FromT0));

    public static void Add<T, U>(this InputMap<Union<T, U>> map, string key, Input<U> value) =>
        map.Add(key, value.Apply(Union<T, U>.FromT1));
}
