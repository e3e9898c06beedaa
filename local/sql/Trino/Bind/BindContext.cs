using CustomerLake.Local.Sql.Catalog;
using CustomerLake.Local.Sql.Trino.Scans;
using CustomerLake.Local.Sql.Trino.Tree;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Bind;

/// <summary>What the binders of one statement share.</summary>
internal sealed class BindContext(ISqlCatalog catalog, TrinoSessionOptions options)
{
    private Counters _counters = new();

    public ISqlCatalog Catalog => catalog;

    public TrinoSessionOptions Options => options;

    /// <summary>Values of the statement's parameters, as trees.</summary>
    public IReadOnlyList<Expression> Parameters { get; init; } = [];

    /// <summary>Scans, in the order they were bound.</summary>
    public List<PlanScan> Scans { get; private init; } = [];

    /// <summary>Views being bound, to find one that contains itself.</summary>
    public Stack<string> OpenViews { get; private init; } = new();

    public int NewId() => ++_counters.Id;

    /// <summary>A name that no other lambda parameter or common table of the statement has.</summary>
    public string NewName(string prefix) => $"{prefix}{++_counters.Name}";

    public PlanOutput NewOutput(SqlType type) => new(NewId(), type);

    /// <summary>The context of a view's text: the view's database, no parameters.</summary>
    public BindContext ForView(SqlTable view) =>
        new(catalog, options with { Database = view.Database })
        {
            _counters = _counters,
            Scans = Scans,
            OpenViews = OpenViews,
        };

    private sealed class Counters
    {
        public int Id { get; set; }

        public int Name { get; set; }
    }
}
