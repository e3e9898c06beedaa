using System.Collections.Immutable;

namespace Pulumi.Serialization;

internal readonly record struct OutputData<T>(
    ImmutableHashSet<Resource> Resources,
    T Value,
    bool IsKnown,
    bool IsSecret
);

/// <summary>An output of which only the value as an object is wanted.</summary>
internal interface IOutput
{
    Task<OutputData<object?>> GetDataAsync();
}

/// <summary>Inputs and outputs of a type known at run time only.</summary>
internal static class Outputs
{
    public static IOutput? Unwrap(object? value) => value as IOutput ?? (value as IInput)?.Output;

    public static Output<object?> FromObject(object? value) =>
        Unwrap(value) is { } output ? new Output<object?>(output.GetDataAsync()) : Output.Create(value);

    public static object Wrap(object output, Type target)
    {
        if (target.IsInstanceOfType(output))
        {
            return output;
        }

        var conversion = target
            .GetMethods()
            .First(m =>
                m.Name == "op_Implicit"
                && m.ReturnType == target
                && m.GetParameters()[0].ParameterType == output.GetType()
            );
        return conversion.Invoke(null, [output])!;
    }
}
