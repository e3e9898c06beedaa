using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;

namespace Pulumi.Serialization;

/// <summary><see cref="Wire"/> values to the types of output properties. What does not fit is warned about and left out.</summary>
internal static class Converter
{
    private const BindingFlags Constructors = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;

    public static OutputData<object?> Convert(
        string context,
        object? wire,
        Type target,
        ImmutableHashSet<Resource> resources
    )
    {
        TargetTypes.Check(context, target);
        var (value, isKnown, isSecret) = Wire.Unwrap(wire);
        return new OutputData<object?>(resources, ToOrWarn(context, value, target), isKnown, isSecret);
    }

    private static object? ToOrWarn(string context, object? value, Type target)
    {
        try
        {
            return To(context, value, target);
        }
        catch (MismatchException e)
        {
            Log.Warn(e.Message);
            return target.IsValueType ? Activator.CreateInstance(target) : null;
        }
    }

    private static object? To(string context, object? value, Type target)
    {
        if (Nullable.GetUnderlyingType(target) is { } underlying)
        {
            return value is null ? null : To(context, value, underlying);
        }

        if (value is null)
        {
            return target.IsValueType ? Activator.CreateInstance(target) : null;
        }

        if (target == typeof(object) || target == typeof(string) || target == typeof(bool) || target == typeof(double))
        {
            return Ensure(context, value, target);
        }

        if (target == typeof(int))
        {
            return (int)(double)Ensure(context, value, typeof(double));
        }

        if (target.IsEnum)
        {
            return Enum.ToObject(target, (int)(double)Ensure(context, value, typeof(double)));
        }

        if (typeof(AssetOrArchive).IsAssignableFrom(target) || typeof(Resource).IsAssignableFrom(target))
        {
            return Ensure(context, value, target);
        }

        if (target == typeof(JsonElement))
        {
            return JsonDocument.Parse(Wire.ToJson(value)).RootElement;
        }

        if (target.IsValueType && target.GetCustomAttribute<EnumTypeAttribute>() is not null)
        {
            var constructor = target.GetConstructor(Constructors, [value.GetType()]);
            return constructor?.Invoke([value]) ?? throw Mismatch(context, "a String or Double", value);
        }

        return target.IsConstructedGenericType ? ToGeneric(context, value, target) : ToObject(context, value, target);
    }

    private static object ToGeneric(string context, object value, Type target)
    {
        var definition = target.GetGenericTypeDefinition();
        var arguments = target.GenericTypeArguments;
        if (definition == typeof(ImmutableArray<>))
        {
            var list = (ImmutableArray<object?>)Ensure(context, value, typeof(ImmutableArray<object>));
            return Build(nameof(MakeArray), arguments[0], [.. list.Select(e => ToOrWarn(context, e, arguments[0]))]);
        }

        if (definition == typeof(ImmutableDictionary<,>))
        {
            var map =
                (ImmutableDictionary<string, object?>)
                    Ensure(context, value, typeof(ImmutableDictionary<string, object>));
            var entries = map.Select(e =>
                (object?)KeyValuePair.Create(e.Key, ToOrWarn(context, e.Value, arguments[1]))
            );
            return Build(nameof(MakeMap), arguments[1], [.. entries]);
        }

        if (definition == typeof(Union<,>))
        {
            return ToUnion(context, value, target);
        }

        if (definition == typeof(Output<>))
        {
            return Build(nameof(MakeOutput), arguments[0], [To(context, value, arguments[0])]);
        }

        throw new InvalidOperationException(
            $"Unexpected generic target type {target.FullName} when deserializing {context}"
        );
    }

    private static object ToUnion(string context, object value, Type target)
    {
        foreach (var (index, type) in target.GenericTypeArguments.Index())
        {
            try
            {
                var converted = To($"{context}.AsT{index}", value, type);
                return target.GetMethod($"FromT{index}")!.Invoke(null, [converted])!;
            }
            catch (MismatchException)
            {
                // The other type of the union may fit.
            }
        }

        var names = string.Join(" or ", target.GenericTypeArguments.Select(t => t.FullName));
        throw Mismatch(context, names, value);
    }

    private static object ToObject(string context, object value, Type target)
    {
        var constructor =
            TargetTypes.ConstructorOf(target)
            ?? throw new MismatchException($"Unexpected target type {target.FullName} when deserializing {context}");
        var members =
            (ImmutableDictionary<string, object?>)Ensure(context, value, typeof(ImmutableDictionary<string, object>));
        var arguments = constructor
            .GetParameters()
            .Select(parameter =>
            {
                var name = parameter.GetCustomAttribute<OutputConstructorParameterAttribute>()?.Name ?? parameter.Name!;
                return ToOrWarn(
                    $"{target.FullName}({parameter.Name})",
                    members.GetValueOrDefault(name),
                    parameter.ParameterType
                );
            });
        return constructor.Invoke([.. arguments]);
    }

    private static object Ensure(string context, object value, Type type) =>
        type.IsInstanceOfType(value) ? value : throw Mismatch(context, type.FullName!, value);

    private static MismatchException Mismatch(string context, string expected, object value) =>
        new($"Expected {expected} but got {value.GetType().FullName} deserializing {context}");

    // Immutable collections of a type known at run time only.
    private static object Build(string maker, Type element, object?[] items)
    {
        var method = typeof(Converter).GetMethod(maker, BindingFlags.NonPublic | BindingFlags.Static)!;
        return method.MakeGenericMethod(element).Invoke(null, [items])!;
    }

    private static object MakeArray<T>(object?[] items) => items.Select(item => (T)item!).ToImmutableArray();

    private static object MakeMap<T>(object?[] items) =>
        items.Cast<KeyValuePair<string, object?>>().ToImmutableDictionary(e => e.Key, e => (T)e.Value!);

    private static object MakeOutput<T>(object?[] items) => Output.Create((T)items[0]!);

    private sealed class MismatchException(string message) : Exception(message);
}
