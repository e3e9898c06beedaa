using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>A class whose members marked with <see cref="InputAttribute"/> are sent to the engine.</summary>
public abstract class InputArgs
{
    private static readonly ConcurrentDictionary<Type, ImmutableArray<Member>> _members = new();

    private protected InputArgs() { }

    internal virtual Task<ImmutableDictionary<string, object?>> ToDictionaryAsync()
    {
        var values = ImmutableDictionary.CreateBuilder<string, object?>();
        foreach (var member in _members.GetOrAdd(GetType(), MembersOf))
        {
            var context = $"[Input] {GetType().FullName}.{member.Name}";
            var value = member.Get(this);
            if (member.Input.IsRequired && value is null)
            {
                throw new ArgumentNullException(member.Name, $"{context} is required but was not given a value");
            }

            values.Add(member.Input.Name, member.Input.Json && value is not null ? Json(context, value) : value);
        }

        return Task.FromResult(values.ToImmutable());
    }

    private static Output<string> Json(string context, object value) =>
        Outputs
            .FromObject(value)
            .Apply(async plain =>
                Wire.ToJson(Wire.Unwrap(await new Serializer().SerializeAsync(context, plain)).Value)
            );

    private static ImmutableArray<Member> MembersOf(Type type)
    {
        const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;
        var fields = type.GetFields(All).Select(f => (Member: (MemberInfo)f, Get: (Func<object, object?>)f.GetValue));
        var properties = type.GetProperties(All)
            .Select(p => (Member: (MemberInfo)p, Get: (Func<object, object?>)p.GetValue));
        return
        [
            .. from member in fields.Concat(properties)
            let input = member.Member.GetCustomAttribute<InputAttribute>()
            where input is not null
            select new Member(input, member.Member.Name, member.Get),
        ];
    }

    private sealed record Member(InputAttribute Input, string Name, Func<object, object?> Get);
}

public abstract class ResourceArgs : InputArgs
{
    public static readonly ResourceArgs Empty = new None();

    protected ResourceArgs() { }

    private sealed class None : ResourceArgs;
}

public abstract class InvokeArgs : InputArgs
{
    public static readonly InvokeArgs Empty = new None();

    protected InvokeArgs() { }

    private sealed class None : InvokeArgs;
}

public abstract class CallArgs : InputArgs
{
    public static readonly CallArgs Empty = new None();

    protected CallArgs() { }

    private sealed class None : CallArgs;
}

/// <summary>Arguments that are known by name only.</summary>
public sealed class DictionaryResourceArgs(ImmutableDictionary<string, object?> dictionary) : ResourceArgs
{
    internal override Task<ImmutableDictionary<string, object?>> ToDictionaryAsync() => Task.FromResult(dictionary);
}

public sealed class DictionaryInvokeArgs(ImmutableDictionary<string, object?> dictionary) : InvokeArgs
{
    internal override Task<ImmutableDictionary<string, object?>> ToDictionaryAsync() => Task.FromResult(dictionary);
}
