using CustomerLake.Local.Cloud.Services.Athena.Results;

namespace CustomerLake.Local.Cloud.Services.Athena.Ddl;

/// <summary>What a DDL statement prints: columns, and a text a row.</summary>
internal sealed record HiveAnswer(IReadOnlyList<ResultColumn> Columns, IReadOnlyList<string> Lines)
{
    public static HiveAnswer Nothing { get; } = new([], []);

    public static HiveAnswer List(string column, IEnumerable<string> lines) =>
        new([ResultColumn.Text(column)], [.. lines]);
}
