using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using Pulumi;

namespace CustomerLake.Local.Engine.Programs.InProcess;

/// <summary>
/// The members of an arguments class that carry <c>[Input]</c>: properties, or private fields behind lists, maps and
/// secret arguments. The wire name is an argument of the attribute's constructor.
/// </summary>
internal static class InputMembers
{
    private const BindingFlags All = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly ConcurrentDictionary<Type, ImmutableArray<InputMember>> Known = new();

    /// <param name="IsJson">Sent as the JSON text of its value.</param>
    internal sealed record InputMember(string Name, bool IsJson, Func<object, object?> Get);

    public static ImmutableArray<InputMember> Of(Type type) => Known.GetOrAdd(type, Find);

    private static ImmutableArray<InputMember> Find(Type type)
    {
        var found = ImmutableArray.CreateBuilder<InputMember>();
        for (var at = type; at is not null && at != typeof(object); at = at.BaseType)
        {
            foreach (var member in at.GetMembers(All | BindingFlags.DeclaredOnly))
            {
                var attribute = member
                    .GetCustomAttributesData()
                    .FirstOrDefault(data => data.AttributeType == typeof(InputAttribute));
                if (attribute is null)
                {
                    continue;
                }

                var name = (string)attribute.ConstructorArguments[0].Value!;
                var isJson = attribute.ConstructorArguments is [_, _, { Value: true }];
                switch (member)
                {
                    case FieldInfo field:
                        found.Add(new InputMember(name, isJson, field.GetValue));
                        break;
                    case PropertyInfo property:
                        found.Add(new InputMember(name, isJson, property.GetValue));
                        break;
                }
            }
        }

        return found.ToImmutable();
    }
}
