using CustomerLake.Local.Sql.Spark.Types;

namespace CustomerLake.Local.Sql.Spark.Syntax;

/// <summary>Reads one statement of Spark SQL.</summary>
internal sealed class StatementParser
{
    private readonly TokenReader _tokens;
    private readonly QueryParser _queries;

    private StatementParser(string text)
    {
        _tokens = new TokenReader(text);
        _queries = new QueryParser(_tokens);
    }

    public static Statement Parse(string text)
    {
        var parser = new StatementParser(text);
        if (parser._tokens.AtEnd)
        {
            throw new SparkException(
                "ParseException",
                "PARSE_EMPTY_STATEMENT",
                "[PARSE_EMPTY_STATEMENT] Syntax error, unexpected empty statement.(line 1, pos 0)"
            );
        }

        var statement = parser.Statement();
        parser._tokens.ExpectEnd();
        return statement;
    }

    private Statement Statement()
    {
        if (_tokens.Accept("create"))
        {
            return Create();
        }

        if (_tokens.Accept("drop"))
        {
            return Drop();
        }

        if (_tokens.Accept("alter"))
        {
            return Alter();
        }

        if (_tokens.Accept("insert"))
        {
            return Insert();
        }

        if (_tokens.AcceptAny("describe", "desc") is not null)
        {
            _tokens.Accept("table");
            var isExtended = _tokens.AcceptAny("extended", "formatted") is not null;
            return new DescribeStatement(_queries.TableName(), isExtended);
        }

        if (_tokens.Accept("show"))
        {
            return Show();
        }

        if (_tokens.Accept("use"))
        {
            _ = _tokens.AcceptAny("database", "schema");
            return new UseStatement(_queries.TableName()[^1]);
        }

        if (_tokens.Accept("set"))
        {
            return Set();
        }

        if (_tokens.AcceptAny("refresh", "msck", "analyze", "cache", "uncache") is { } word)
        {
            return word == "refresh"
                ? Skip()
                : throw SparkException.Unsupported($"the statement {word.ToUpperInvariant()}");
        }

        return new QueryStatement(_queries.Query());
    }

    private RefreshStatement Skip()
    {
        while (!_tokens.AtEnd)
        {
            _tokens.Advance();
        }

        return new RefreshStatement();
    }

    private SetStatement Set()
    {
        if (_tokens.AtEnd)
        {
            return new SetStatement(null, null);
        }

        // The value is the rest of the text, as written.
        var rest = _tokens.Source[_tokens.Current.Position..].Trim().TrimEnd(';');
        Skip();
        var split = rest.IndexOf('=', StringComparison.Ordinal);
        return split < 0
            ? new SetStatement(rest.Trim(), null)
            : new SetStatement(rest[..split].Trim(), rest[(split + 1)..].Trim());
    }

    /// <summary>Of ALTER TABLE, the properties.</summary>
    private Statement Alter()
    {
        if (!_tokens.Accept("table"))
        {
            throw SparkException.Unsupported($"the statement ALTER {_tokens.Current.Text.ToUpperInvariant()}");
        }

        var table = _queries.TableName();
        if (_tokens.Accept("set", "tblproperties"))
        {
            var properties = new Dictionary<string, string>();
            Options(properties);
            return new SetPropertiesStatement(table, properties);
        }

        if (!_tokens.Accept("unset", "tblproperties"))
        {
            throw SparkException.Unsupported(
                $"the statement ALTER TABLE … {_tokens.Current.Text.ToUpperInvariant()} (supported: SET and UNSET TBLPROPERTIES)"
            );
        }

        var ifExists = _tokens.Accept("if", "exists");
        var keys = new List<string>();
        _tokens.Expect("(");
        do
        {
            keys.Add(PropertyKey());
        } while (_tokens.Accept(","));

        _tokens.Expect(")");
        return new UnsetPropertiesStatement(table, keys, ifExists);
    }

    private string PropertyKey() =>
        _tokens.Current.Kind == TokenKind.Text ? _tokens.Text() : string.Join('.', _queries.TableName());

    private Statement Show()
    {
        if (_tokens.Accept("tblproperties"))
        {
            var table = _queries.TableName();
            if (!_tokens.Accept("("))
            {
                return new ShowPropertiesStatement(table, null);
            }

            var key = PropertyKey();
            _tokens.Expect(")");
            return new ShowPropertiesStatement(table, key);
        }

        var what =
            _tokens.AcceptAny("tables", "databases", "schemas", "columns", "views") ?? throw _tokens.Unexpected();
        var database = _tokens.AcceptAny("in", "from") is null ? null : _queries.TableName()[^1];
        return new ShowStatement(what, database);
    }

    private Statement Create()
    {
        var replace = _tokens.Accept("or", "replace");
        _tokens.Accept("global");
        if (_tokens.AcceptAny("temp", "temporary") is not null)
        {
            _tokens.Expect("view");
            return CreateView(replace);
        }

        if (_tokens.AcceptAny("database", "schema") is not null)
        {
            var ifNotExists = IfNotExists();
            var name = _queries.TableName()[^1];
            return new CreateDatabaseStatement(name, ifNotExists, _tokens.Accept("location") ? _tokens.Text() : null);
        }

        _tokens.Accept("external");
        _tokens.Expect("table");
        return CreateTable();
    }

    private bool IfNotExists()
    {
        if (!_tokens.Accept("if"))
        {
            return false;
        }

        _tokens.Expect("not");
        _tokens.Expect("exists");
        return true;
    }

    private CreateViewStatement CreateView(bool replace)
    {
        var name = _queries.TableName()[^1];
        var columns = new List<string>();
        if (_tokens.Accept("("))
        {
            do
            {
                columns.Add(_tokens.Identifier());
            } while (_tokens.Accept(","));

            _tokens.Expect(")");
        }

        _tokens.Expect("as");
        return new CreateViewStatement(name, columns, _queries.Query(), replace);
    }

    private CreateTableStatement CreateTable()
    {
        var ifNotExists = IfNotExists();
        var name = _queries.TableName();
        StructType? columns = null;
        if (_tokens.Accept("("))
        {
            columns = Columns();
        }

        var format = "parquet";
        string? location = null;
        var partitions = new List<string>();
        var options = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (!_tokens.AtEnd && !_tokens.Current.Is("as") && !_tokens.Current.Is("select") && !_tokens.Current.Is(";"))
        {
            if (_tokens.Accept("using") || _tokens.Accept("stored", "as"))
            {
                format = _tokens.Identifier().ToLowerInvariant();
            }
            else if (_tokens.Accept("location"))
            {
                location = _tokens.Text();
            }
            else if (_tokens.Accept("comment"))
            {
                _tokens.Text();
            }
            else if (_tokens.Accept("partitioned", "by"))
            {
                columns = Partitions(columns, partitions);
            }
            else if (_tokens.Accept("options") || _tokens.Accept("tblproperties"))
            {
                Options(options);
            }
            else
            {
                throw _tokens.Unexpected();
            }
        }

        _tokens.Accept("as");
        var query = _tokens.AtEnd || _tokens.Current.Is(";") ? null : _queries.Query();
        return new CreateTableStatement(name, columns, format, location, partitions, options, query, ifNotExists);
    }

    private StructType Columns()
    {
        var fields = new List<StructField>();
        do
        {
            fields.Add(new TypeParser(_tokens).Field());
        } while (_tokens.Accept(","));

        _tokens.Expect(")");
        return new StructType(fields);
    }

    private StructType? Partitions(StructType? columns, List<string> partitions)
    {
        _tokens.Expect("(");
        do
        {
            if (_tokens.Peek().Is(",") || _tokens.Peek().Is(")"))
            {
                partitions.Add(_tokens.Identifier());
            }
            else
            {
                var field = new TypeParser(_tokens).Field();
                partitions.Add(field.Name);
                columns = new StructType([.. columns?.Fields ?? [], field]);
            }
        } while (_tokens.Accept(","));

        _tokens.Expect(")");
        return columns;
    }

    private void Options(Dictionary<string, string> options)
    {
        _tokens.Expect("(");
        do
        {
            var key = PropertyKey();
            _tokens.Accept("=");
            options[key] = _tokens.Current.Kind == TokenKind.Text ? _tokens.Text() : _tokens.Advance().Text;
        } while (_tokens.Accept(","));

        _tokens.Expect(")");
    }

    private Statement Drop()
    {
        var what = _tokens.AcceptAny("table", "view", "database", "schema") ?? throw _tokens.Unexpected();
        var ifExists = _tokens.Accept("if", "exists");
        var name = _queries.TableName();
        if (what is "database" or "schema")
        {
            _ = _tokens.AcceptAny("cascade", "restrict");
            return new DropDatabaseStatement(name[^1], ifExists);
        }

        return new DropStatement(name, what == "view", ifExists);
    }

    private InsertStatement Insert()
    {
        var overwrite = (_tokens.AcceptAny("into", "overwrite") ?? "into") == "overwrite";
        _tokens.Accept("table");
        var at = _tokens.Current.Position;
        var table = _queries.TableName();
        return new InsertStatement(table, _queries.Query(), overwrite, at);
    }
}
