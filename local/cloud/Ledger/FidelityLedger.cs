using System.Globalization;
using System.Text;
using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Ledger;

/// <summary>
/// What the local cloud does as AWS does it, what it does otherwise, and what it refuses: a page made from the rows and
/// messages themselves, so that it cannot say anything else than the code.
/// </summary>
internal static class FidelityLedger
{
    public const string Exact = "exact";
    public const string Approximate = "approximate";
    public const string Refused = "refused";

    public static string Write(IEnumerable<IAwsService> services)
    {
        var ordered = services.OrderBy(service => service.SigningName, StringComparer.Ordinal).ToList();
        var page = new StringBuilder();
        page.Append("# Fidelity ledger\n\n");
        page.Append(
            "Made from the code by `FidelityLedgerTests`; `LAKE_RENEW=1` in its environment writes it anew.\n\n"
        );
        page.Append("- **exact**: as AWS does it, in every member listed, as far as is known\n");
        page.Append("- **approximate**: with the difference told\n");
        page.Append(
            "- **refused**: an error that names it; so is every operation and every member that is not listed\n\n"
        );
        page.Append("Members in brackets are accepted and have no effect; the reasons follow each table.\n\n");
        page.Append("| service | exact | approximate | refused by name |\n| --- | ---: | ---: | ---: |\n");
        foreach (var service in ordered)
        {
            var rows = service.Operations.Rows.ToList();
            page.Append(
                CultureInfo.InvariantCulture,
                $"| [{service.SigningName}](#{service.SigningName}) | {Count(rows, Exact)} | {Count(rows, Approximate)} | {Count(rows, Refused)} |\n"
            );
        }

        foreach (var service in ordered)
        {
            WriteService(page, service);
        }

        return page.ToString();
    }

    /// <summary>The members of a request that have an effect.</summary>
    public static IEnumerable<string> HonouredMembers(OperationRow row)
    {
        var ignored = IgnoredMembers(row).Select(pair => pair.Member).ToHashSet(StringComparer.Ordinal);
        var all =
            row.Members.Count > 0 ? row.Members : row.RequestType.GetProperties().Select(property => property.Name);
        return all.Where(name => !ignored.Contains(name));
    }

    public static IEnumerable<(string Member, string Reason)> IgnoredMembers(OperationRow row) =>
        row.Members.Count > 0
            ? row.IgnoredMembers.Select(pair => (pair.Key, pair.Value))
            : OperationTable.IgnoredOf(row.RequestType);

    private static string FidelityOf(OperationRow row) =>
        row.Refusal is not null ? Refused
        : row.Deviations.Count > 0 ? Approximate
        : Exact;

    private static int Count(List<OperationRow> rows, string fidelity) =>
        rows.Count(row => FidelityOf(row) == fidelity);

    private static void WriteService(StringBuilder page, IAwsService service)
    {
        page.Append(CultureInfo.InvariantCulture, $"\n## {service.SigningName}\n\n");
        page.Append("| operation | fidelity | IAM action | members | difference |\n| --- | --- | --- | --- | --- |\n");
        var rows = service.Operations.Rows.OrderBy(row => row.Name, StringComparer.Ordinal).ToList();
        foreach (var row in rows)
        {
            page.Append(
                CultureInfo.InvariantCulture,
                $"| {row.Name} | {FidelityOf(row)} | {Code(row.IamAction)} | {Members(row)} | {Difference(row)} |\n"
            );
        }

        var reasons = rows.SelectMany(IgnoredMembers)
            .Distinct()
            .OrderBy(pair => pair.Member, StringComparer.Ordinal)
            .ToList();
        if (reasons.Count > 0)
        {
            page.Append("\nWithout effect:\n\n");
            reasons.ForEach(pair => page.Append(CultureInfo.InvariantCulture, $"- `{pair.Member}`: {pair.Reason}\n"));
        }
    }

    private static string Members(OperationRow row) =>
        row.Refusal is not null
            ? ""
            : string.Join(
                ", ",
                HonouredMembers(row)
                    .Order(StringComparer.Ordinal)
                    .Concat(IgnoredMembers(row).Select(pair => $"({pair.Member})").Order(StringComparer.Ordinal))
            );

    private static string Difference(OperationRow row) => Cell(row.Refusal ?? string.Join(' ', row.Deviations));

    private static string Code(string text) => text.Length == 0 ? "" : $"`{text}`";

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
