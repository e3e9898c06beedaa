using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;

namespace Pulumi.Serialization;

/// <summary>Program values to <see cref="Wire"/> values; collects the resources that they depend on.</summary>
internal sealed class Serializer
{
    public HashSet<Resource> Dependencies { get; } = [];

    public async Task<object?> SerializeAsync(string context, object? value)
    {
        switch (value)
        {
            case null or bool or double or string:
                return value;
            case int number:
                return (double)number;
            case InputArgs args:
                return await MapAsync(context, await args.ToDictionaryAsync());
            case AssetOrArchive asset:
                return asset.Copy();
            case Task:
                throw new InvalidOperationException(
                    $"Tasks are not allowed inside ResourceArgs. Please wrap your Task in an Output:\n\t{context}"
                );
            case IInput or IOutput:
                return await OutputAsync(context, Outputs.Unwrap(value)!);
            case IUnion union:
                return await SerializeAsync(context, union.Value);
            case JsonElement json:
                return Json(json);
            case Resource resource:
                return await ResourceAsync(resource);
            case IDictionary map:
                return await MapAsync(context, map);
            case IList list:
                return await ListAsync(context, list);
            case ValueTuple:
                return null;
            case Enum number when number.GetTypeCode() == TypeCode.Int32:
                return (double)Convert.ToInt32(number, System.Globalization.CultureInfo.InvariantCulture);
            default:
                return await TypedAsync(context, value);
        }
    }

    /// <summary>Each member by itself, with the resources it depends on; members without a value are left out.</summary>
    public static async Task<SerializedMembers> MembersAsync(
        string label,
        IEnumerable<KeyValuePair<string, object?>> members
    )
    {
        var values = ImmutableDictionary.CreateBuilder<string, object?>();
        var dependencies = new HashSet<Resource>();
        foreach (var (key, value) in members)
        {
            var serializer = new Serializer();
            try
            {
                if (await serializer.SerializeAsync($"{label}.{key}", value) is { } wire)
                {
                    values[key] = wire;
                    dependencies.UnionWith(serializer.Dependencies);
                }
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"error serializing property \"{key}\": {e.Message}", e);
            }
        }

        return new SerializedMembers(values.ToImmutable(), dependencies);
    }

    private async Task<object?> OutputAsync(string context, IOutput output)
    {
        var data = await output.GetDataAsync();
        Dependencies.UnionWith(data.Resources);
        var value = data.IsKnown ? await SerializeAsync($"{context}.id", data.Value) : Wire.Unknown.Value;
        return data is { IsKnown: true, IsSecret: true } ? new Wire.Secret(value) : value;
    }

    private async Task<object?> ResourceAsync(Resource resource)
    {
        if (resource is CustomResource custom)
        {
            Dependencies.Add(custom);
            await custom.Id.DataTask;
        }

        Dependencies.UnionWith((await resource.Urn.DataTask).Resources);
        return resource;
    }

    private async Task<object?> MapAsync(string context, IDictionary map)
    {
        var result = ImmutableDictionary.CreateBuilder<string, object?>();
        foreach (DictionaryEntry entry in map)
        {
            var key =
                entry.Key as string
                ?? throw new InvalidOperationException(
                    $"Dictionaries are only supported with string keys:\n\t{context}"
                );
            if (await SerializeAsync($"{context}.{key}", entry.Value) is { } wire)
            {
                result[key] = wire;
            }
        }

        return result.ToImmutable();
    }

    private async Task<object?> ListAsync(string context, IList list)
    {
        var result = ImmutableArray.CreateBuilder<object?>();
        for (var i = 0; !IsDefault(list) && i < list.Count; i++)
        {
            result.Add(await SerializeAsync($"{context}[{i}]", list[i]));
        }

        return result.ToImmutable();
    }

    // An ImmutableArray that was never assigned throws when it is asked for its count.
    private static bool IsDefault(IList list) =>
        list.GetType() is { IsGenericType: true } type
        && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>)
        && (bool)type.GetProperty(nameof(ImmutableArray<>.IsDefault))!.GetValue(list)!;

    private async Task<object?> TypedAsync(string context, object value)
    {
        var type = value.GetType();
        if (type.IsValueType && type.GetCustomAttribute<EnumTypeAttribute>() is not null)
        {
            var conversion = type.GetMethod("op_Explicit", [type]);
            if (conversion?.ReturnType != typeof(string) && conversion?.ReturnType != typeof(double))
            {
                throw new InvalidOperationException(
                    $"Expected {type.FullName} to have an explicit conversion operator to String or Double.\n\t{context}"
                );
            }

            return conversion.Invoke(null, [value]);
        }

        if (type.GetCustomAttribute<OutputTypeAttribute>() is null)
        {
            throw new InvalidOperationException($"{type.FullName} is not a supported argument type.\n\t{context}");
        }

        var result = ImmutableDictionary.CreateBuilder<string, object?>();
        const BindingFlags Fields = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;
        foreach (var field in type.GetFields(Fields).Where(f => f.IsInitOnly))
        {
            var name = char.ToLowerInvariant(field.Name[0]) + field.Name[1..];
            result[name] = await SerializeAsync($"{context}.{name}", field.GetValue(value));
        }

        return result.ToImmutable();
    }

    private static object? Json(JsonElement json) =>
        json.ValueKind switch
        {
            JsonValueKind.String => json.GetString(),
            JsonValueKind.Number => json.GetDouble(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Array => json.EnumerateArray().Select(Json).ToImmutableArray(),
            JsonValueKind.Object => json.EnumerateObject().ToImmutableDictionary(p => p.Name, p => Json(p.Value)),
            _ => null,
        };
}

internal sealed record SerializedMembers(ImmutableDictionary<string, object?> Values, HashSet<Resource> Dependencies);
