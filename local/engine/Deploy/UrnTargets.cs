using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace CustomerLake.Local.Engine.Deploy;

/// <summary>URNs given by flags; <c>*</c> stands for any letters but colons, <c>**</c> for any letters.</summary>
public sealed class UrnTargets(ImmutableArray<string> patterns)
{
    public static readonly UrnTargets None = new([]);

    private readonly HashSet<string> _literals = [.. patterns.Where(text => !IsPattern(text))];

    private readonly ImmutableArray<Regex> _globs = [.. patterns.Where(IsPattern).Select(ToRegex)];

    public ImmutableArray<string> Texts => patterns;

    public bool IsEmpty => patterns.Length == 0;

    public IEnumerable<string> Literals => patterns.Where(text => !IsPattern(text));

    public bool Contains(string urn) => _literals.Contains(urn) || _globs.Any(glob => glob.IsMatch(urn));

    private static bool IsPattern(string text) => text.Contains('*', StringComparison.Ordinal);

    private static Regex ToRegex(string pattern) =>
        new(
            "^"
                + Regex
                    .Escape(pattern)
                    .Replace(@"\*\*", ".*", StringComparison.Ordinal)
                    .Replace(@"\*", "[^:]*", StringComparison.Ordinal)
                + "$",
            RegexOptions.CultureInvariant
        );
}
