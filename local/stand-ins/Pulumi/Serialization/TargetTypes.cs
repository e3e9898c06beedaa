using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;

namespace Pulumi.Serialization;

/// <summary>Which types an output property may have.</summary>
internal static class TargetTypes
{
    private const BindingFlags Constructors = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;

    private static readonly ConcurrentDictionary<Type, bool> _checked = new();

    private static readonly HashSet<Type> _plain =
    [
        typeof(bool),
        typeof(int),
        typeof(double),
        typeof(string),
        typeof(object),
        typeof(Asset),
        typeof(Archive),
        typeof(AssetOrArchive),
        typeof(JsonElement),
        typeof(Resource),
    ];

    public static void Check(string context, Type type)
    {
        if (!_checked.ContainsKey(type))
        {
            Check(context, type, []);
            _checked[type] = true;
        }
    }

    public static ConstructorInfo? ConstructorOf(Type type)
    {
        var all = type.GetConstructors(Constructors);
        return type.GetCustomAttribute<OutputTypeAttribute>() is null
            ? null
            : all.FirstOrDefault(c => c.GetCustomAttribute<OutputConstructorAttribute>() is not null)
                ?? (all.Where(c => c.IsPublic).ToList() is [var only] ? only : null);
    }

    private static void Check(string context, Type type, HashSet<Type> seen)
    {
        if (!seen.Add(type) || _plain.Contains(type) || type.IsSubclassOf(typeof(Resource)))
        {
            return;
        }

        if (type.IsEnum && type.GetEnumUnderlyingType() == typeof(int))
        {
            return;
        }

        if (type.IsValueType && type.GetCustomAttribute<EnumTypeAttribute>() is not null)
        {
            if (
                type.GetConstructor(Constructors, [typeof(string)]) is null
                && type.GetConstructor(Constructors, [typeof(double)]) is null
            )
            {
                throw new InvalidOperationException(
                    $"{type.FullName} had [{nameof(EnumTypeAttribute)}], but did not contain constructor with a single String or Double parameter."
                );
            }

            return;
        }

        if (type.IsConstructedGenericType && Elements(context, type) is { } elements)
        {
            foreach (var element in elements)
            {
                Check(context, element, seen);
            }

            return;
        }

        CheckObject(context, type, seen);
    }

    private static Type[]? Elements(string context, Type type)
    {
        var definition = type.GetGenericTypeDefinition();
        var arguments = type.GenericTypeArguments;
        if (definition == typeof(ImmutableDictionary<,>))
        {
            return arguments[0] == typeof(string)
                ? [arguments[1]]
                : throw new InvalidOperationException(
                    $"{context} contains invalid type {type.FullName}. The only allowed ImmutableDictionary 'TKey' type is 'String'."
                );
        }

        return
            definition == typeof(Nullable<>)
            || definition == typeof(ImmutableArray<>)
            || definition == typeof(Union<,>)
            || definition == typeof(Output<>)
            ? arguments
            : null;
    }

    private static void CheckObject(string context, Type type, HashSet<Type> seen)
    {
        if (type.GetCustomAttribute<OutputTypeAttribute>() is null)
        {
            throw new InvalidOperationException(
                $"""
                {context} contains invalid type {type.FullName}. Allowed types are:
                    String, Boolean, Int32, Double,
                    Nullable<...>, ImmutableArray<...> and ImmutableDictionary<string, ...> or
                    a class explicitly marked with the [{nameof(OutputTypeAttribute)}].
                """
            );
        }

        var constructor =
            ConstructorOf(type)
            ?? throw new InvalidOperationException(
                $"{type.FullName} had [{nameof(OutputTypeAttribute)}], but did not contain constructor marked with [{nameof(OutputConstructorAttribute)}]."
            );
        foreach (var parameter in constructor.GetParameters())
        {
            Check($"{type.FullName}({parameter.Name})", parameter.ParameterType, seen);
        }
    }
}
