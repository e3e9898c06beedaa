using CustomerLake.Local.Sql.Catalog;
using CustomerLake.Local.Sql.Spark.Bind;
using CustomerLake.Local.Sql.Spark.Files;
using CustomerLake.Local.Sql.Spark.Syntax;
using CustomerLake.Local.Sql.Spark.Types;

namespace CustomerLake.Local.Sql.Spark.Session;

/// <summary>Statements that are no queries, and writes to tables.</summary>
internal sealed class SparkCommands(SessionState session)
{
    private static readonly Dictionary<string, string> NoOptions = [];

    /// <summary>Runs a statement; its plan gives the result's rows.</summary>
    public Plan Run(Statement statement)
    {
        switch (statement)
        {
            case QueryStatement query:
                return new Analyzer(session).Analyze(query.Query);
            case CreateViewStatement view:
                return CreateView(view);
            case DropStatement drop:
                return Drop(drop);
            case CreateTableStatement create:
                return Create(create);
            case InsertStatement insert:
                return Insert(insert);
            case DescribeStatement describe:
                return new CatalogListings(session).Describe(describe);
            case ShowStatement show:
                return new CatalogListings(session).Show(show);
            case ShowPropertiesStatement show:
                return new TableProperties(session).Show(show);
            case SetPropertiesStatement set:
                new TableProperties(session).Set(set);
                return Nothing();
            case UnsetPropertiesStatement unset:
                new TableProperties(session).Unset(unset);
                return Nothing();
            case SetStatement set:
                return Set(set);
            case UseStatement use:
                if (session.Catalog.FindDatabase(use.Database.ToLowerInvariant()) is null)
                {
                    throw SparkException.Analysis(
                        "SCHEMA_NOT_FOUND",
                        $"The schema `{use.Database}` cannot be found. Verify the spelling and correctness of the schema and catalog."
                    );
                }

                session.CurrentDatabase = use.Database.ToLowerInvariant();
                return Nothing();
            case CreateDatabaseStatement database:
                if (!database.IfNotExists || session.Catalog.FindDatabase(database.Name.ToLowerInvariant()) is null)
                {
                    session.Catalog.CreateDatabase(
                        new SqlDatabase(database.Name.ToLowerInvariant(), database.Location)
                    );
                }

                return Nothing();
            case DropDatabaseStatement database:
                if (!database.IfExists || session.Catalog.FindDatabase(database.Name.ToLowerInvariant()) is not null)
                {
                    session.Catalog.DropDatabase(database.Name.ToLowerInvariant());
                }

                return Nothing();
            case RefreshStatement:
                return Nothing();
            default:
                throw SparkException.Unsupported($"a statement of the form {statement.GetType().Name}");
        }
    }

    private ValuesPlan Empty(params (string Name, SparkType Type)[] columns)
    {
        var analyzer = new Analyzer(session);
        return new ValuesPlan([.. columns.Select(column => analyzer.New(column.Name, column.Type, true))], []);
    }

    private ValuesPlan Nothing() => Empty();

    private ValuesPlan CreateView(CreateViewStatement view)
    {
        if (!view.Replace && session.HasView(view.Name))
        {
            throw SparkException.Analysis(
                "TEMP_TABLE_OR_VIEW_ALREADY_EXISTS",
                $"Cannot create the temporary view `{view.Name}` because it already exists."
            );
        }

        var query = view.Columns.Count > 0 ? new AliasRelation(view.Query, view.Name, view.Columns) : view.Query;
        session.SetView(view.Name, new Analyzer(session).Analyze(query), isGlobal: false);
        return Nothing();
    }

    private ValuesPlan Drop(DropStatement drop)
    {
        if (drop.Name.Count == 1 && session.DropView(drop.Name[0]))
        {
            return Nothing();
        }

        var (database, name) = session.Split(drop.Name);
        var table = session.Catalog.FindTable(database, name);
        if (table is null)
        {
            return drop.IfExists ? Nothing() : throw SessionState.NotFound(drop.Name);
        }

        session.Catalog.DropTable(database, name);
        if (table.TableType == "MANAGED_TABLE" && Directory.Exists(table.Storage.Location))
        {
            Directory.Delete(table.Storage.Location, recursive: true);
        }

        return Nothing();
    }

    private ValuesPlan Create(CreateTableStatement create)
    {
        if (create.IfNotExists && session.FindTable(create.Name) is not null)
        {
            return Nothing();
        }

        if (create.Query is { } query)
        {
            var options = new Dictionary<string, string>(create.Options);
            Save(
                new Analyzer(session).Analyze(query),
                create.Name,
                new WriteRequest(create.Location ?? "", create.Format)
                {
                    Mode = "error",
                    PartitionBy = create.Partitions,
                    Options = options,
                }
            );
            return Nothing();
        }

        var table = Define(
            create.Name,
            create.Columns ?? new StructType([]),
            create.Partitions,
            create.Format,
            create.Location,
            create.Options
        );
        session.Catalog.CreateTable(table);
        return Nothing();
    }

    private SqlTable Define(
        IReadOnlyList<string> name,
        StructType columns,
        IReadOnlyList<string> partitions,
        string format,
        string? location,
        IReadOnlyDictionary<string, string> options
    )
    {
        var (database, table) = session.Split(name);
        var home =
            session.Catalog.FindDatabase(database)
            ?? throw SparkException.Analysis(
                "SCHEMA_NOT_FOUND",
                $"The schema `{database}` cannot be found. Verify the spelling and correctness of the schema and catalog."
            );
        var isPartition = (StructField field) =>
            partitions.Any(partition => string.Equals(partition, field.Name, StringComparison.OrdinalIgnoreCase));
        var parameters = new Dictionary<string, string>(options) { ["classification"] = format };
        if (format == "csv" && new ReaderOptions(options).Flag("header", false))
        {
            parameters["skip.header.line.count"] = "1";
        }

        return new SqlTable(database, table)
        {
            Columns = [.. columns.Fields.Where(field => !isPartition(field)).Select(Column)],
            PartitionKeys = [.. columns.Fields.Where(isPartition).Select(Column)],
            TableType = location is null ? "MANAGED_TABLE" : "EXTERNAL_TABLE",
            Parameters = parameters,
            Storage = (format == "parquet" ? HiveClasses.Parquet : SqlTableStorage.None) with
            {
                Location = FileListing.Normalize(location ?? $"{(home.Location ?? "").TrimEnd('/')}/{table}"),
                SerDeParameters = new Dictionary<string, string>(options),
            },
        };
    }

    private static SqlColumn Column(StructField field) => new(field.Name.ToLowerInvariant(), field.Type.Simple);

    /// <summary><c>df.write.saveAsTable</c> and CREATE TABLE AS SELECT.</summary>
    public bool Save(Plan plan, IReadOnlyList<string> name, WriteRequest request)
    {
        var existing = session.FindTable(name);
        var mode = request.Mode.ToLowerInvariant();
        if (existing is not null && mode is "error" or "errorifexists" or "default")
        {
            throw SparkException.Analysis(
                "TABLE_OR_VIEW_ALREADY_EXISTS",
                $"Cannot create table or view `{session.Split(name).Database}`.`{name[^1]}` because it already exists."
            );
        }

        if (existing is not null && mode == "ignore")
        {
            return false;
        }

        if (existing is not null && mode == "append")
        {
            return Append(plan, existing, overwrite: false, byName: true);
        }

        var schema = new StructType([
            .. plan.Output.Where(a => !a.IsHidden).Select(a => new StructField(a.Name, a.Type)),
        ]);
        var location = request.Location.Length > 0 ? request.Location : existing?.Storage.Location;
        var table = Define(
            name,
            schema,
            request.PartitionBy,
            request.Format,
            request.Location.Length > 0 ? location : null,
            request.Options
        );
        table = existing is null
            ? table
            : table with
            {
                Storage = table.Storage with { Location = existing.Storage.Location },
            };
        var wrote = new DataWriter(session).Write(
            plan,
            request with
            {
                Location = table.Storage.Location,
                Mode = "overwrite",
            }
        );
        if (existing is null)
        {
            session.Catalog.CreateTable(table);
        }
        else
        {
            session.Catalog.UpdateTable(table);
        }

        AddPartitions(table);
        return wrote;
    }

    private void AddPartitions(SqlTable table)
    {
        if (!table.IsPartitioned)
        {
            return;
        }

        var files = FileListing.List(session, [table.Storage.Location], NoOptions);
        var found = files
            .Where(file => file.Partitions.Count == table.PartitionKeys.Count)
            .GroupBy(file =>
                string.Join('/', file.Partitions.Select(partition => partition.Value ?? SqlPartition.NullValue))
            )
            .Select(group => group.First())
            .Select(file => new SqlPartition(
                [.. file.Partitions.Select(partition => partition.Value ?? SqlPartition.NullValue)],
                table.Storage with
                {
                    Location = file.Uri[..(file.Uri.LastIndexOf('/') + 1)],
                }
            ));
        session.Catalog.AddPartitions(table, [.. found]);
    }

    private ValuesPlan Insert(InsertStatement insert)
    {
        if (session.FindView(insert.Table) is not null)
        {
            throw SparkException.Analysis(
                "_LEGACY_ERROR_TEMP_1010",
                $"Inserting into a view is not allowed. View: `{insert.Table[^1]}`."
            );
        }

        var table = session.FindTable(insert.Table) ?? throw SessionState.NotFound(insert.Table);
        Append(new Analyzer(session).Analyze(insert.Query), table, insert.Overwrite, byName: false);
        return Nothing();
    }

    /// <summary>Adds rows to a table: by position, with casts that lose nothing.</summary>
    public bool Append(Plan plan, SqlTable table, bool overwrite, bool byName)
    {
        var columns = table
            .Columns.Concat(table.PartitionKeys)
            .Select(column => new StructField(column.Name, TypeParser.Parse(column.Type)))
            .ToList();
        var given = plan.Output.Where(attribute => !attribute.IsHidden).ToList();
        if (given.Count != columns.Count)
        {
            throw SparkException.Analysis(
                "INSERT_COLUMN_ARITY_MISMATCH",
                $"Cannot write to `{table.Name}`, the reason is a different number of columns: {columns.Count} and {given.Count}."
            );
        }

        var items = new List<Computed>();
        for (var i = 0; i < columns.Count; i++)
        {
            var source = byName
                ? given.FirstOrDefault(attribute =>
                    string.Equals(attribute.Name, columns[i].Name, StringComparison.OrdinalIgnoreCase)
                ) ?? given[i]
                : given[i];
            if (source.Type == SparkType.String && columns[i].Type != SparkType.String)
            {
                throw SparkException.Analysis(
                    "INCOMPATIBLE_DATA_FOR_TABLE.CANNOT_SAFELY_CAST",
                    $"Cannot write incompatible data for the table `{table.Name}`: Cannot safely cast `{columns[i].Name}` \"{source.Type.Sql}\" to \"{columns[i].Type.Sql}\"."
                );
            }

            var analyzer = new Analyzer(session);
            items.Add(
                new Computed(
                    analyzer.New(columns[i].Name, columns[i].Type, true),
                    session.Casts.Coerce(Bound.Of(source), columns[i].Type)
                )
            );
        }

        var format = TableFormats.Of(table).Format;
        var request = new WriteRequest(table.Storage.Location, format)
        {
            Mode = overwrite ? "overwrite" : "append",
            PartitionBy = [.. table.PartitionKeys.Select(column => column.Name)],
            Options = table.Storage.SerDeParameters,
        };
        var wrote = new DataWriter(session).Write(new ProjectPlan(items, plan), request);
        AddPartitions(table);
        return wrote;
    }

    private Plan Set(SetStatement set)
    {
        if (set is { Key: { } key, Value: { } value })
        {
            session.Settings.Set(key, value);
            return new CatalogListings(session).Table(
                ["key", "value"],
                [
                    [key, value],
                ]
            );
        }

        var all = set.Key is null
            ? session.Settings.All.Select(pair => new string?[] { pair.Key, pair.Value })
            :
            [
                [set.Key, session.Settings.Get(set.Key) ?? "<undefined>"],
            ];
        return new CatalogListings(session).Table(["key", "value"], all);
    }
}
