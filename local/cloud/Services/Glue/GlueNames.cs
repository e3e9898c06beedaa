using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.Glue;

/// <summary>Names and ARNs of Glue resources: what is allowed, how it is stored, how it is addressed.</summary>
internal static class GlueNames
{
    private const int LongestName = 255;

    /// <summary>Parts of a stored key. The name pattern excludes it, so keys are injective.</summary>
    public const char Separator = '\u001f';

    /// <summary>Databases, tables and their parts: folded to lower case for Hive compatibility.</summary>
    public static string Fold(string name, string member)
    {
        Require(name, member);
        return name.ToLowerInvariant();
    }

    /// <summary>Glue's single-line string pattern: 1 to 255 characters, no control character but the tab.</summary>
    public static void Require(string name, string member)
    {
        if (name.Length is 0 or > LongestName || name.Any(character => char.IsControl(character) && character != '\t'))
        {
            throw GlueErrors.InvalidInput(
                $"1 validation error detected: Value '{name}' at '{member}' failed to satisfy constraint: "
                    + $"1 to {LongestName} characters of a single line are needed."
            );
        }
    }

    public static string CrawlerArn(CallContext call, string name) => call.Arn("glue", $"crawler/{name}");

    public static string JobArn(CallContext call, string name) => call.Arn("glue", $"job/{name}");

    public static string DatabaseArn(CallContext call, string name) =>
        call.Arn("glue", $"database/{name.ToLowerInvariant()}");

    public static string TableArn(CallContext call, string database, string table) =>
        call.Arn("glue", $"table/{database.ToLowerInvariant()}/{table.ToLowerInvariant()}");

    public static string CatalogArn(CallContext call) => call.Arn("glue", "catalog");

    /// <summary>The scope that a request's CatalogId names. Other accounts' catalogs are out of reach.</summary>
    public static Scope CatalogScope(string? catalogId, CallContext call) =>
        catalogId is null || catalogId == call.AccountId
            ? call.Scope
            : throw GlueErrors.NotEmulated(
                $"the catalog of another account ('CatalogId' is '{catalogId}', the caller is in '{call.AccountId}')"
            );
}
