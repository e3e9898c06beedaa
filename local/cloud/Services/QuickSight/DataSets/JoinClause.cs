using System.Text.RegularExpressions;

namespace CustomerLake.Local.Cloud.Services.QuickSight.DataSets;

/// <summary>
/// An OnClause such as <c>{customer_id} = {customer_id[orders]}</c> or <c>a = b AND c = d</c>: equalities of columns,
/// the first of the left operand, the second of the right one.
/// </summary>
internal static partial class JoinClause
{
    public static string ToSql(string clause, IReadOnlyList<string> left, IReadOnlyList<string> right) =>
        string.Join(" AND ", AndWord().Split(clause.Trim()).Select(part => Equality(part, clause, left, right)));

    private static string Equality(string part, string clause, IReadOnlyList<string> left, IReadOnlyList<string> right)
    {
        var sides = part.Split('=', StringSplitOptions.TrimEntries);
        if (sides.Length != 2)
        {
            throw Unreadable(clause);
        }

        var names = sides.Select(Column).ToList();
        if (!left.Contains(names[0]) || !right.Contains(names[1]))
        {
            throw QuickSightErrors.Invalid(
                $"The join '{clause}' compares '{names[0]}' and '{names[1]}', which are not columns of its left and right table."
            );
        }

        return $"\"left\".{DataSetSql.Name(names[0])} = \"right\".{DataSetSql.Name(names[1])}";
    }

    private static string Column(string side) =>
        Braced().Match(side) is { Success: true } match ? match.Groups[1].Value : side;

    private static Protocol.AwsException Unreadable(string clause) =>
        QuickSightErrors.Invalid($"The join condition '{clause}' is no list of equalities joined by AND.");

    [GeneratedRegex(@"\s+AND\s+", RegexOptions.IgnoreCase)]
    private static partial Regex AndWord();

    [GeneratedRegex(@"^\{([^}\[]+)(?:\[[^\]]*\])?\}$")]
    private static partial Regex Braced();
}
