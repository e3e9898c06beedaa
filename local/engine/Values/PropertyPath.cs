using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace CustomerLake.Local.Engine.Values;

/// <summary>One step of a path: a member, an element, or any of them.</summary>
public abstract record PathPart
{
    private PathPart() { }

    public sealed record Member(string Name) : PathPart;

    public sealed record Element(int Index) : PathPart;

    public sealed record Any : PathPart;
}

/// <summary>
/// A property path in Pulumi's notation: <c>a.b[0]["x.y"][*]</c>, or <c>*</c>.
/// </summary>
public sealed record PropertyPath(ImmutableArray<PathPart> Parts)
{
    public static readonly PropertyPath Root = new([]);

    /// <summary>Reads a path; null when the text is none.</summary>
    public static PropertyPath? TryParse(string text) => Parse(text).Path;

    /// <summary>Why the text is no path, in the words of the Pulumi engine; null when it is one.</summary>
    public static string? Fault(string text) => Parse(text).Fault;

    private static (PropertyPath? Path, string? Fault) Parse(string text)
    {
        var parts = ImmutableArray.CreateBuilder<PathPart>();
        if (text.StartsWith('.'))
        {
            return (null, "expected property path to start with a name or index");
        }

        var at = 0;
        while (at < text.Length)
        {
            switch (text[at])
            {
                case '.':
                    if (++at == text.Length)
                    {
                        return (null, "expected property path to end with a name or index");
                    }

                    break;
                case '[':
                    var (part, next, fault) = Bracket(text, at);
                    if (part is null)
                    {
                        return (null, fault);
                    }

                    parts.Add(part);
                    at = next;
                    break;
                default:
                    var end = text.AsSpan(at).IndexOfAny('.', '[');
                    end = end < 0 ? text.Length : at + end;
                    var name = text[at..end];
                    parts.Add(name == "*" ? new PathPart.Any() : new PathPart.Member(name));
                    at = end;
                    break;
            }
        }

        return (new PropertyPath(parts.ToImmutable()), null);
    }

    public PropertyPath Then(string member) => new(Parts.Add(new PathPart.Member(member)));

    public PropertyPath Then(int index) => new(Parts.Add(new PathPart.Element(index)));

    /// <summary>Whether every path that begins with this one's parts is meant: this is a prefix of the other.</summary>
    public bool Contains(PropertyPath other)
    {
        if (Parts.Length > other.Parts.Length)
        {
            return false;
        }

        for (var i = 0; i < Parts.Length; i++)
        {
            if (Parts[i] is not PathPart.Any && Parts[i] != other.Parts[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The value there; null when there is none.</summary>
    public PropertyValue? Find(PropertyValue root)
    {
        var value = root;
        foreach (var part in Parts)
        {
            var next = part switch
            {
                PathPart.Member member => value.AsMap?.Find(member.Name),
                PathPart.Element element when element.Index >= 0 && element.Index < value.AsItems.Length =>
                    value.AsItems[element.Index],
                _ => null,
            };
            if (next is null)
            {
                return null;
            }

            value = next;
        }

        return value;
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var part in Parts)
        {
            switch (part)
            {
                case PathPart.Element element:
                    text.Append(CultureInfo.InvariantCulture, $"[{element.Index}]");
                    break;
                case PathPart.Any:
                    text.Append(text.Length == 0 ? "*" : "[*]");
                    break;
                case PathPart.Member member when IsPlain(member.Name):
                    text.Append(text.Length == 0 ? "" : ".").Append(member.Name);
                    break;
                case PathPart.Member member:
                    text.Append('[').Append('"').Append(member.Name.Replace("\"", "\\\"", StringComparison.Ordinal));
                    text.Append("\"]");
                    break;
            }
        }

        return text.ToString();
    }

    private static bool IsPlain(string name) =>
        name.Length > 0
        && !char.IsAsciiDigit(name[0])
        && name.All(letter => char.IsLetterOrDigit(letter) || letter == '_' || letter == '$');

    private static (PathPart? Part, int Next, string? Fault) Bracket(string text, int at)
    {
        if (at + 1 < text.Length && text[at + 1] == '"')
        {
            var name = new StringBuilder();
            for (var i = at + 2; i < text.Length; i++)
            {
                if (text[i] == '\\' && i + 1 < text.Length)
                {
                    name.Append(text[++i]);
                }
                else if (text[i] == '"')
                {
                    return i + 1 < text.Length && text[i + 1] == ']'
                        ? (new PathPart.Member(name.ToString()), i + 2, null)
                        : (null, 0, "missing closing bracket in property access");
                }
                else
                {
                    name.Append(text[i]);
                }
            }

            return (null, 0, "missing closing quote in property name");
        }

        var close = text.IndexOf(']', at);
        if (close < 0)
        {
            return (null, 0, "missing closing bracket in array index");
        }

        var inner = text[(at + 1)..close];
        return inner == "*" ? (new PathPart.Any(), close + 1, null)
            : int.TryParse(inner, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                ? (new PathPart.Element(index), close + 1, null)
            : (null, 0, $"invalid array index: strconv.ParseInt: parsing \"{inner}\": invalid syntax");
    }
}
