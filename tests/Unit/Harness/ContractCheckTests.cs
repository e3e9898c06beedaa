using Amazon.Glue.Model;
using CustomerLake.Harness.Contracts;
using CustomerLake.Harness.Records;

namespace CustomerLake.Tests.Unit.Harness;

public sealed class ContractCheckTests
{
    private static readonly DataContract Contract = new(
        "orders",
        ["id"],
        [new("id", "string"), new("items", "array<struct<sku:string,price:decimal(10,2)>>"), new("day", "string")]
    );

    [Fact]
    public void A_table_as_promised_passes()
    {
        var (faults, notes) = Check(("id", "string"), ("items", "array<struct<sku:string,price:decimal(10,2)>>"));
        Assert.Empty(faults);
        Assert.Empty(notes);
    }

    [Fact]
    public void New_columns_and_nested_fields_pass_and_are_noted()
    {
        var (faults, notes) = Check(
            ("id", "string"),
            ("items", "array<struct<sku:string,gift:boolean,price:decimal(10,2)>>"),
            ("channel", "string")
        );
        Assert.Empty(faults);
        Assert.Equal(
            ["source 'orders' has a new column 'channel'", "source 'orders' has a new column 'items.0.gift'"],
            notes
        );
    }

    [Fact]
    public void A_missing_column_is_a_fault() =>
        Assert.Equal(
            [new Mismatch("contract", "orders.items", "array<struct<sku:string,price:decimal(10,2)>>", null)],
            Check(("id", "string")).Faults
        );

    [Theory]
    [InlineData("array<struct<sku:string,price:double>>")]
    [InlineData("array<struct<sku:string>>")]
    [InlineData("struct<sku:string,price:decimal(10,2)>")]
    [InlineData("string")]
    public void A_retyped_column_is_a_fault(string type) =>
        Assert.Equal("orders.items", Assert.Single(Check(("id", "string"), ("items", type)).Faults).Key);

    private static (IReadOnlyList<Mismatch> Faults, IReadOnlyList<string> Notes) Check(
        params (string Name, string Type)[] columns
    ) =>
        ContractCheck.Check(
            Contract,
            new Table
            {
                StorageDescriptor = new StorageDescriptor
                {
                    Columns = [.. columns.Select(column => new Column { Name = column.Name, Type = column.Type })],
                },
                PartitionKeys = [new Column { Name = "day", Type = "string" }],
            }
        );
}
