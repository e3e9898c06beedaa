using System.Text.RegularExpressions;

namespace CustomerLake.Environments.Leftovers;

/// <summary>
/// How to know a resource of an environment: by its name, <c>lake-STACK-SUFFIX-ROLE</c> (with underscores where SQL wants
/// them). The suffix is unique to one life of one environment; where it is not known, the stack's name has to do.
/// </summary>
public sealed class EnvironmentMark
{
    private const string Before = "(?<![a-z0-9])lake[-_]";
    private const string After = "(?![a-z0-9])";
    private const string AnySuffix = "[-_][a-z0-9]{4,10}";

    private readonly Regex _pattern;

    public EnvironmentMark(string stack, string? suffix)
        : this(stack, suffix, suffix is null ? NameOf(stack) + AnySuffix : $"[a-z0-9_-]+[-_]{Regex.Escape(suffix)}") { }

    private EnvironmentMark(string stack, string? suffix, string pattern) =>
        (Stack, Suffix, _pattern) = (
            stack,
            suffix,
            new Regex(Before + pattern + After, RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)
        );

    /// <summary>That of every preview there was. Previews share a key, so none bears its tags.</summary>
    public static EnvironmentMark OfAnyPreview { get; } = new("pr-N", null, $"pr[-_][0-9]+{AnySuffix}");

    public string Stack { get; }

    public string? Suffix { get; }

    public bool IsOn(string? name) => name is not null && _pattern.IsMatch(name);

    /// <summary>Whether tags (key, value) say so: for what has no name of its own, such as a key.</summary>
    public bool IsOn(IEnumerable<KeyValuePair<string, string>> tags) =>
        tags.Any(tag =>
            Suffix is null
                ? tag is { Key: "lake:environment" } && tag.Value == Stack
                : tag is { Key: "lake:suffix" } && tag.Value == Suffix
        );

    private static string NameOf(string stack) => Regex.Escape(stack).Replace("-", "[-_]", StringComparison.Ordinal);
}

/// <summary>Something of an environment that is still there.</summary>
/// <param name="Service">Such as <c>s3</c>.</param>
/// <param name="Kind">Such as <c>bucket</c>.</param>
public sealed record Leftover(string Service, string Kind, string Name)
{
    public override string ToString() => $"{Service} {Kind} {Name}";
}
