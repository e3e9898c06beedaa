using CustomerLake.Local.Sql.Trino.Tree;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Parse;

internal sealed partial class TrinoParser
{
    private const string StatementStarts =
        "'ALTER', 'ANALYZE', 'CALL', 'COMMENT', 'COMMIT', 'CREATE', 'DEALLOCATE', 'DELETE', 'DENY', 'DESC', 'DESCRIBE', "
        + "'DROP', 'EXECUTE', 'EXPLAIN', 'GRANT', 'INSERT', 'MERGE', 'PREPARE', 'REFRESH', 'RESET', 'REVOKE', 'ROLLBACK', "
        + "'SET', 'SHOW', 'START', 'TRUNCATE', 'UNLOAD', 'UPDATE', 'USE', 'WITH', <query>";

    private Statement ReadStatement()
    {
        var token = Current;
        if (IsQueryStart || Is("("))
        {
            return new QueryStatement(ReadQuery()) { At = token.At };
        }

        Func<Statement>? read =
            token.Kind != TokenKind.Word
                ? null
                : token.Text.ToUpperInvariant() switch
                {
                    "INSERT" => ReadInsert,
                    "CREATE" => ReadCreate,
                    "DROP" => ReadDrop,
                    "UNLOAD" => ReadUnload,
                    "EXPLAIN" => ReadExplain,
                    "PREPARE" => ReadPrepare,
                    "EXECUTE" => ReadExecute,
                    "DEALLOCATE" => ReadDeallocate,
                    "SHOW" => ReadShow,
                    "DESCRIBE" or "DESC" => ReadDescribe,
                    "DELETE" => ReadDelete,
                    "UPDATE" => ReadUpdate,
                    "MERGE" => ReadMerge,
                    "TRUNCATE" => ReadTruncate,
                    "USE" => ReadUse,
                    "SET"
                    or "RESET"
                    or "ALTER"
                    or "ANALYZE"
                    or "CALL"
                    or "COMMENT"
                    or "COMMIT"
                    or "DENY"
                    or "GRANT"
                    or "REVOKE"
                    or "ROLLBACK"
                    or "START"
                    or "REFRESH" => ReadUtility,
                    _ => null,
                };
        return read is null ? throw Unexpected(StatementStarts) : read() with { At = token.At };
    }

    private Statement ReadInsert()
    {
        _at++;
        Expect("INTO");
        var table = ReadName();
        var columns = Is("(") && !IsQueryInParentheses(_at) ? ReadColumnAliases() : [];
        return new InsertStatement(table, columns, ReadRequiredQuery());
    }

    private Query ReadRequiredQuery() => IsQueryStart ? ReadQuery() : throw Unexpected("'(', 'WITH', <query>");

    private Statement ReadCreate()
    {
        var start = Current;
        _at++;
        var replace = TakeAll("OR", "REPLACE");
        if (Take("VIEW"))
        {
            return ReadCreateView(replace);
        }

        if (!Take("TABLE"))
        {
            _at--;
            return ReadUtility();
        }

        var ifNotExists = TakeAll("IF", "NOT", "EXISTS");
        var table = ReadName();
        var columns = Is("(") && !IsTableElements() ? ReadColumnAliases() : [];
        if (Is("("))
        {
            throw new SqlException(
                "NOT_SUPPORTED",
                "CREATE TABLE with columns is a statement of Athena's DDL, not of a query",
                start.At
            );
        }

        var comment = Take("COMMENT") ? ReadText() : null;
        var properties = Is("WITH") && IsAhead(1, "(") ? ReadProperties() : [];
        Expect("AS");
        var query = ReadRequiredQuery();
        var withData = true;
        if (TakeAll("WITH", "NO", "DATA"))
        {
            withData = false;
        }
        else
        {
            TakeAll("WITH", "DATA");
        }

        return new CreateTableAsStatement(table, query)
        {
            IfNotExists = ifNotExists,
            OrReplace = replace,
            Columns = columns,
            Comment = comment,
            Properties = properties,
            WithData = withData,
        };
    }

    private bool IsTableElements() => IsIdentifier(Ahead(1)) && !IsAhead(2, ",") && !IsAhead(2, ")");

    private NodeList<Property> ReadProperties()
    {
        Expect("WITH");
        Expect("(");
        var properties = ReadList(ReadProperty).ToNodeList();
        Expect(")");
        return properties;
    }

    private Property ReadProperty()
    {
        var name = ReadIdentifier();
        Expect("=");
        return new Property(name, Take("DEFAULT") ? null : ReadExpression()) { At = name.At };
    }

    private Statement ReadCreateView(bool replace)
    {
        var view = ReadName();
        var comment = Take("COMMENT") ? ReadText() : null;
        if (TakeAll("SECURITY", "DEFINER") || TakeAll("SECURITY", "INVOKER")) { }

        if (Is("WITH") && IsAhead(1, "("))
        {
            ReadProperties();
        }

        Expect("AS");
        var start = Current.Start;
        var query = ReadRequiredQuery();
        return new CreateViewStatement(view, query)
        {
            OrReplace = replace,
            Comment = comment,
            QueryText = _text[start..Current.Start].TrimEnd().TrimEnd(';').TrimEnd(),
        };
    }

    private Statement ReadDrop()
    {
        var start = _at++;
        if (!Is("TABLE") && !Is("VIEW") && !Is("SCHEMA"))
        {
            _at = start;
            return ReadUtility();
        }

        var kind = Advance().Text.ToUpperInvariant();
        var ifExists = TakeAll("IF", "EXISTS");
        var name = ReadName();
        if (kind == "SCHEMA" && !Take("CASCADE"))
        {
            Take("RESTRICT");
        }

        return new DropStatement(kind, name, ifExists);
    }

    private Statement ReadUnload()
    {
        _at++;
        Expect("(");
        var query = ReadRequiredQuery();
        Expect(")");
        Expect("TO");
        var location = ReadText();
        return new UnloadStatement(query, location, Is("WITH") ? ReadProperties() : []);
    }

    private Statement ReadExplain()
    {
        _at++;
        var analyze = Take("ANALYZE");
        if (analyze)
        {
            Take("VERBOSE");
        }

        var options = new List<Property>();
        if (Is("(") && (IsAhead(1, "TYPE") || IsAhead(1, "FORMAT")))
        {
            _at++;
            options = ReadList(() =>
            {
                var name = ReadIdentifier();
                var value = Advance();
                return new Property(
                    new Identifier(name.Name.ToUpperInvariant()),
                    new StringLiteral(value.Text.ToUpperInvariant())
                );
            });
            Expect(")");
        }

        return new ExplainStatement(ReadStatement(), analyze) { Options = options.ToNodeList() };
    }

    private Statement ReadPrepare()
    {
        _at++;
        var name = ReadIdentifier();
        Expect("FROM");
        var start = Current.Start;
        var statement = ReadStatement();
        return new PrepareStatement(name, statement) { Text = _text[start..Current.Start].TrimEnd() };
    }

    private Statement ReadExecute()
    {
        _at++;
        if (Is("IMMEDIATE") && Ahead(1).Kind == TokenKind.Text)
        {
            _at++;
            var text = ReadText();
            return new ExecuteStatement(null, ReadUsing()) { ImmediateText = text };
        }

        return new ExecuteStatement(ReadIdentifier(), ReadUsing());
    }

    private NodeList<Expression> ReadUsing() => Take("USING") ? ReadList(ReadExpression).ToNodeList() : [];

    private Statement ReadDeallocate()
    {
        _at++;
        Expect("PREPARE");
        return new DeallocateStatement(ReadIdentifier());
    }

    private Statement ReadShow()
    {
        _at++;
        var kind = Advance().Text.ToUpperInvariant();
        if (kind == "CREATE")
        {
            kind += " " + Advance().Text.ToUpperInvariant();
            return new ShowStatement(kind, ReadName());
        }

        var show = new ShowStatement(kind, []);
        if (Take("FROM") || Take("IN"))
        {
            show = show with { Name = ReadName() };
        }

        if (Take("LIKE"))
        {
            show = show with { Like = ReadText() };
            show = Take("ESCAPE") ? show with { Escape = ReadText() } : show;
        }

        return show;
    }

    private Statement ReadDescribe()
    {
        _at++;
        if (Take("OUTPUT"))
        {
            return new ShowStatement("OUTPUT", [ReadIdentifier()]);
        }

        return Take("INPUT")
            ? new ShowStatement("INPUT", [ReadIdentifier()])
            : new ShowStatement("COLUMNS", ReadName());
    }

    private Statement ReadTruncate()
    {
        _at++;
        Expect("TABLE");
        return new UtilityStatement("TRUNCATE TABLE", ReadName());
    }

    private Statement ReadUse()
    {
        _at++;
        return new UtilityStatement("USE", ReadName());
    }

    /// <summary>A statement that queries do not run: its first words, then its tokens are passed over.</summary>
    private Statement ReadUtility()
    {
        var words = new List<string>();
        while (Current.Kind == TokenKind.Word && words.Count < 2)
        {
            words.Add(Advance().Text.ToUpperInvariant());
        }

        while (Current.Kind != TokenKind.End && !Is(";"))
        {
            _at++;
        }

        return new UtilityStatement(string.Join(' ', words), []);
    }
}
