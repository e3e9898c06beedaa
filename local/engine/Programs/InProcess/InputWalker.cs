using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using CustomerLake.Local.Engine.Values;
using Pulumi;

namespace CustomerLake.Local.Engine.Programs.InProcess;

/// <summary>Turns an arguments object into values, with what the mocks lose: unknowns, secrets, dependencies.</summary>
internal static class InputWalker
{
    /// <summary>The members that are set, and for each the resources whose outputs went into it.</summary>
    public static async Task<IReadOnlyList<WalkedInput>> WalkAsync(ResourceArgs args)
    {
        var found = new List<WalkedInput>();
        foreach (var (name, isJson, raw) in Members(args))
        {
            var needs = new HashSet<Resource>();
            var value = await ValueAsync(raw, needs);
            if (!value.IsNull)
            {
                found.Add(new WalkedInput(name, isJson, value, needs));
            }
        }

        return found;
    }

    /// <summary>A plain value, as it comes from the mocks or from a stack's outputs.</summary>
    public static async Task<PropertyValue> PlainAsync(object? value) => await ValueAsync(value, []);

    internal sealed record WalkedInput(string Name, bool IsJson, PropertyValue Value, HashSet<Resource> Needs);

    private static IEnumerable<(string Name, bool IsJson, object? Value)> Members(object args)
    {
        if (args is DictionaryResourceArgs dictionary)
        {
            var map =
                typeof(DictionaryResourceArgs)
                    .GetFields(BindingFlags.Instance | BindingFlags.NonPublic)
                    .Select(field => field.GetValue(dictionary))
                    .OfType<ImmutableDictionary<string, object?>>()
                    .FirstOrDefault()
                ?? ImmutableDictionary<string, object?>.Empty;
            return map.Select(entry => (entry.Key, false, entry.Value));
        }

        return InputMembers.Of(args.GetType()).Select(member => (member.Name, member.IsJson, member.Get(args)));
    }

    private static async Task<PropertyValue> ValueAsync(object? value, HashSet<Resource> needs)
    {
        if (value is null)
        {
            return PropertyValue.Null;
        }

        if (OutputReader.TryRead(value) is { } reading)
        {
            var content = await reading;
            needs.UnionWith(content.Dependencies);
            var inner = content.IsKnown ? await ValueAsync(content.Value, needs) : PropertyValue.Unknown;
            return content.IsSecret ? PropertyValue.Secret(inner) : inner;
        }

        switch (value)
        {
            case string text:
                return text;
            case bool flag:
                return flag;
            case double or float or int or long or short or byte or decimal:
                return Convert.ToDouble(value, CultureInfo.InvariantCulture);
            case JsonElement json:
                return PropertyJson.Read(json, null);
            case AssetOrArchive asset:
                return AssetReader.Read(asset);
            case CustomResource resource:
                needs.Add(resource);
                return await ValueAsync(resource.Id, needs);
            case ComponentResource component:
                needs.Add(component);
                return await ValueAsync(component.Urn, needs);
            case InputArgs args:
                return await MapAsync(Members(args).Select(member => (member.Name, member.Value)), needs);
            case IDictionary map:
                return await MapAsync(Entries(map), needs);
            case IEnumerable items:
                return await ListAsync(items, needs);
            default:
                return await OtherAsync(value, needs);
        }
    }

    private static IEnumerable<(string Name, object? Value)> Entries(IDictionary map)
    {
        foreach (DictionaryEntry entry in map)
        {
            yield return ((string)entry.Key, entry.Value);
        }
    }

    private static async Task<PropertyValue> MapAsync(
        IEnumerable<(string Name, object? Value)> members,
        HashSet<Resource> needs
    )
    {
        var found = new List<KeyValuePair<string, PropertyValue>>();
        foreach (var (name, member) in members)
        {
            var value = await ValueAsync(member, needs);
            if (!value.IsNull)
            {
                found.Add(KeyValuePair.Create(name, value));
            }
        }

        return PropertyMap.Of(found);
    }

    private static async Task<PropertyValue> ListAsync(IEnumerable items, HashSet<Resource> needs)
    {
        // A list that was never set is a default array, which cannot be enumerated.
        if (items.GetType().GetProperty("IsDefault")?.GetValue(items) is true)
        {
            return PropertyValue.Null;
        }

        var found = new List<PropertyValue>();
        foreach (var item in items)
        {
            found.Add(await ValueAsync(item, needs));
        }

        return PropertyValue.Of(found);
    }

    /// <summary>A union, an enumeration of the SDK, or an output type with read-only fields.</summary>
    private static async Task<PropertyValue> OtherAsync(object value, HashSet<Resource> needs)
    {
        var type = value.GetType();
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Union<,>))
        {
            return await ValueAsync(type.GetProperty("Value")!.GetValue(value), needs);
        }

        if (type.IsDefined(typeof(EnumTypeAttribute), inherit: false))
        {
            return value.ToString();
        }

        if (type.IsEnum)
        {
            return Convert.ToDouble(value, CultureInfo.InvariantCulture);
        }

        if (type.IsDefined(typeof(OutputTypeAttribute), inherit: false))
        {
            var fields = type.GetFields(BindingFlags.Instance | BindingFlags.Public);
            return await MapAsync(fields.Select(field => (Camel(field.Name), field.GetValue(value))), needs);
        }

        throw new NotSupportedException($"a value of type '{type}' is not a supported input");
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
