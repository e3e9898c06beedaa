using System.Collections.Immutable;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>A value that becomes available during the deployment, with its knownness, secretness and dependencies.</summary>
public sealed class Output<T> : IOutput
{
    internal Output(Task<OutputData<T>> data)
    {
        DataTask = data;
        Deployment.Current?.Run.Track(data);
    }

    internal Task<OutputData<T>> DataTask { get; }

    async Task<OutputData<object?>> IOutput.GetDataAsync()
    {
        var data = await DataTask;
        return new OutputData<object?>(data.Resources, data.Value, data.IsKnown, data.IsSecret);
    }

    public static Output<T> Create(Task<T> value) => Of(value, isSecret: false);

    public Output<U> Apply<U>(Func<T, U> func) => Apply(value => Output.Create(func(value)));

    public Output<U> Apply<U>(Func<T, Task<U>> func) => Apply(value => Output.Create(func(value)));

    public Output<U> Apply<U>(Func<T, Input<U>?> func) => Apply(value => func(value).ToOutput());

    public Output<ValueTuple> Apply(Func<T, Task> func)
    {
        async Task<ValueTuple> WaitAsync(T value)
        {
            await func(value);
            return default;
        }

        return Apply(value => Output.Create(WaitAsync(value)));
    }

    public Output<U> Apply<U>(Func<T, Output<U>?> func)
    {
        async Task<OutputData<U>> RunAsync()
        {
            var outer = await DataTask;
            if (!outer.IsKnown)
            {
                return new OutputData<U>(outer.Resources, default!, false, outer.IsSecret);
            }

            var inner = func(outer.Value) is { } output
                ? await output.DataTask
                : new OutputData<U>([], default!, true, false);
            return inner with
            {
                Resources = outer.Resources.Union(inner.Resources),
                IsSecret = outer.IsSecret || inner.IsSecret,
            };
        }

        return new Output<U>(RunAsync());
    }

    public override string ToString()
    {
        var text = string.Join(
            Environment.NewLine,
            "Calling [ToString] on an [Output<T>] is not supported.",
            "",
            "To get the value of an Output<T> as an Output<string> consider:",
            "1. o.Apply(v => $\"prefix{v}suffix\")",
            "2. Output.Format($\"prefix{hostname}suffix\");",
            "",
            "See https://www.pulumi.com/docs/concepts/inputs-outputs for more details."
        );
        var setting = Environment.GetEnvironmentVariable("PULUMI_ERROR_OUTPUT_STRING");
        if (setting == "1" || string.Equals(setting, "true", StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidOperationException(text);
        }

        Log.Warn(text);
        return text + Environment.NewLine + "This function may throw in a future version of Pulumi.";
    }

    internal static Output<T> Of(Task<T> value, bool isSecret)
    {
        ArgumentNullException.ThrowIfNull(value);
        async Task<OutputData<T>> WaitAsync() => new([], await value, true, isSecret);
        return new Output<T>(WaitAsync());
    }

    /// <summary>The same output with other markers.</summary>
    internal Output<T> With(Func<OutputData<T>, OutputData<T>> change)
    {
        async Task<OutputData<T>> WaitAsync() => change(await DataTask);
        return new Output<T>(WaitAsync());
    }

    internal async Task<T> ValueAsync(T whenUnknown)
    {
        var data = await DataTask;
        return data.IsKnown ? data.Value : whenUnknown;
    }
}

/// <summary>An output whose value is supplied later, once.</summary>
public sealed class DeferredOutput<T>
{
    private readonly TaskCompletionSource<OutputData<T>> _source = new();
    private int _resolved;

    public DeferredOutput() => Output = new Output<T>(_source.Task);

    public Output<T> Output { get; }

    public void Resolve(Output<T> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (Interlocked.Exchange(ref _resolved, 1) == 1)
        {
            throw new InvalidOperationException("DeferredOutput can only be resolved once.");
        }

        output.DataTask.ContinueWith(_source.SetFromTask, TaskScheduler.Default);
    }
}
