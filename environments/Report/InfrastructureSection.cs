using CustomerLake.Environments.Changes;

namespace CustomerLake.Environments.Report;

/// <summary>What changes in the infrastructure: counts, the changes that deserve a look, all of them folded away.</summary>
internal static class InfrastructureSection
{
    private static readonly ChangeKind[] _risky = [ChangeKind.Replace, ChangeKind.Delete];

    public static string? Write(ReportInput input, ReportDepth depth)
    {
        if (input.Update is not { } update)
        {
            return null;
        }

        var counts = update
            .Changes.GroupBy(change => change.Kind)
            .OrderBy(group => group.Key)
            .Select(group => $"{group.Count()} {WordOf(group.Key)}")
            .Append($"{update.Unchanged} unchanged");
        var parts = new List<string> { $"### Infrastructure\n\n{string.Join(", ", counts)}." };

        var risky = update.Changes.Where(change => _risky.Contains(change.Kind)).ToList();
        if (risky.Count > 0)
        {
            parts.Add($"⚠️ Replaced or deleted:\n\n{TableOf(risky, depth)}");
        }

        var others = update.Changes.Except(risky).ToList();
        if (others.Count > 0 && depth.HasDetails)
        {
            parts.Add(Markdown.Details($"All {update.Changes.Count} changes", TableOf(update.Changes, depth)));
        }

        return string.Join("\n\n", parts);
    }

    /// <summary>By type and name: steps run side by side, and their order says nothing.</summary>
    private static string TableOf(IReadOnlyList<ResourceChange> changes, ReportDepth depth)
    {
        var differs = changes.Any(change => change.Properties.Count > 0);
        return Markdown.Table(
            ["", "Resource", "Type", .. differs ? new[] { "What differs" } : []],
            [
                .. changes
                    .OrderBy(change => change.Type, StringComparer.Ordinal)
                    .ThenBy(change => change.Name, StringComparer.Ordinal)
                    .Select(change =>
                        (string[])
                            [
                                SymbolOf(change.Kind),
                                Markdown.Code(change.Name),
                                Markdown.Code(change.Type),
                                .. differs ? new[] { string.Join("<br>", change.Properties.Select(DifferenceOf)) } : [],
                            ]
                    ),
            ],
            depth
        );
    }

    private static string DifferenceOf(PropertyChange property) =>
        $"{Markdown.Code(property.Path)}: {TextOf(property.Before)} → {TextOf(property.After)}";

    private static string TextOf(string? value) =>
        value is null ? "(none)"
        : value.Length == 0 ? "(empty)"
        : Markdown.Code(value);

    private static string SymbolOf(ChangeKind kind) =>
        kind switch
        {
            ChangeKind.Create => "＋",
            ChangeKind.Update => "～",
            ChangeKind.Replace => "±",
            ChangeKind.Delete => "－",
            ChangeKind.Import => "＝",
            _ => "",
        };

    private static string WordOf(ChangeKind kind) =>
        kind switch
        {
            ChangeKind.Create => "created",
            ChangeKind.Update => "updated",
            ChangeKind.Replace => "replaced",
            ChangeKind.Delete => "deleted",
            ChangeKind.Import => "imported",
            ChangeKind.Read => "read",
            _ => "unchanged",
        };
}
