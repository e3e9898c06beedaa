using System.Text.RegularExpressions;
using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.Iam;

/// <summary>Names, paths, tags, documents and pages as IAM wants them.</summary>
internal static partial class IamRules
{
    private const int LargestTrust = 2048;
    private const int LargestInline = 10240;
    private const int LargestManaged = 6144;

    public static void CheckRole(CreateRoleRequest request)
    {
        CheckName(request.RoleName, "roleName", 64);
        CheckPath(request.Path);
        CheckTags(request.Tags);
        CheckDuration(request.MaxSessionDuration);
        CheckDocument(request.AssumeRolePolicyDocument, PolicyKind.Trust, LargestTrust);
    }

    public static void CheckTrust(string document) => CheckDocument(document, PolicyKind.Trust, LargestTrust);

    public static void CheckInline(string document) => CheckDocument(document, PolicyKind.Identity, LargestInline);

    public static void CheckManaged(string document) => CheckDocument(document, PolicyKind.Identity, LargestManaged);

    public static void CheckName(string name, string member, int most)
    {
        if (name.Length == 0 || name.Length > most || !NameText().IsMatch(name))
        {
            throw IamErrors.Validation(
                $"1 validation error detected: Value '{name}' at '{member}' failed to satisfy constraint: Member must have "
                    + $@"length from 1 to {most} and satisfy regular expression pattern: [\w+=,.@-]+"
            );
        }
    }

    public static void CheckPath(string path)
    {
        if (path.Length > 512 || !PathText().IsMatch(path))
        {
            throw IamErrors.Validation(
                "The specified value for path is invalid. It must begin and end with / and contain only alphanumeric "
                    + "characters and/or / characters."
            );
        }
    }

    public static void CheckDuration(int? seconds)
    {
        if (seconds is < 3600 or > 43200)
        {
            throw IamErrors.Validation(
                $"1 validation error detected: Value '{seconds}' at 'maxSessionDuration' failed to satisfy constraint: "
                    + "Member must have value from 3600 to 43200"
            );
        }
    }

    public static void CheckTags(IReadOnlyList<IamTag> tags)
    {
        if (tags.Count > 50)
        {
            throw IamErrors.LimitExceeded("The number of tags has reached the maximum limit: 50.");
        }

        if (tags.Select(tag => tag.Key).Distinct(StringComparer.OrdinalIgnoreCase).Count() != tags.Count)
        {
            throw IamErrors.Invalid("Duplicate tag keys found. Please note that Tag keys are case insensitive.");
        }

        if (tags.Any(tag => tag.Key.Length is 0 or > 128 || tag.Value.Length > 256))
        {
            throw IamErrors.Validation("A tag key has 1 to 128 characters, a tag value at most 256.");
        }
    }

    public static IReadOnlyList<IamTag> Merge(IReadOnlyList<IamTag> present, IReadOnlyList<IamTag> added)
    {
        CheckTags(added);
        List<IamTag> merged =
        [
            .. present.Where(tag => !added.Any(other => other.Key.Equals(tag.Key, StringComparison.OrdinalIgnoreCase))),
            .. added,
        ];
        CheckTags(merged);
        return merged;
    }

    /// <summary>Documents in answers are percent-encoded.</summary>
    public static string Encoded(string document) => RequestTarget.Encode(document);

    public static (IReadOnlyList<T> Page, string? Marker) Page<T>(
        IReadOnlyList<T> all,
        Func<T, string> nameOf,
        string? marker,
        int? maxItems
    )
    {
        if (maxItems is < 1 or > 1000)
        {
            throw IamErrors.Validation("MaxItems must be from 1 to 1000.");
        }

        var behind = marker is null ? all : [.. all.SkipWhile(item => nameOf(item) != marker).Skip(1)];
        var page = behind.Take(maxItems ?? 100).ToList();
        return (page, behind.Count > page.Count ? nameOf(page[^1]) : null);
    }

    private static void CheckDocument(string document, PolicyKind kind, int most)
    {
        // White space does not count.
        if (document.Count(character => !char.IsWhiteSpace(character)) > most)
        {
            throw IamErrors.LimitExceeded($"Cannot exceed quota for PolicySize: {most}");
        }

        try
        {
            PolicyDocument.Parse(document, kind);
        }
        catch (PolicyFaultException fault)
        {
            throw IamErrors.Malformed(fault.Message);
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_+=,.@-]+\z")]
    private static partial Regex NameText();

    [GeneratedRegex(@"\A(?:/|/[\u0021-\u007E]+/)\z")]
    private static partial Regex PathText();
}
