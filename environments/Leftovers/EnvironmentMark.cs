using System.Text.RegularExpressions;

namespace CustomerLake.Environments.Leftovers;

/// <summary>
/// How to know a resource of an environment: by its name, <c>lake-STACK-SUFFIX-ROLE</c> (with underscores where SQL wants
/// them). The suffix is unique to one life of one environment; where it is not known, the stack's name has to do.
/// </summary>
public sealed class EnvironmentMark(string stack, string? suffix)
{
    private readonly Regex _pattern = new(
        suffix is null
            ? $"(?<![a-z0-9])lake[-_]{Regex.Escape(stack).Replace("-", "[-_]", StringComparison.Ordinal)}[-_][a-z0-9]{{4,10}}(?![a-z0-9])"
            : $"(?<![a-z0-9])lake[-_][a-z0-9_-]+[-_]{Regex.Escape(suffix)}(?![a-z0-9])",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase
    );

    public string Stack { get; } = stack;

    public string? Suffix { get; } = suffix;

    public bool IsOn(string? name) => name is not null && _pattern.IsMatch(name);

    /// <summary>Whether tags (key, value) say so: for what has no name of its own, such as a key.</summary>
    public bool IsOn(IEnumerable<KeyValuePair<string, string>> tags) =>
        tags.Any(tag =>
            Suffix is null
                ? tag is { Key: "lake:environment" } && tag.Value == Stack
                : tag is { Key: "lake:suffix" } && tag.Value == Suffix
        );
}

/// <summary>Something of an environment that is still there.</summary>
/// <param name="Service">Such as <c>s3</c>.</param>
/// <param name="Kind">Such as <c>bucket</c>.</param>
public sealed record Leftover(string Service, string Kind, string Name)
{
    public override string ToString() => $"{Service} {Kind} {Name}";
}

/// <summary>Asks the services what is left of an environment.</summary>
public interface ILeftoverCheck
{
    Task<IReadOnlyList<Leftover>> AskAsync(EnvironmentMark mark, CancellationToken cancellationToken);
}
