using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace CustomerLake.Infra;

/// <summary>
/// The only maker of physical names: <c>lake-STACK-SUFFIX-ROLE</c>. Total (any stack name Pulumi allows gives valid
/// names), injective (other stack, suffix or role, other name), at most 48 characters, so within every service's limit.
/// The suffix makes names unguessable for others, who could otherwise take a global bucket name first.
/// </summary>
internal sealed partial class Naming
{
    public const int MaxLength = 48;
    private const int MaxStack = 19;
    private const int HashLength = 10;
    private readonly string _stem;

    /// <param name="stack">The Pulumi stack's name.</param>
    /// <param name="suffix">4 to 10 lower-case letters and digits.</param>
    public Naming(string stack, string suffix)
    {
        if (!SuffixPattern().IsMatch(suffix))
        {
            throw new ArgumentException($"'{suffix}' is no name suffix: 4 to 10 lower-case letters and digits.");
        }

        _stem = $"lake-{Slug(stack)}-{suffix}";
    }

    /// <summary>A name of a bucket, role, job, workgroup, dashboard …</summary>
    /// <param name="role">One lower-case word of at most 12 letters that is unique among the kind of resource.</param>
    public string Of(string role) =>
        RolePattern().IsMatch(role)
            ? $"{_stem}-{role}"
            : throw new ArgumentException($"'{role}' is no role: up to 12 lower-case letters.");

    /// <summary>A name for SQL: Glue databases take no hyphens that Athena would not need to quote.</summary>
    public string ForSql(string role) => Of(role).Replace('-', '_');

    /// <summary>Every name of this environment starts with it.</summary>
    public string Prefix => _stem + "-";

    [GeneratedRegex("^[a-z0-9]{4,10}\\z")]
    internal static partial Regex SuffixPattern();

    [GeneratedRegex("^[a-z]{1,12}\\z")]
    private static partial Regex RolePattern();

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*\\z")]
    private static partial Regex PlainPattern();

    /// <summary>What only a hashed slug looks like; a stack really called so is hashed itself.</summary>
    [GeneratedRegex("-x[0-9a-f]{10}\\z")]
    private static partial Regex HashedPattern();

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex Unwanted();

    private static string Slug(string stack)
    {
        if (stack.Length <= MaxStack && PlainPattern().IsMatch(stack) && !HashedPattern().IsMatch(stack))
        {
            return stack;
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(stack)))[..HashLength];
        var room = MaxStack - HashLength - 2;
        var readable = Unwanted().Replace(stack.ToLowerInvariant(), "-").Trim('-');
        readable = (readable.Length > room ? readable[..room] : readable).Trim('-');
        return readable.Length == 0 ? $"s-x{hash}" : $"{readable}-x{hash}";
    }
}
