using System.Globalization;
using CustomerLake.Local.Sql.Catalog;
using CustomerLake.Local.Sql.Spark.Bind;
using CustomerLake.Local.Sql.Spark.Syntax;
using CustomerLake.Local.Sql.Spark.Types;
using CustomerLake.Local.Sql.Storage;

namespace CustomerLake.Local.Sql.Spark.Session;

/// <summary>What a Spark session knows: settings, data frames, views, the catalog, and its engine.</summary>
internal sealed class SessionState(ISqlCatalog catalog, ISqlStorage storage, Engine engine, TimeProvider time)
    : IDisposable
{
    private readonly Dictionary<int, Plan> _frames = [];
    private readonly Dictionary<string, Plan> _views = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Plan> _globalViews = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, PythonNode> _functions = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<int, Dictionary<int, Attr>> _moved = [];
    private readonly List<ISqlScan> _scans = [];
    private int _ids;

    public ISqlCatalog Catalog => catalog;

    public ISqlStorage Storage => storage;

    public Engine Engine => engine;

    public SparkSettings Settings { get; } = new();

    public string CurrentDatabase { get; set; } = SqlDatabase.DefaultName;

    public Casts Casts { get; private set; } = new("UTC");

    public bool IsAnsi => Settings.Flag("spark.sql.ansi.enabled");

    /// <summary>Whether a time that only Spark 2 would read ends the query; else it is NULL.</summary>
    public bool RefusesOldTimes =>
        string.Equals(
            Settings.Get("spark.sql.legacy.timeParserPolicy"),
            "EXCEPTION",
            StringComparison.OrdinalIgnoreCase
        );

    public bool IsLastWin =>
        string.Equals(Settings.Get("spark.sql.mapKeyDedupPolicy"), "LAST_WIN", StringComparison.OrdinalIgnoreCase);

    /// <summary>The moment a query was planned, as a constant: it does not move within a query.</summary>
    public string NowSql { get; private set; } = "now()";

    public IReadOnlyDictionary<string, Node> Named { get; set; } = new Dictionary<string, Node>();

    public IReadOnlyList<Node> Positional { get; set; } = [];

    public Node? NamedArgument(string name) => Named.GetValueOrDefault(name);

    public Node? PositionalArgument(int index) => index < Positional.Count ? Positional[index] : null;

    public int NextId() => _ids++;

    /// <summary>Takes the settings and the clock into account before a statement is analyzed.</summary>
    public void Begin()
    {
        var zone = Settings.Get("spark.sql.session.timeZone") ?? "UTC";
        if (zone != Casts.Zone)
        {
            Casts = new Casts(zone);
        }

        var micros = (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / 10;
        NowSql = string.Create(CultureInfo.InvariantCulture, $"make_timestamp({micros}::BIGINT)");
    }

    public int Add(Plan plan)
    {
        var id = _frames.Count;
        _frames[id] = plan;
        return id;
    }

    public Plan Frame(int id) => _frames[id];

    /// <summary>Remembers that a data frame's columns got fresh ids in a self-join.</summary>
    public void NoteMoved(int frame, Dictionary<int, Attr> moved)
    {
        if (frame < 0)
        {
            return;
        }

        if (!_moved.TryGetValue(frame, out var known))
        {
            _moved[frame] = known = [];
        }

        foreach (var (from, to) in moved)
        {
            known[from] = to;
        }
    }

    /// <summary>Where a column of a frame went, if it is in the input under a fresh id and not under its own.</summary>
    public Attr? Moved(int frame, int attribute, IReadOnlyList<Attr> input) =>
        _moved.TryGetValue(frame, out var known)
        && known.TryGetValue(attribute, out var fresh)
        && input.FirstOrDefault(candidate => candidate.Id == fresh.Id) is { } found
        && !(input.Any(candidate => candidate.Id == attribute) && Owner(frame, attribute))
            ? found
            : null;

    private bool Owner(int frame, int attribute) =>
        _frames.Any(pair => pair.Key != frame && pair.Key < frame && pair.Value.Output.Any(own => own.Id == attribute))
            is false;

    public PythonNode? PythonFunction(string name) => _functions.GetValueOrDefault(name);

    public void RegisterPython(string name, PythonNode function) => _functions[name] = function;

    public void SetView(string name, Plan plan, bool isGlobal) => (isGlobal ? _globalViews : _views)[name] = plan;

    public bool HasView(string name) => _views.ContainsKey(name);

    public bool DropView(string name, bool isGlobal = false) => (isGlobal ? _globalViews : _views).Remove(name);

    public IEnumerable<string> Views => _views.Keys;

    public Plan? FindView(IReadOnlyList<string> parts) =>
        parts.Count == 1 ? _views.GetValueOrDefault(parts[0])
        : parts is ["global_temp", var name] ? _globalViews.GetValueOrDefault(name)
        : null;

    /// <summary>A view or a table of the catalog.</summary>
    /// <exception cref="SparkException">TABLE_OR_VIEW_NOT_FOUND.</exception>
    public Plan Table(IReadOnlyList<string> parts)
    {
        if (FindView(parts) is { } view)
        {
            return new Analyzer(this).Instance(view);
        }

        return Files.ScanFactory.Table(this, FindTable(parts) ?? throw NotFound(parts));
    }

    public static SparkException NotFound(IReadOnlyList<string> parts) =>
        SparkException.Analysis(
            "TABLE_OR_VIEW_NOT_FOUND",
            $"The table or view {string.Join(".", parts.Select(part => $"`{part}`"))} cannot be found. Verify the spelling and"
                + " correctness of the schema and catalog."
        );

    public SqlTable? FindTable(IReadOnlyList<string> parts)
    {
        var (database, table) = Split(parts);
        return catalog.FindTable(database, table);
    }

    public (string Database, string Table) Split(IReadOnlyList<string> parts) =>
        ((parts.Count > 1 ? parts[^2] : CurrentDatabase).ToLowerInvariant(), parts[^1].ToLowerInvariant());

    /// <summary>Keeps a scan's objects readable for as long as the session lives.</summary>
    public IReadOnlyList<SqlObject> Open(string location)
    {
        var scan = storage.OpenScan(location);
        _scans.Add(scan);
        return scan.Objects;
    }

    /// <summary>The statement that gives a plan's rows, after its sources have been made ready and caches filled.</summary>
    public string Ready(Plan plan)
    {
        var plans = new HashSet<Plan>(ReferenceEqualityComparer.Instance);
        Collect(plan, plans);
        foreach (var scan in plans.OfType<ScanPlan>())
        {
            scan.Source.Prepare(engine);
        }

        FillCaches(plan, new HashSet<Plan>(ReferenceEqualityComparer.Instance));
        return new Print.SqlPrinter().Statement(plan);
    }

    /// <summary>A plan, what is below it, and the subqueries in its expressions.</summary>
    private static void Collect(Plan plan, HashSet<Plan> plans)
    {
        foreach (var inner in plan.SelfAndDescendants().Where(plans.Add).ToList())
        {
            var subqueries = PlanExpressions
                .Of(inner)
                .SelectMany(bound => bound.SelfAndDescendants())
                .Where(bound => bound.Kind == BoundKind.Subquery);
            foreach (var subquery in subqueries)
            {
                Collect((Plan)subquery.Tag!, plans);
            }
        }
    }

    private void FillCaches(Plan plan, HashSet<Plan> seen)
    {
        if (!seen.Add(plan) || plan.CachedTable is not null)
        {
            return;
        }

        foreach (var child in plan.Children)
        {
            FillCaches(child, seen);
        }

        if (plan.IsCacheWanted && plan.Output.Count > 0)
        {
            var table = engine.NewTable();
            engine.Execute($"CREATE TEMP TABLE {table} AS {new Print.SqlPrinter().Statement(plan)}");
            plan.CachedTable = table;
        }
    }

    public void Dispose()
    {
        foreach (var scan in _scans)
        {
            scan.Dispose();
        }

        engine.Dispose();
    }
}
