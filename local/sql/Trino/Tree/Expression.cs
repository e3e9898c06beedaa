using System.Text.Json.Serialization;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Tree;

/// <summary>A value expression. The set of cases is closed.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "node")]
[JsonDerivedType(typeof(NullLiteral), "null")]
[JsonDerivedType(typeof(BooleanLiteral), "boolean")]
[JsonDerivedType(typeof(NumberLiteral), "number")]
[JsonDerivedType(typeof(StringLiteral), "string")]
[JsonDerivedType(typeof(BinaryLiteral), "binary")]
[JsonDerivedType(typeof(TypedLiteral), "typed")]
[JsonDerivedType(typeof(IntervalLiteral), "interval")]
[JsonDerivedType(typeof(NameExpression), "name")]
[JsonDerivedType(typeof(FieldExpression), "field")]
[JsonDerivedType(typeof(StarExpression), "star")]
[JsonDerivedType(typeof(ParameterExpression), "parameter")]
[JsonDerivedType(typeof(UnaryExpression), "unary")]
[JsonDerivedType(typeof(BinaryExpression), "binary2")]
[JsonDerivedType(typeof(IsNullExpression), "isNull")]
[JsonDerivedType(typeof(BetweenExpression), "between")]
[JsonDerivedType(typeof(InListExpression), "in")]
[JsonDerivedType(typeof(InQueryExpression), "inQuery")]
[JsonDerivedType(typeof(LikeExpression), "like")]
[JsonDerivedType(typeof(ExistsExpression), "exists")]
[JsonDerivedType(typeof(QuantifiedExpression), "quantified")]
[JsonDerivedType(typeof(SubqueryExpression), "subquery")]
[JsonDerivedType(typeof(CaseExpression), "case")]
[JsonDerivedType(typeof(CastExpression), "cast")]
[JsonDerivedType(typeof(ExtractExpression), "extract")]
[JsonDerivedType(typeof(AtTimeZoneExpression), "atTimeZone")]
[JsonDerivedType(typeof(CurrentExpression), "current")]
[JsonDerivedType(typeof(CallExpression), "call")]
[JsonDerivedType(typeof(LambdaExpression), "lambda")]
[JsonDerivedType(typeof(ArrayExpression), "array")]
[JsonDerivedType(typeof(RowExpression), "row")]
[JsonDerivedType(typeof(SubscriptExpression), "subscript")]
[JsonDerivedType(typeof(NamedExpression), "named")]
[JsonDerivedType(typeof(JsonExpression), "json")]
[JsonDerivedType(typeof(JsonConstructor), "jsonConstructor")]
public abstract record Expression : SqlNode;

public sealed record NullLiteral : Expression;

public sealed record BooleanLiteral(bool Value) : Expression;

/// <summary>How a number was written; the dialect picks the type.</summary>
public enum NumberForm
{
    /// <summary>Digits only.</summary>
    Integer,

    /// <summary>With a point and no exponent.</summary>
    Decimal,

    /// <summary>With an exponent.</summary>
    Double,
}

/// <summary>A number: its digits in decimal (no underscores, no radix prefix).</summary>
public sealed record NumberLiteral(string Text, NumberForm Form = NumberForm.Integer) : Expression;

public sealed record StringLiteral(string Value) : Expression;

/// <summary>Bytes (<c>X'0aff'</c>). JSON: base64.</summary>
public sealed record BinaryLiteral(string Base64) : Expression
{
    [JsonIgnore]
    public byte[] Bytes => Convert.FromBase64String(Base64);
}

/// <summary>A type name before a string: <c>DATE '2020-01-01'</c>, <c>DECIMAL '1.10'</c>.</summary>
public sealed record TypedLiteral(TypeReference Type, string Value) : Expression;

/// <summary>
/// <c>INTERVAL '1 2:03' DAY TO MINUTE</c>. Fields are upper-case words without a final S; <paramref name="To"/> is null
/// for a single field.
/// </summary>
public sealed record IntervalLiteral(string Value, string From, string? To = null, bool Negative = false) : Expression;

/// <summary>An unqualified name: a column, a lambda's parameter, or the first part of a dotted name.</summary>
public sealed record NameExpression(Identifier Name) : Expression;

/// <summary><c>base.field</c>: a qualified column (<c>t.a</c>), or a field of a row.</summary>
public sealed record FieldExpression(Expression Base, Identifier Field) : Expression;

/// <summary>
/// <c>*</c> or <c>base.*</c> as an item of a SELECT list or an argument (<c>count(*)</c>), with column aliases.
/// </summary>
public sealed record StarExpression(Expression? Base = null) : Expression
{
    public NodeList<Identifier> Aliases { get; init; } = [];
}

/// <summary><c>?</c> or <c>:name</c>; positions count from 0 in reading order.</summary>
public sealed record ParameterExpression(int Index, string? Name = null) : Expression;

public enum UnaryOperator
{
    Not,
    Minus,
    Plus,
}

public sealed record UnaryExpression(UnaryOperator Operator, Expression Operand) : Expression;

public enum BinaryOperator
{
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    IsDistinctFrom,
    IsNotDistinctFrom,
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
    Concat,
}

/// <summary>Two operands; the position is that of the operator's left operand, <see cref="OperatorAt"/> that of the operator.</summary>
public sealed record BinaryExpression(BinaryOperator Operator, Expression Left, Expression Right) : Expression
{
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public Position OperatorAt { get; init; }
}

public sealed record IsNullExpression(Expression Operand, bool Negated = false) : Expression;

public sealed record BetweenExpression(Expression Operand, Expression Low, Expression High, bool Negated = false)
    : Expression;

public sealed record InListExpression(Expression Operand, NodeList<Expression> Items, bool Negated = false)
    : Expression;

public sealed record InQueryExpression(Expression Operand, Query Query, bool Negated = false) : Expression;

public sealed record LikeExpression(Expression Operand, Expression Pattern, Expression? Escape = null) : Expression
{
    public bool Negated { get; init; }
}

public sealed record ExistsExpression(Query Query) : Expression;

/// <summary><c>a &gt;= ALL (SELECT …)</c>; not <paramref name="All"/> means ANY or SOME.</summary>
public sealed record QuantifiedExpression(BinaryOperator Operator, Expression Operand, bool All, Query Query)
    : Expression;

/// <summary>A scalar subquery.</summary>
public sealed record SubqueryExpression(Query Query) : Expression;

public sealed record WhenClause(Expression Condition, Expression Result) : SqlNode;

/// <summary>CASE: searched when <paramref name="Operand"/> is null, else simple.</summary>
public sealed record CaseExpression(Expression? Operand, NodeList<WhenClause> Whens, Expression? Else = null)
    : Expression;

public sealed record CastExpression(Expression Operand, TypeReference Type, bool Try = false) : Expression;

/// <summary><c>EXTRACT(field FROM x)</c>; the field is upper case.</summary>
public sealed record ExtractExpression(string Field, Expression Operand) : Expression;

public sealed record AtTimeZoneExpression(Expression Operand, Expression Zone) : Expression;

/// <summary>A value of the session written without parentheses: <c>current_date</c>, <c>current_timestamp(6)</c>, <c>current_user</c>.</summary>
public sealed record CurrentExpression(string Name, int? Precision = null) : Expression;

/// <summary>A call of a scalar, aggregate or window function.</summary>
public sealed record CallExpression(NodeList<Identifier> Name, NodeList<Expression> Arguments) : Expression
{
    public bool Distinct { get; init; }

    /// <summary>ORDER BY inside the call, or of WITHIN GROUP.</summary>
    public NodeList<OrderItem> OrderBy { get; init; } = [];

    public Expression? Filter { get; init; }

    /// <summary>OVER; null for no window.</summary>
    public Window? Over { get; init; }

    /// <summary>IGNORE NULLS (true), RESPECT NULLS (false), or neither.</summary>
    public bool? IgnoreNulls { get; init; }

    /// <summary>LISTAGG's ON OVERFLOW TRUNCATE: filler text, and whether with count.</summary>
    public ListaggOverflow? Overflow { get; init; }
}

public sealed record ListaggOverflow(string? Filler, bool WithCount) : SqlNode;

public sealed record LambdaExpression(NodeList<Identifier> Parameters, Expression Body) : Expression;

public sealed record ArrayExpression(NodeList<Expression> Items) : Expression;

/// <summary><c>ROW(a, b)</c> or <c>(a, b)</c>.</summary>
public sealed record RowExpression(NodeList<Expression> Items) : Expression;

public sealed record SubscriptExpression(Expression Base, Expression Index) : Expression;

/// <summary>An expression with a name inside another (<c>struct(a AS b)</c>, <c>row(1 AS x)</c>).</summary>
public sealed record NamedExpression(Expression Value, Identifier Name) : Expression;
