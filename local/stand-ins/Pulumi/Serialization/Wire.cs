using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Pulumi.Serialization;

/// <summary>
/// What values look like between program and engine: null, bool, double, string, asset, resource, list, map and the two
/// markers. Only known plain values leave it.
/// </summary>
internal static class Wire
{
    public const string UnknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    public const string AssetSignature = "c44067f5952c0a294b673a41bacd8c17";
    public const string ArchiveSignature = "0def7320c3a5731c473e5ecbe6d01bc7";

    public sealed record Secret(object? Value);

    public sealed record Unknown
    {
        public static readonly Unknown Value = new();
    }

    /// <summary>The value without markers; a part that is unknown makes the whole unknown.</summary>
    public static (object? Value, bool IsKnown, bool IsSecret) Unwrap(object? value)
    {
        var (known, secret) = (true, false);
        var plain = Strip(value);
        return (plain, known, secret);

        object? Strip(object? part)
        {
            switch (part)
            {
                case Secret marked:
                    secret = true;
                    return Strip(marked.Value);
                case Unknown or UnknownText:
                    known = false;
                    return null;
                case ImmutableArray<object?> list:
                    return list.Select(Strip).ToImmutableArray();
                case ImmutableDictionary<string, object?> map:
                    // Members that start with "__" are the engine's and the provider's own.
                    return map.Where(e => !e.Key.StartsWith("__", StringComparison.Ordinal))
                        .ToImmutableDictionary(e => e.Key, e => Strip(e.Value));
                default:
                    return part;
            }
        }
    }

    /// <summary>The members of a map that are known and not null, without markers.</summary>
    public static ImmutableDictionary<string, object> KnownMembers(ImmutableDictionary<string, object?> map)
    {
        var members = ImmutableDictionary.CreateBuilder<string, object>();
        foreach (var (key, value) in map)
        {
            if (Unwrap(value) is { IsKnown: true, Value: { } plain })
            {
                members[key] = plain;
            }
        }

        return members.ToImmutable();
    }

    /// <summary>JSON with the blanks of the protobuf formatter, in which providers receive their complex arguments.</summary>
    public static string ToJson(object? value) =>
        value switch
        {
            null => "null",
            bool flag => flag ? "true" : "false",
            double number => number.ToString("R", CultureInfo.InvariantCulture),
            string text => Quote(text),
            ImmutableArray<object?> { IsEmpty: true } => "[ ]",
            ImmutableArray<object?> list => $"[ {string.Join(", ", list.Select(ToJson))} ]",
            ImmutableDictionary<string, object?> { IsEmpty: true } => "{ }",
            ImmutableDictionary<string, object?> map =>
                $"{{ {string.Join(", ", map.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => $"{Quote(e.Key)}: {ToJson(e.Value)}"))} }}",
            _ => throw new InvalidOperationException($"{value.GetType().FullName} has no JSON form."),
        };

    private static string Quote(string text)
    {
        var json = new StringBuilder("\"");
        foreach (var c in text)
        {
            json.Append(
                c switch
                {
                    '"' => "\\\"",
                    '\\' => "\\\\",
                    '\b' => "\\b",
                    '\f' => "\\f",
                    '\n' => "\\n",
                    '\r' => "\\r",
                    '\t' => "\\t",
                    < ' ' or '<' or '>' or '\u007f' or '\u2028' or '\u2029' => $"\\u{(int)c:x4}",
                    _ => c.ToString(),
                }
            );
        }

        return json.Append('"').ToString();
    }
}
