using CustomerLake.Local.Sql.Functions;
using CustomerLake.Local.Sql.Tree;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Bind;

/// <summary>
/// What a dialect decides. Binding itself (scopes, grouping, subqueries, plans) is common to both; everything that is
/// worded, typed or coerced differently asks here.
/// </summary>
internal interface IDialectRules
{
    SqlDialect Dialect { get; }

    FunctionTable Functions { get; }

    DialectErrors Errors { get; }

    /// <summary>Reads one statement; throws the dialect's syntax error.</summary>
    Statement Parse(string text);

    /// <summary>Reads one expression (a parameter's value).</summary>
    Expression ParseExpression(string text);

    /// <summary>The type a text names; null for an unknown one.</summary>
    SqlType? ParseType(string text);

    /// <summary>How the dialect writes a type (<c>typeof</c>, messages, column metadata).</summary>
    string Spell(SqlType type);

    /// <summary>Whether a value of one type stands where another is wanted.</summary>
    bool CanCoerce(SqlType from, SqlType to);

    /// <summary>The type both coerce to, or null.</summary>
    SqlType? CommonType(SqlType left, SqlType right);

    /// <summary>What a type becomes when a parameter of some kind wants it (integer for decimal: decimal(10,0)), or null.</summary>
    SqlType? CoercionTarget(SqlType from, SqlKind kind);

    /// <summary>The type of a signature's kind without numbers (<c>varchar</c>), for an argument of some type.</summary>
    SqlType WidestOf(SqlKind kind, SqlType? actual);

    /// <summary>Whether CAST is allowed.</summary>
    bool CanCast(SqlType from, SqlType to);

    /// <summary>Prints a conversion of a printed expression.</summary>
    string PrintCast(SqlType from, SqlType to, string sql, CastMode mode);

    /// <summary>Binds a number, a typed literal, or an interval.</summary>
    BoundExpression BindLiteral(Expression literal);

    BoundExpression BindUnary(UnaryExpression tree, BoundExpression operand);

    /// <summary>Binds every operator but AND and OR.</summary>
    BoundExpression BindBinary(BinaryExpression tree, BoundExpression left, BoundExpression right);

    BoundExpression BindSubscript(SubscriptExpression tree, BoundExpression source, BoundExpression index);

    BoundExpression BindLike(
        LikeExpression tree,
        BoundExpression operand,
        BoundExpression pattern,
        BoundExpression? escape
    );

    BoundExpression BindExtract(ExtractExpression tree, BoundExpression operand);

    BoundExpression BindAtTimeZone(AtTimeZoneExpression tree, BoundExpression operand, BoundExpression zone);

    BoundExpression BindCurrent(CurrentExpression tree, SqlSessionOptions options);

    /// <summary>Calls that no signature can describe; null to look in <see cref="Functions"/>.</summary>
    BoundExpression? BindSpecialCall(CallExpression tree, string name, ExpressionBinder binder);

    /// <summary>Other expressions that only this dialect has; null if unknown.</summary>
    BoundExpression? BindOther(Expression tree, ExpressionBinder binder);

    /// <summary>Relations that only this dialect has; null if unknown.</summary>
    BoundRelation? BindRelation(Relation tree, RelationBinder binder);

    /// <summary>The name of an item of a SELECT list without alias.</summary>
    string? NameOf(Expression item, int index);

    /// <summary>Where NULLs sort if nothing is written.</summary>
    bool NullsFirst(bool descending);

    /// <summary>Whether GROUP BY and HAVING may name an alias of the SELECT list.</summary>
    bool GroupsByAlias { get; }

    /// <summary>Whether a window call may have FILTER.</summary>
    bool AllowsWindowFilter { get; }

    /// <summary>Whether ROLLUP, CUBE and GROUPING SETS take columns only.</summary>
    bool SetsTakeColumnsOnly { get; }

    /// <summary>Replaces an item of a SELECT list by several (Spark: explode of a map, inline); false for none.</summary>
    bool ExpandsItem(SelectItem item, BoundExpression value, List<BoundItem> items);

    /// <summary>Whether the columns behind one merged by USING stay reachable by qualifier (Spark).</summary>
    bool KeepsUsingColumns { get; }

    /// <summary>The lists that UNNEST of a value gives, with the columns' names (null for none) and types.</summary>
    IEnumerable<(string? Name, BoundExpression List, SqlType Type)> Unnested(
        BoundExpression value,
        Position at,
        BindContext context
    );

    /// <summary>The text under which the catalog keeps a view.</summary>
    string ViewText(string query, IReadOnlyList<SqlResultColumn> columns, SqlSessionOptions options);

    /// <summary>The query of a catalog view.</summary>
    Query ViewQuery(Catalog.SqlTable view);

    /// <summary>The type of a catalog column, from Hive's spelling; null if the dialect cannot read it.</summary>
    SqlType? FromHive(string type);
}
