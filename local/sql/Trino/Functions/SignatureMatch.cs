using CustomerLake.Local.Sql.Trino.Bind;
using CustomerLake.Local.Sql.Trino.Tree;
using CustomerLake.Local.Sql.Trino.Types;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Functions;

/// <summary>
/// One attempt to call one overload. Type variables take the common type of what they meet; number variables the largest.
/// Arguments that are lambdas are null here and are bound by the caller once their parameters' types are known.
/// </summary>
internal sealed class SignatureMatch(Function function)
{
    private readonly Dictionary<string, SqlType> _types = [];
    private readonly Dictionary<string, int> _numbers = [];

    public Function Function => function;

    /// <summary>The parameter types, after a successful match; null for a lambda.</summary>
    public SqlType?[] Parameters { get; private set; } = [];

    public bool Matches(IReadOnlyList<SqlType?> arguments, bool coerce)
    {
        var signature = function.Signature;
        if (!signature.Takes(arguments.Count))
        {
            return false;
        }

        for (var i = 0; i < arguments.Count; i++)
        {
            var wanted = signature.ArgumentAt(i);
            if (wanted.IsFunction != arguments[i] is null)
            {
                return false;
            }

            if (arguments[i] is { } actual && !Unify(wanted, actual))
            {
                return false;
            }
        }

        Parameters = new SqlType?[arguments.Count];
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] is not { } actual)
            {
                continue;
            }

            var wanted = Resolve(signature.ArgumentAt(i), actual);
            if (wanted is null || !(coerce ? TrinoCoercions.CanCoerce(actual, wanted) : actual == wanted))
            {
                return false;
            }

            Parameters[i] = wanted;
        }

        return true;
    }

    /// <summary>A lambda's parameter types; null where a variable has no type yet.</summary>
    public IReadOnlyList<SqlType>? LambdaParameters(SignatureType lambda)
    {
        var types = lambda.Arguments.Take(lambda.Arguments.Count - 1).Select(type => Resolve(type, null)).ToArray();
        return types.Any(type => type is null) ? null : [.. types.Select(type => type!)];
    }

    /// <summary>Takes a bound lambda's result, and gives the type it must have.</summary>
    public SqlType? LambdaResult(SignatureType lambda, SqlType actual)
    {
        var wanted = lambda.Arguments[^1];
        return Unify(wanted, actual) ? Resolve(wanted, actual) : null;
    }

    public SqlType Result(IReadOnlyList<SqlType> arguments) =>
        function.Returns?.Invoke(arguments)
        ?? Resolve(function.Signature.Result, null)
        ?? throw new InvalidOperationException($"The result of {function.Name} has an unbound type.");

    private bool Unify(SignatureType wanted, SqlType actual)
    {
        if (wanted.IsTypeVariable)
        {
            var common = _types.TryGetValue(wanted.Name, out var known)
                ? TrinoCoercions.CommonType(known, actual)
                : actual;
            if (common is null)
            {
                return false;
            }

            _types[wanted.Name] = common;
            return true;
        }

        if (actual.Kind == SqlKind.Unknown)
        {
            return true;
        }

        var kind = SignatureKinds.Of(wanted.Name);
        if (kind != actual.Kind)
        {
            // Another kind may still coerce; its numbers come from what it coerces to.
            if (wanted.Arguments.Count > 0 && TrinoCoercions.Target(actual, kind) is { } target)
            {
                return Unify(wanted, target);
            }

            return wanted.Arguments.Count == 0 || kind is not (SqlKind.Array or SqlKind.Map);
        }

        return kind switch
        {
            SqlKind.Array or SqlKind.Map => wanted
                .Arguments.Select((type, i) => Unify(type, actual.Elements[i]))
                .All(ok => ok),
            _ => UnifyNumbers(wanted, actual),
        };
    }

    private bool UnifyNumbers(SignatureType wanted, SqlType actual)
    {
        int[] numbers = actual.Kind switch
        {
            SqlKind.Decimal => [actual.Precision, actual.Scale],
            SqlKind.Varchar or SqlKind.Char => [actual.Length ?? int.MaxValue],
            _ => [actual.Precision],
        };
        for (var i = 0; i < wanted.Arguments.Count && i < numbers.Length; i++)
        {
            var name = wanted.Arguments[i];
            if (name.Number is null)
            {
                _numbers[name.Name] = Math.Max(numbers[i], _numbers.GetValueOrDefault(name.Name));
            }
        }

        return true;
    }

    private SqlType? Resolve(SignatureType wanted, SqlType? actual)
    {
        if (wanted.IsTypeVariable)
        {
            return _types.GetValueOrDefault(wanted.Name);
        }

        var kind = SignatureKinds.Of(wanted.Name);
        switch (kind)
        {
            case SqlKind.Array or SqlKind.Map:
                var elements = wanted
                    .Arguments.Select((type, i) => Resolve(type, actual?.Kind == kind ? actual.Elements[i] : null))
                    .ToArray();
                return elements.Any(element => element is null)
                    ? null
                    : new SqlType(kind) { Elements = elements.Select(element => element!).ToNodeList() };
            case SqlKind.Row:
                return actual?.Kind == SqlKind.Row ? actual : null;
        }

        if (wanted.Arguments.Count == 0)
        {
            return TrinoCoercions.WidestOf(kind, actual);
        }

        var numbers = wanted
            .Arguments.Select(argument => argument.Number ?? _numbers.GetValueOrDefault(argument.Name))
            .ToArray();
        return kind switch
        {
            SqlKind.Decimal => numbers[0] == 0 ? SqlType.Decimal(1, 0) : SqlType.Decimal(numbers[0], numbers[1]),
            SqlKind.Varchar => SqlType.VarcharOf(numbers[0] == int.MaxValue ? null : numbers[0]),
            SqlKind.Char => SqlType.Char(Math.Max(1, numbers[0])),
            _ => new SqlType(kind) { Precision = numbers[0] },
        };
    }
}
