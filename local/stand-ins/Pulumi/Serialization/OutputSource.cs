using System.Collections.Immutable;
using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>The promise behind one output property of a resource.</summary>
internal abstract class OutputSource
{
    public abstract Type Type { get; }

    public abstract object Output { get; }

    public abstract void Set(OutputData<object?> data);

    /// <summary>Settles a promise for which nothing came.</summary>
    public abstract void SetDefault(bool isKnown);

    public abstract void SetException(Exception exception);

    /// <summary>Fills the output properties of a resource with promises, by wire name.</summary>
    public static ImmutableDictionary<string, OutputSource> Attach(Resource resource, bool overwriteComponent)
    {
        var sources = ImmutableDictionary.CreateBuilder<string, OutputSource>();
        foreach (var property in resource.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (
                property.GetCustomAttribute<OutputAttribute>() is not { } attribute
                || (
                    // A component sets its own outputs, possibly in initialisers that have run before this.
                    resource is ComponentResource
                    && !overwriteComponent
                    && property.DeclaringType != typeof(Resource)
                )
            )
            {
                continue;
            }

            var type = property.PropertyType;
            if (!type.IsConstructedGenericType || type.GetGenericTypeDefinition() != typeof(Output<>))
            {
                throw RunException.OutputsHaveIncorrectType([attribute.Name ?? property.Name]);
            }

            var context = $"[Output] {resource.GetType().FullName}.{property.Name}";
            var setter =
                property.DeclaringType!.GetProperty(property.Name)!.GetSetMethod(nonPublic: true)
                ?? throw new InvalidOperationException($"{context} did not have a 'set' method");
            var value = type.GenericTypeArguments[0];
            TargetTypes.Check(context, value);
            var source = (OutputSource)
                Activator.CreateInstance(typeof(OutputSource<>).MakeGenericType(value), resource)!;
            setter.Invoke(resource, [source.Output]);
            sources.Add(attribute.Name ?? property.Name, source);
        }

        return sources.ToImmutable();
    }
}

internal sealed class OutputSource<T> : OutputSource
{
    private readonly ImmutableHashSet<Resource> _resources;
    private readonly TaskCompletionSource<OutputData<T>> _promise = new();
    private readonly Output<T> _output;

    public OutputSource(Resource resource)
    {
        _resources = [resource];
        _output = new Output<T>(_promise.Task);
    }

    public override Type Type => typeof(T);

    public override object Output => _output;

    public override void Set(OutputData<object?> data) =>
        _promise.SetResult(
            new OutputData<T>(
                _resources.Union(data.Resources),
                data.Value is null ? default! : (T)data.Value,
                data.IsKnown,
                data.IsSecret
            )
        );

    public override void SetDefault(bool isKnown) =>
        _promise.TrySetResult(new OutputData<T>(_resources, default!, isKnown, false));

    public override void SetException(Exception exception) => _promise.TrySetException(exception);
}
