using CustomerLake.Local.Sql.Spark.Functions;
using CustomerLake.Local.Sql.Spark.Syntax;
using CustomerLake.Local.Sql.Spark.Types;

namespace CustomerLake.Local.Sql.Spark.Bind;

internal sealed partial class Analyzer
{
    private static readonly Dictionary<string, JoinKind> JoinKinds = new()
    {
        ["inner"] = JoinKind.Inner,
        ["cross"] = JoinKind.Cross,
        ["left"] = JoinKind.Left,
        ["leftouter"] = JoinKind.Left,
        ["right"] = JoinKind.Right,
        ["rightouter"] = JoinKind.Right,
        ["full"] = JoinKind.Full,
        ["outer"] = JoinKind.Full,
        ["fullouter"] = JoinKind.Full,
        ["semi"] = JoinKind.Semi,
        ["leftsemi"] = JoinKind.Semi,
        ["anti"] = JoinKind.Anti,
        ["leftanti"] = JoinKind.Anti,
    };

    private Plan Join(JoinRelation join, Scope? outer)
    {
        if (
            !JoinKinds.TryGetValue(
                join.Kind.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant(),
                out var kind
            )
        )
        {
            throw SparkException.IllegalArgument(
                $"Unsupported join type '{join.Kind}'. Supported join types include: 'inner', 'outer', 'full', 'fullouter', 'full_outer',"
                    + " 'leftouter', 'left', 'left_outer', 'rightouter', 'right', 'right_outer', 'leftsemi', 'left_semi', 'semi', 'leftanti', 'left_anti', 'anti', 'cross'."
            );
        }

        var left = Analyze(join.Left, outer);
        var right = Analyze(join.Right, join.Lateral ? new Scope(left.Output, outer) : outer);
        if (left.Output.Any(attribute => right.Output.Any(other => other.Id == attribute.Id)))
        {
            right = Instance(right, out var moved);
            session.NoteMoved(join.Right is FrameRelation frame ? frame.Frame : -1, moved);
            if (join.Condition is { } trivial)
            {
                join = join with { Condition = SelfCompared(trivial, moved) };
            }
        }

        var names = join.Natural
            ?
            [
                .. left
                    .Output.Where(a => !a.IsHidden && right.Output.Any(b => Same(a.Name, b.Name)))
                    .Select(a => a.Name),
            ]
            : join.Using;
        if (names is { Count: > 0 })
        {
            return JoinUsing(kind, left, right, names);
        }

        Bound? condition = null;
        if (join.Condition is { } node)
        {
            condition = Binder([.. left.Output, .. right.Output], outer).Bind(node);
            if (condition.Type != SparkType.Boolean && condition.Type != SparkType.Void)
            {
                throw SparkException.Analysis(
                    "JOIN_CONDITION_IS_NOT_BOOLEAN_TYPE",
                    $"The join condition \"{condition.Name}\" has the invalid type \"{condition.Type.Sql}\", expected \"BOOLEAN\"."
                );
            }
        }

        return new JoinPlan(kind, left, right, condition, Output(kind, left, right), join.Lateral);
    }

    /// <summary>In a self-join, <c>df.id == df.id</c> means the left side's column and the right side's.</summary>
    private Node SelfCompared(Node node, Dictionary<int, Attr> moved)
    {
        if (node is not CallNode call)
        {
            return node;
        }

        if (
            call is { Function: "=" or "<=>", Arguments: [FrameColumnNode a, FrameColumnNode b] }
            && a.Frame == b.Frame
            && Same(a.Name, b.Name)
            && Binder(session.Frame(b.Frame).Output).Bind(new NameNode(ExpressionParser.SplitName(b.Name))).Attribute
                is { } own
            && moved.TryGetValue(own.Id, out var right)
        )
        {
            return call with { Arguments = [new BoundNode(Bound.Of(own)), new BoundNode(Bound.Of(right))] };
        }

        return call with
        {
            Arguments = [.. call.Arguments.Select(argument => SelfCompared(argument, moved))],
        };
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private static List<Attr> Output(JoinKind kind, Plan left, Plan right)
    {
        if (kind is JoinKind.Semi or JoinKind.Anti)
        {
            return [.. left.Output];
        }

        var a = kind is JoinKind.Right or JoinKind.Full ? left.Output.Select(Nullable) : left.Output;
        var b = kind is JoinKind.Left or JoinKind.Full ? right.Output.Select(Nullable) : right.Output;
        return [.. a, .. b];
    }

    private static Attr Nullable(Attr attribute) => attribute with { Nullable = true };

    private ProjectPlan JoinUsing(JoinKind kind, Plan left, Plan right, IReadOnlyList<string> names)
    {
        Bound? condition = null;
        var keys = new List<(Attr Left, Attr Right)>();
        foreach (var name in names)
        {
            var a = Key(left, name, "left");
            var b = Key(right, name, "right");
            keys.Add((a, b));
            var equal = Operators.Compare(Binder([]), "=", Bound.Of(a), Bound.Of(b));
            condition = condition is null ? equal : Make.And(condition, equal);
        }

        var join = new JoinPlan(kind, left, right, condition, Output(kind, left, right));
        var items = new List<Computed>();
        foreach (var (a, b) in keys)
        {
            items.Add(
                kind switch
                {
                    JoinKind.Right => new Computed(b, Bound.Of(b)),
                    JoinKind.Full => Merged(a, b),
                    _ => new Computed(a, Bound.Of(a)),
                }
            );
        }

        var leftIds = keys.Select(key => key.Left.Id).ToHashSet();
        var rightIds = keys.Select(key => key.Right.Id).ToHashSet();
        items.AddRange(
            join.Output.Where(attribute => !leftIds.Contains(attribute.Id) && !rightIds.Contains(attribute.Id))
                .Select(attribute => new Computed(attribute, Bound.Of(attribute)))
        );
        if (kind is not (JoinKind.Semi or JoinKind.Anti))
        {
            // The keys of both sides stay reachable by their qualifier, or from their data frame.
            var shown = items.Select(item => item.Attribute.Id).ToHashSet();
            items.AddRange(
                keys.SelectMany(key => new[] { key.Left, key.Right })
                    .Where(attribute => !shown.Contains(attribute.Id))
                    .Select(attribute => new Computed(attribute with { IsHidden = true }, Bound.Of(attribute)))
            );
        }

        return new ProjectPlan(items, join);
    }

    private Computed Merged(Attr a, Attr b)
    {
        var type = Coercion.Common(a.Type, b.Type) ?? a.Type;
        var merged = Bound.Scalar(
            a.Name,
            type,
            a.Nullable && b.Nullable,
            [Casts.Coerce(Bound.Of(a), type), Casts.Coerce(Bound.Of(b), type)],
            p => $"COALESCE({p[0]}, {p[1]})"
        );
        return new Computed(New(a.Name, type, a.Nullable && b.Nullable), merged);
    }

    private static Attr Key(Plan side, string name, string which)
    {
        var found = side.Output.Where(attribute => !attribute.IsHidden && Same(attribute.Name, name)).ToList();
        return found.Count switch
        {
            1 => found[0],
            0 => throw SparkException.Analysis(
                "UNRESOLVED_USING_COLUMN_FOR_JOIN",
                $"USING column `{name}` cannot be resolved on the {which} side of the join. The {which}-side columns: [{string.Join(", ", side.Output.Select(a => $"`{a.Name}`"))}]."
            ),
            _ => throw SparkException.Analysis(
                "AMBIGUOUS_REFERENCE",
                $"Reference `{name}` is ambiguous, could be: [{string.Join(", ", found.Select(a => $"`{a.Name}`"))}]."
            ),
        };
    }

    private Plan SetOperation(SetRelation set, Scope? outer)
    {
        var left = Analyze(set.Left, outer);
        var right = Analyze(set.Right, outer);
        var (a, b) = (Visible(left), Visible(right));
        if (set.ByName)
        {
            (left, right) = ByName(left, right, set.AllowMissing);
            (a, b) = (Visible(left), Visible(right));
        }

        var word = set.Kind.ToUpperInvariant() + (set.All && set.Kind != "union" ? " ALL" : "");
        if (a.Count != b.Count)
        {
            throw SparkException.Analysis(
                "NUM_COLUMNS_MISMATCH",
                $"{word} can only be performed on inputs with the same number of columns, but the first input has {a.Count} columns and the second input has {b.Count} columns."
            );
        }

        var types = new List<SparkType>();
        for (var i = 0; i < a.Count; i++)
        {
            types.Add(
                Coercion.Common(a[i].Type, b[i].Type)
                    ?? throw SparkException.Analysis(
                        "INCOMPATIBLE_COLUMN_TYPE",
                        $"{word} can only be performed on tables with compatible column types. The {i + 1}th column of the second table is \"{b[i].Type.Sql}\" type which is not compatible with \"{a[i].Type.Sql}\"."
                    )
            );
        }

        if (!(set.Kind == "union" && set.All))
        {
            CheckNoMap(left);
        }

        var output = a.Select(
                (attribute, i) =>
                    New(attribute.Name, types[i], attribute.Nullable || b[i].Nullable) with
                    {
                        Qualifier = [],
                    }
            )
            .ToList();
        return new SetPlan(set.Kind, set.All, output, Cast(left, a, types), Cast(right, b, types));
    }

    private static List<Attr> Visible(Plan plan) => [.. plan.Output.Where(attribute => !attribute.IsHidden)];

    private ProjectPlan Cast(Plan plan, IReadOnlyList<Attr> columns, IReadOnlyList<SparkType> types) =>
        new(
            [
                .. columns.Select(
                    (attribute, i) =>
                        new Computed(
                            New(attribute.Name, types[i], attribute.Nullable),
                            Casts.Coerce(Bound.Of(attribute), types[i])
                        )
                ),
            ],
            plan
        );

    private (Plan Left, Plan Right) ByName(Plan left, Plan right, bool allowMissing)
    {
        var items = new List<Computed>();
        foreach (var attribute in Visible(left))
        {
            if (right.Output.FirstOrDefault(other => !other.IsHidden && Same(other.Name, attribute.Name)) is { } match)
            {
                items.Add(new Computed(match, Bound.Of(match)));
            }
            else if (allowMissing)
            {
                items.Add(new Computed(New(attribute.Name, attribute.Type, true), Make.Null(attribute.Type)));
            }
            else
            {
                throw SparkException.Analysis(
                    "_LEGACY_ERROR_TEMP_1201",
                    $"Cannot resolve column name \"{attribute.Name}\" among ({string.Join(", ", right.Output.Select(a => a.Name))})."
                );
            }
        }

        var extra = Visible(right).Where(other => !left.Output.Any(own => Same(own.Name, other.Name))).ToList();
        if (extra.Count > 0 && allowMissing)
        {
            items.AddRange(extra.Select(attribute => new Computed(attribute, Bound.Of(attribute))));
            var own = Visible(left).Select(attribute => new Computed(attribute, Bound.Of(attribute)));
            left = new ProjectPlan(
                [
                    .. own,
                    .. extra.Select(attribute => new Computed(
                        New(attribute.Name, attribute.Type, true),
                        Make.Null(attribute.Type)
                    )),
                ],
                left
            );
        }
        else if (extra.Count > 0)
        {
            throw SparkException.Analysis(
                "NUM_COLUMNS_MISMATCH",
                $"UNION can only be performed on inputs with the same number of columns, but the first input has {Visible(left).Count} columns and the second input has {Visible(right).Count} columns."
            );
        }

        return (left, new ProjectPlan(items, right));
    }
}
