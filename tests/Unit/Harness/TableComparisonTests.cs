using CustomerLake.Harness.Expectations;
using CustomerLake.Harness.Records;

namespace CustomerLake.Tests.Unit.Harness;

public sealed class TableComparisonTests
{
    private static readonly ExpectedTable Expected = new(
        ["id"],
        ["id", "name"],
        [
            ["1", "Ana"],
            ["2", null],
        ]
    );

    [Fact]
    public void Equal_tables_differ_in_nothing() =>
        Assert.Empty(
            TableComparison.Compare(
                "t",
                Expected,
                [
                    ["2", null],
                    ["1", "Ana"],
                ]
            )
        );

    [Fact]
    public void A_changed_cell_names_table_key_expected_and_actual() =>
        Assert.Equal(
            [new Mismatch("t.name", "1", "Ana", "Ann"), new Mismatch("t.name", "2", null, "x")],
            TableComparison.Compare(
                "t",
                Expected,
                [
                    ["1", "Ann"],
                    ["2", "x"],
                ]
            )
        );

    [Fact]
    public void Missing_doubled_and_additional_rows_are_told_apart() =>
        Assert.Equal(
            [
                new Mismatch("t rows", "1", "1 row", "0 rows"),
                new Mismatch("t rows", "2", "1 row", "2 rows"),
                new Mismatch("t rows", "3", null, "1 rows"),
            ],
            TableComparison.Compare(
                "t",
                Expected,
                [
                    ["2", null],
                    ["2", null],
                    ["3", "Eva"],
                ]
            )
        );

    [Fact]
    public void A_column_rows_counts_equal_rows() =>
        Assert.Equal(
            "SELECT \"a\", \"b\", count(*) AS \"rows\" FROM \"d\".\"t\" GROUP BY \"a\", \"b\"",
            TableComparison.SqlFor("d", "t", new ExpectedTable(["a"], ["a", "b", "rows"], []))
        );
}
