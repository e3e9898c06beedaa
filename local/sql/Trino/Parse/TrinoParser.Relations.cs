using CustomerLake.Local.Sql.Trino.Tree;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Parse;

internal sealed partial class TrinoParser
{
    private Relation ReadFrom()
    {
        var left = ReadRelation();
        while (Is(","))
        {
            var at = Advance().At;
            left = new JoinRelation(JoinKind.Implicit, left, ReadRelation()) { At = at };
        }

        return left;
    }

    private Relation ReadRelation()
    {
        var left = ReadSampled();
        while (ReadJoinKind() is var (kind, natural, at))
        {
            if (kind == JoinKind.Cross)
            {
                left = new JoinRelation(kind, left, ReadSampled()) { At = at };
            }
            else if (natural)
            {
                left = new JoinRelation(kind, left, ReadSampled()) { At = at, Natural = true };
            }
            else
            {
                left = ReadJoinCriteria(new JoinRelation(kind, left, ReadRelation()) { At = at });
            }
        }

        return left;
    }

    private (JoinKind Kind, bool Natural, Position At)? ReadJoinKind()
    {
        var at = Current.At;
        if (TakeAll("CROSS", "JOIN"))
        {
            return (JoinKind.Cross, false, at);
        }

        var start = _at;
        var natural = Take("NATURAL");
        JoinKind? kind = null;
        if (Take("LEFT"))
        {
            kind = JoinKind.Left;
            Take("OUTER");
        }
        else if (Take("RIGHT"))
        {
            kind = JoinKind.Right;
            Take("OUTER");
        }
        else if (Take("FULL"))
        {
            kind = JoinKind.Full;
            Take("OUTER");
        }
        else if (Take("INNER") || Is("JOIN"))
        {
            kind = JoinKind.Inner;
        }

        if (kind is { } found)
        {
            Expect("JOIN");
            return (found, natural, at);
        }

        _at = start;
        return null;
    }

    private JoinRelation ReadJoinCriteria(JoinRelation join)
    {
        if (Take("ON"))
        {
            return join with { On = ReadExpression() };
        }

        if (!Take("USING"))
        {
            throw Unexpected("'ON', 'USING'");
        }

        Expect("(");
        var names = ReadList(ReadIdentifier).ToNodeList();
        Expect(")");
        return join with { Using = names };
    }

    private Relation ReadSampled()
    {
        var relation = ReadAliased();
        if (!Is("TABLESAMPLE"))
        {
            return relation;
        }

        var at = Advance().At;
        if (!Is("BERNOULLI") && !Is("SYSTEM"))
        {
            throw Unexpected("'BERNOULLI', 'SYSTEM'");
        }

        var method = Advance().Text;
        Expect("(");
        var percentage = ReadExpression();
        Expect(")");
        return new SampledRelation(relation, method, percentage) { At = at };
    }

    private Relation ReadAliased()
    {
        var at = Current.At;
        var relation = ReadRelationPrimary();
        RefusePatterns();
        if (Is("TABLESAMPLE") || (!Is("AS") && !IsIdentifier(Current)) || IsClauseWord())
        {
            return relation;
        }

        Take("AS");
        var alias = ReadIdentifier();
        var columns = Is("(") ? ReadColumnAliases() : [];
        relation = new AliasedRelation(relation, alias) { At = at, Columns = columns };
        RefusePatterns();
        return relation;
    }

    private void RefusePatterns()
    {
        if (Is("MATCH_RECOGNIZE") && IsAhead(1, "("))
        {
            throw new SqlException("NOT_SUPPORTED", "MATCH_RECOGNIZE is not supported", Current.At);
        }
    }

    /// <summary>Words that may be names, but here begin the next clause.</summary>
    private bool IsClauseWord() =>
        (Is("WINDOW") && IsIdentifier(Ahead(1)) && IsAhead(2, "AS"))
        || (Is("LIMIT") && (Ahead(1).Kind == TokenKind.Integer || IsAhead(1, "ALL") || IsAhead(1, "?")))
        || (Is("OFFSET") && (Ahead(1).Kind == TokenKind.Integer || IsAhead(1, "?")))
        || (Is("FETCH") && (IsAhead(1, "FIRST") || IsAhead(1, "NEXT")))
        || (Is("SET") && IsIdentifier(Ahead(1)) && IsAhead(2, "="));

    private Relation ReadRelationPrimary()
    {
        var at = Current.At;
        if (Is("UNNEST") && IsAhead(1, "("))
        {
            _at += 2;
            var items = ReadList(ReadExpression).ToNodeList();
            Expect(")");
            var ordinality = TakeAll("WITH", "ORDINALITY");
            return new UnnestRelation(items, ordinality) { At = at };
        }

        if (Is("LATERAL") && IsAhead(1, "("))
        {
            _at += 2;
            var query = ReadQuery();
            Expect(")");
            return new LateralRelation(query) { At = at };
        }

        if (Is("TABLE") && IsAhead(1, "("))
        {
            return ReadTableFunction(at);
        }

        if (Is("JSON_TABLE") && IsAhead(1, "("))
        {
            throw new SqlException("NOT_SUPPORTED", "JSON_TABLE is not supported", at);
        }

        if (Is("("))
        {
            return ReadParenthesised(at);
        }

        var table = new TableRelation(ReadName()) { At = at };
        if (!Is("FOR"))
        {
            return table;
        }

        _at++;
        if (!Is("TIMESTAMP") && !Is("VERSION"))
        {
            throw Unexpected("'TIMESTAMP', 'VERSION'");
        }

        var kind = Advance().Text.ToUpperInvariant();
        Expect("AS");
        Expect("OF");
        return table with { VersionKind = kind, Version = ReadValue() };
    }

    private FunctionRelation ReadTableFunction(Position at)
    {
        _at += 2;
        var name = ReadName();
        Expect("(");
        var arguments = Is(")") ? [] : ReadList(ReadTableArgument).ToNodeList();
        Expect(")");
        Expect(")");
        return new FunctionRelation(name, arguments) { At = at };
    }

    private Expression ReadTableArgument()
    {
        if (IsIdentifier(Current) && IsAhead(1, "=>"))
        {
            var name = ReadIdentifier();
            _at++;
            return new NamedExpression(ReadExpression(), name) { At = name.At };
        }

        return ReadExpression();
    }

    private Relation ReadParenthesised(Position at)
    {
        if (!IsQueryInParentheses(_at))
        {
            _at++;
            var relation = Nested(ReadRelation);
            while (Is(","))
            {
                throw Unexpected("')'");
            }

            Expect(")");
            return relation;
        }

        // "((SELECT 1) t JOIN …)" also begins like a query: try that first, then a relation.
        var (start, parameters) = (_at, _parameters);
        _at++;
        try
        {
            var query = ReadQuery();
            Expect(")");
            return new SubqueryRelation(query) { At = at };
        }
        catch (SqlException) when (_tokens[start + 1].Is("("))
        {
            (_at, _parameters) = (start + 1, parameters);
            var relation = Nested(ReadRelation);
            Expect(")");
            return relation;
        }
    }
}
