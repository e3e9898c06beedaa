using CustomerLake.Local.Sql.Trino.Tree;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Parse;

internal sealed partial class TrinoParser
{
    private Statement ReadDelete()
    {
        _at++;
        Expect("FROM");
        var table = ReadName();
        return new DeleteStatement(table, Take("WHERE") ? ReadExpression() : null);
    }

    private Statement ReadUpdate()
    {
        _at++;
        var table = ReadName();
        if (!Take("SET"))
        {
            throw Unexpected("'.', 'SET'");
        }

        var assignments = ReadList(ReadAssignment).ToNodeList();
        return new UpdateStatement(table, assignments, Take("WHERE") ? ReadExpression() : null);
    }

    private Assignment ReadAssignment()
    {
        var name = ReadName();
        Expect("=");
        return new Assignment(name, ReadExpression()) { At = name[0].At };
    }

    private Statement ReadMerge()
    {
        _at++;
        Expect("INTO");
        var target = ReadAliased();
        Expect("USING");
        var source = ReadRelation();
        Expect("ON");
        var on = ReadExpression();
        var actions = new List<MergeAction>();
        while (Is("WHEN"))
        {
            actions.Add(ReadMergeAction());
        }

        return actions.Count > 0
            ? new MergeStatement(target, source, on, actions.ToNodeList())
            : throw Unexpected("'WHEN'");
    }

    private MergeAction ReadMergeAction()
    {
        var at = Advance().At;
        var matched = !Take("NOT");
        Expect("MATCHED");
        var condition = Take("AND") ? ReadExpression() : null;
        Expect("THEN");
        if (matched && Take("DELETE"))
        {
            return new MergeAction(true, condition, "DELETE") { At = at };
        }

        if (matched)
        {
            Expect("UPDATE");
            Expect("SET");
            return new MergeAction(true, condition, "UPDATE")
            {
                At = at,
                Assignments = ReadList(ReadAssignment).ToNodeList(),
            };
        }

        Expect("INSERT");
        var columns = Is("(") ? ReadColumnAliases() : [];
        Expect("VALUES");
        Expect("(");
        var values = ReadList(ReadExpression);
        Expect(")");
        var assignments = values.Select(
            (value, i) => new Assignment(i < columns.Count ? [columns[i]] : [], value) { At = value.At }
        );
        return new MergeAction(false, condition, "INSERT") { At = at, Assignments = assignments.ToNodeList() };
    }
}
