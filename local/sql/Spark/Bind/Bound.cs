using CustomerLake.Local.Sql.Print;
using CustomerLake.Local.Sql.Spark.Print;
using CustomerLake.Local.Sql.Spark.Types;

namespace CustomerLake.Local.Sql.Spark.Bind;

/// <summary>An output column of a plan. The id is unique in the session, so <c>c12</c> never means two things.</summary>
internal sealed record Attr(int Id, string Name, SparkType Type, bool Nullable)
{
    public IReadOnlyList<string> Qualifier { get; init; } = [];

    /// <summary>Reachable by name but not part of <c>*</c>: <c>_metadata</c>, the other side's key of a USING join.</summary>
    public bool IsHidden { get; init; }

    public string Column => DuckSql.Column(Id);
}

internal enum BoundKind
{
    Attribute,
    Literal,
    Scalar,
    Cast,
    Alias,
    Aggregate,
    Window,
    Lambda,
    Variable,
    Subquery,
    Generator,
    Python,
}

/// <summary>Prints an expression from its printed arguments.</summary>
internal delegate string Template(SqlPrinter printer, string[] arguments);

/// <summary>
/// A bound expression: it has a type, the name Spark would give its column, and a template that prints it for DuckDB.
/// One record for all kinds keeps rewriting a matter of replacing arguments.
/// </summary>
internal sealed record Bound(BoundKind Kind, SparkType Type, bool Nullable, string Name, IReadOnlyList<Bound> Arguments)
{
    public required Template Template { get; init; }

    /// <summary>By kind: the attribute, the literal's value, the alias's attribute, the generator, the subquery's plan, a sum's sign.</summary>
    public object? Tag { get; init; }

    /// <summary>False for rand, uuid and Python calls: such expressions are not merged or copied.</summary>
    public bool IsDeterministic { get; init; } = true;

    public static Bound Of(Attr attribute) =>
        new(BoundKind.Attribute, attribute.Type, attribute.Nullable, attribute.Name, [])
        {
            Template = (_, _) => attribute.Column,
            Tag = attribute,
        };

    public static Bound Scalar(
        string name,
        SparkType type,
        bool nullable,
        IReadOnlyList<Bound> arguments,
        Func<string[], string> template
    ) => new(BoundKind.Scalar, type, nullable, name, arguments) { Template = (_, printed) => template(printed) };

    public Attr? Attribute => Kind == BoundKind.Attribute ? (Attr)Tag! : null;

    public bool IsLiteral => Kind == BoundKind.Literal;

    public bool IsNullLiteral => IsLiteral && Tag is null;

    public string Print(SqlPrinter printer)
    {
        if (Tag is LongSum)
        {
            return LongSum.Print(this, printer);
        }

        var printed = new string[Arguments.Count];
        for (var i = 0; i < printed.Length; i++)
        {
            printed[i] = Arguments[i].Print(printer);
        }

        return Template(printer, printed);
    }

    public IEnumerable<Bound> SelfAndDescendants()
    {
        yield return this;
        foreach (var argument in Arguments)
        {
            foreach (var inner in argument.SelfAndDescendants())
            {
                yield return inner;
            }
        }
    }

    public bool Has(BoundKind kind) => SelfAndDescendants().Any(bound => bound.Kind == kind);

    /// <summary>Replaces subexpressions from the top; a replaced one is not looked into again.</summary>
    public Bound Rewrite(Func<Bound, Bound?> replace)
    {
        if (replace(this) is { } replacement)
        {
            return replacement;
        }

        Bound[]? changed = null;
        for (var i = 0; i < Arguments.Count; i++)
        {
            var argument = Arguments[i].Rewrite(replace);
            if (!ReferenceEquals(argument, Arguments[i]))
            {
                changed ??= [.. Arguments];
                changed[i] = argument;
            }
        }

        return changed is null ? this : this with { Arguments = changed };
    }
}
