namespace CustomerLake.Local.Cloud.Services.Glue.Catalog.Expressions;

/// <summary>
/// The condition of GetPartitions: SQL over the partition keys, each compared as its type. Three-valued: a comparison
/// with a null partition value is neither true nor false.
/// </summary>
internal abstract record PartitionExpression
{
    private PartitionExpression() { }

    public abstract bool? Evaluate(IReadOnlyList<string> values);

    public bool IsTrue(IReadOnlyList<string> values) => Evaluate(values) == true;

    /// <summary>Null or blank selects everything.</summary>
    /// <exception cref="Protocol.AwsException">InvalidInputException: bad syntax, an unknown key, or a value of the wrong type.</exception>
    public static PartitionExpression Parse(string? text, IReadOnlyList<Column> keys) =>
        string.IsNullOrWhiteSpace(text) ? new Everything() : new PartitionExpressionParser(text, keys).Parse();

    public sealed record Everything : PartitionExpression
    {
        public override bool? Evaluate(IReadOnlyList<string> values) => true;
    }

    public sealed record And(PartitionExpression Left, PartitionExpression Right) : PartitionExpression
    {
        public override bool? Evaluate(IReadOnlyList<string> values) => Left.Evaluate(values) & Right.Evaluate(values);
    }

    public sealed record Or(PartitionExpression Left, PartitionExpression Right) : PartitionExpression
    {
        public override bool? Evaluate(IReadOnlyList<string> values) => Left.Evaluate(values) | Right.Evaluate(values);
    }

    public sealed record Not(PartitionExpression Inner) : PartitionExpression
    {
        public override bool? Evaluate(IReadOnlyList<string> values) => !Inner.Evaluate(values);
    }

    /// <summary>Key, operator, literal: the literal is already of the key's type.</summary>
    public sealed record Comparison(PartitionKey Key, string Operator, IComparable Literal) : PartitionExpression
    {
        public override bool? Evaluate(IReadOnlyList<string> values)
        {
            if (Key.ValueOf(values) is not { } value)
            {
                return null;
            }

            var order = value.CompareTo(Literal);
            return Operator switch
            {
                "=" => order == 0,
                "<>" or "!=" => order != 0,
                "<" => order < 0,
                "<=" => order <= 0,
                ">" => order > 0,
                _ => order >= 0,
            };
        }
    }

    public sealed record Membership(PartitionKey Key, IReadOnlyList<IComparable> Literals) : PartitionExpression
    {
        public override bool? Evaluate(IReadOnlyList<string> values) =>
            Key.ValueOf(values) is { } value ? Literals.Any(literal => value.CompareTo(literal) == 0) : null;
    }

    public sealed record Like(PartitionKey Key, System.Text.RegularExpressions.Regex Pattern) : PartitionExpression
    {
        public override bool? Evaluate(IReadOnlyList<string> values) =>
            Key.IsNull(values) ? null : Pattern.IsMatch(Key.TextOf(values));
    }

    public sealed record IsNull(PartitionKey Key) : PartitionExpression
    {
        public override bool? Evaluate(IReadOnlyList<string> values) => Key.IsNull(values);
    }
}
