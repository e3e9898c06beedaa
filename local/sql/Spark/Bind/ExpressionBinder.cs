using CustomerLake.Local.Sql.Runtime;
using CustomerLake.Local.Sql.Spark.Functions;
using CustomerLake.Local.Sql.Spark.Session;
using CustomerLake.Local.Sql.Spark.Syntax;
using CustomerLake.Local.Sql.Spark.Types;

namespace CustomerLake.Local.Sql.Spark.Bind;

/// <summary>Resolves an expression against a scope: names, types, functions, coercions; errors as Spark words them.</summary>
internal sealed partial class ExpressionBinder(SessionState session, Scope scope, Analyzer analyzer)
{
    private readonly Dictionary<string, Bound> _variables = new(StringComparer.OrdinalIgnoreCase);

    public SessionState Session => session;

    public Casts Casts => session.Casts;

    public Scope Scope => scope;

    public Bound Bind(Node node) =>
        node switch
        {
            NameNode name => Name(name),
            FrameColumnNode column => FrameColumn(column),
            LiteralNode literal => Literal(literal),
            CallNode call => Call(call),
            CastNode cast => Cast(cast),
            AliasNode { Names: [var single] } alias => Make.Alias(Bind(alias.Child), single),
            CaseNode branch => Case(branch),
            SubscriptNode subscript => Subscript(Bind(subscript.Child), Bind(subscript.Key)),
            FieldNode field => Field(Bind(field.Child), field.Field),
            SubqueryNode subquery => Subquery(subquery),
            PythonNode python => Python(python),
            ParameterNode parameter => Parameter(parameter),
            StarNode => throw SparkException.Analysis(
                "INVALID_USAGE_OF_STAR_OR_REGEX",
                "Invalid usage of '*' in an expression."
            ),
            SortNode sort => Bind(sort.Child),
            BoundNode done => done.Bound,
            LambdaNode => throw SparkException.Analysis(
                "INVALID_LAMBDA_FUNCTION_CALL.NON_HIGHER_ORDER_FUNCTION",
                "A lambda function should only be used in a higher order function."
            ),
            _ => throw SparkException.Unsupported($"an expression of the form {node.GetType().Name}"),
        };

    public List<Bound> Bind(IReadOnlyList<Node> nodes) => [.. nodes.Select(Bind)];

    private Bound Name(NameNode node)
    {
        if (_variables.TryGetValue(node.Parts[0], out var variable))
        {
            return node.Parts.Skip(1).Aggregate(variable, Field);
        }

        for (var at = scope; at is not null; at = at.Outer)
        {
            if (at.Find(node.Parts, Field) is { } found)
            {
                return found;
            }

            if (at == scope && scope.Aliases.TryGetValue(node.Parts[0], out var alias))
            {
                return node.Parts.Skip(1).Aggregate(alias, Field);
            }
        }

        throw Unresolved(node);
    }

    private SparkException Unresolved(NameNode node)
    {
        var name = string.Join(".", node.Parts.Select(part => $"`{part}`"));
        var visible = scope.Attributes.Where(attribute => !attribute.IsHidden).ToList();
        if (visible.Count == 0)
        {
            return SparkException.Analysis(
                "UNRESOLVED_COLUMN.WITHOUT_SUGGESTION",
                $"A column or function parameter with name {name} cannot be resolved."
            );
        }

        var suggestions = visible
            .Select(attribute =>
                string.Join(".", attribute.Qualifier.Append(attribute.Name).Select(part => $"`{part}`"))
            )
            .Distinct()
            .OrderBy(candidate => Distance(candidate, name))
            .Take(5);
        return SparkException.Analysis(
            "UNRESOLVED_COLUMN.WITH_SUGGESTION",
            $"A column or function parameter with name {name} cannot be resolved. Did you mean one of the following?"
                + $" [{string.Join(", ", suggestions)}]."
        );
    }

    private static int Distance(string a, string b) => Levenshtein.Distance(a, b);

    private Bound FrameColumn(FrameColumnNode node)
    {
        var parts = ExpressionParser.SplitName(node.Name);
        var owner = session.Frame(node.Frame);
        var binder = new ExpressionBinder(session, new Scope(owner.Output), analyzer);
        var bound = binder.Name(new NameNode(parts));
        if (
            bound.SelfAndDescendants().FirstOrDefault(b => b.Kind == BoundKind.Attribute)?.Attribute
            is not { } attribute
        )
        {
            return bound;
        }

        if (session.Moved(node.Frame, attribute.Id, scope.Attributes) is { } moved)
        {
            return bound.Rewrite(b => b.Attribute?.Id == attribute.Id ? Bound.Of(moved) : null);
        }

        if (scope.Attributes.Any(candidate => candidate.Id == attribute.Id))
        {
            return bound;
        }

        throw SparkException.Analysis(
            "MISSING_ATTRIBUTES.RESOLVED_ATTRIBUTE_MISSING_FROM_INPUT",
            $"Resolved attribute(s) \"{attribute.Name}\" missing from"
                + $" \"{string.Join("\", \"", scope.Attributes.Select(a => a.Name))}\"."
        );
    }

    private Bound Literal(LiteralNode node)
    {
        if (node.Type == SparkType.Timestamp && node.Value is string text)
        {
            var micros = Values.DateValues.ParseTimestamp(text, Casts.Zone)!.Value;
            var local = Values.Zones.FromUtc(micros, Casts.Zone);
            return Make.Literal(micros, SparkType.Timestamp, $"TIMESTAMP '{Values.DateValues.FormatLocal(local)}'");
        }

        return Make.Literal(node.Value, node.Type);
    }

    private Bound Cast(CastNode node)
    {
        var child = Bind(node.Child);
        if (session.IsAnsi && !node.Try)
        {
            return Functions.AnsiCasts.Bind(Casts, child, node.Type);
        }

        return Casts.Explicit(child, node.Type, node.Try, named: true);
    }

    private Bound Case(CaseNode node)
    {
        var operand = node.Operand is null ? null : Bind(node.Operand);
        var branches = new List<(Bound When, Bound Then)>();
        foreach (var (when, then) in node.Branches)
        {
            var condition = Bind(when);
            branches.Add((operand is null ? condition : Operators.Compare(this, "=", operand, condition), Bind(then)));
        }

        var otherwise = node.Else is null ? null : Bind(node.Else);
        var name =
            "CASE"
            + string.Concat(branches.Select(branch => $" WHEN {branch.When.Name} THEN {branch.Then.Name}"))
            + (otherwise is null ? " END" : $" ELSE {otherwise.Name} END");
        var values = branches.Select(branch => branch.Then).Append(otherwise ?? Make.Null()).ToList();
        var type =
            Coercion.Common(values.Select(value => value.Type))
            ?? throw Mismatch("DATA_DIFF_TYPES", name, "the branches should have one common type");
        var coerced = branches
            .Select(branch => (Casts.Coerce(branch.When, SparkType.Boolean), Casts.Coerce(branch.Then, type)))
            .ToList();
        return Make.Case(coerced, Casts.Coerce(values[^1], type), name, type);
    }

    public static SparkException Mismatch(string condition, string expression, string why) =>
        SparkException.Analysis(
            "DATATYPE_MISMATCH." + condition,
            $"Cannot resolve \"{expression}\" due to data type mismatch: {why}."
        );

    private Bound Parameter(ParameterNode node)
    {
        var value = node.Name is null ? session.PositionalArgument(node.Index) : session.NamedArgument(node.Name);
        return value is null
            ? throw SparkException.Analysis(
                "UNBOUND_SQL_PARAMETER",
                $"Found the unbound parameter: {node.Name ?? "_" + node.Position}. Please, fix `args` and provide a mapping"
                    + " of the parameter to a SQL literal."
            )
            : Bind(value);
    }

    private Bound Python(PythonNode node)
    {
        var arguments = Bind(node.Arguments);
        var name = $"{node.Name}({string.Join(", ", arguments.Select(argument => argument.Name))})";
        return PythonFunctions.Bind(Casts, node, arguments, name);
    }

    /// <summary>Binds a lambda's body with its parameters' types; gives the variables' printed names and the body.</summary>
    public (IReadOnlyList<string> Variables, Bound Body) Lambda(Node node, params ReadOnlySpan<SparkType> types)
    {
        if (node is not LambdaNode lambda)
        {
            throw SparkException.Analysis("UNEXPECTED_INPUT_TYPE", "A lambda function is expected here.");
        }

        var names = new List<string>();
        var before = new List<(string, Bound?)>();
        for (var i = 0; i < lambda.Parameters.Count; i++)
        {
            var parameter = lambda.Parameters[i];
            var type = i < types.Length ? types[i] : SparkType.Int;
            var printed = Casts.Variable();
            names.Add(printed);
            before.Add((parameter, _variables.GetValueOrDefault(parameter)));
            _variables[parameter] = new Bound(BoundKind.Variable, type, true, $"namedlambdavariable()", [])
            {
                Template = (_, _) => printed,
                Tag = printed,
            };
        }

        var body = Bind(lambda.Body);
        foreach (var (parameter, previous) in before)
        {
            if (previous is null)
            {
                _variables.Remove(parameter);
            }
            else
            {
                _variables[parameter] = previous;
            }
        }

        return (names, body);
    }
}
