using System.Collections.Concurrent;
using System.Reflection;

namespace CustomerLake.Local.Cloud.Protocol;

/// <summary>One member of a wire record and where it travels; read from its attributes once.</summary>
internal sealed record WireMember(PropertyInfo Property)
{
    public string Name => Property.Name;

    public Type Type { get; } = Nullable.GetUnderlyingType(Property.PropertyType) ?? Property.PropertyType;

    public string? Header { get; } = Property.GetCustomAttribute<HeaderAttribute>()?.Name;

    public string? HeaderPrefix { get; } = Property.GetCustomAttribute<HeaderPrefixAttribute>()?.Prefix;

    public string? Query { get; } = Property.GetCustomAttribute<QueryAttribute>()?.Name;

    public PayloadAttribute? Payload { get; } = Property.GetCustomAttribute<PayloadAttribute>();

    public string XmlName { get; } = Property.GetCustomAttribute<XmlNameAttribute>()?.Name ?? Property.Name;

    public bool IsFlat { get; } = Property.GetCustomAttribute<XmlFlatAttribute>() is not null;

    public string ItemName { get; } = Property.GetCustomAttribute<XmlItemAttribute>()?.Name ?? "member";

    public bool IsXmlType { get; } = Property.GetCustomAttribute<XmlTypeAttributeAttribute>() is not null;

    /// <summary>Whether the member is an element of the body, not a header, a query word or the body itself.</summary>
    public bool IsElement => Header is null && HeaderPrefix is null && Query is null && Payload is null;

    public Type? ItemType { get; } = ItemTypeOf(Property.PropertyType);

    /// <summary>A text, number, time or truth: written as one word.</summary>
    public static bool IsScalar(Type type)
    {
        var actual = Nullable.GetUnderlyingType(type) ?? type;
        return actual == typeof(string) || actual.IsPrimitive || actual.IsEnum || actual == typeof(DateTimeOffset);
    }

    public static Type? ItemTypeOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)
            ? type.GetGenericArguments()[0]
            : null;
}

/// <summary>The members of a wire record.</summary>
internal sealed class WireMembers
{
    private static readonly ConcurrentDictionary<Type, WireMembers> Cache = new();

    private WireMembers(Type type)
    {
        All =
        [
            .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(property => property.Name != "EqualityContract")
                .Select(property => new WireMember(property)),
        ];
        Elements = [.. All.Where(member => member.IsElement)];
        Headers = All.Where(member => member.Header is not null)
            .ToDictionary(member => member.Header!, StringComparer.OrdinalIgnoreCase);
        Queries = All.Where(member => member.Query is not null)
            .ToDictionary(member => member.Query!, StringComparer.Ordinal);
        Payload = All.FirstOrDefault(member => member.Payload is not null);
        Prefixes = [.. All.Where(member => member.HeaderPrefix is not null)];
    }

    public IReadOnlyList<WireMember> All { get; }

    public IReadOnlyList<WireMember> Elements { get; }

    public IReadOnlyDictionary<string, WireMember> Headers { get; }

    public IReadOnlyDictionary<string, WireMember> Queries { get; }

    public IReadOnlyList<WireMember> Prefixes { get; }

    public WireMember? Payload { get; }

    public static WireMembers Of(Type type) => Cache.GetOrAdd(type, static key => new WireMembers(key));
}
