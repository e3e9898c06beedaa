using CustomerLake.Local.Sql.Trino.Bind;
using CustomerLake.Local.Sql.Trino.Tree;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Session.Write;

/// <summary>The properties of WITH (…): constants of the names that Athena knows.</summary>
internal sealed class TableProperties
{
    private static readonly HashSet<string> Known =
    [
        "table_type",
        "external_location",
        "is_external",
        "location",
        "format",
        "field_delimiter",
        "write_compression",
        "parquet_compression",
        "orc_compression",
        "compression_level",
        "compression",
        "partitioned_by",
        "bucketed_by",
        "bucket_count",
        "partitioning",
    ];

    private readonly Dictionary<string, Property> _properties = [];
    private readonly string _catalog;

    public TableProperties(NodeList<Property> properties, BindContext context)
    {
        _catalog = context.Options.CatalogName;
        foreach (var property in properties)
        {
            var name = property.Name.Name.ToLowerInvariant();
            if (!Known.Contains(name))
            {
                throw new SqlException(
                    "INVALID_TABLE_PROPERTY",
                    $"Catalog '{_catalog}' table property '{name}' does not exist",
                    property.At
                );
            }

            _properties[name] = property;
        }

        foreach (var refused in new[] { "bucketed_by", "partitioning" })
        {
            if (_properties.TryGetValue(refused, out var property))
            {
                throw new SqlException(
                    "NOT_SUPPORTED",
                    $"The table property '{refused}' is not supported",
                    property.At
                );
            }
        }

        if (Text("table_type")?.Equals("ICEBERG", StringComparison.OrdinalIgnoreCase) == true)
        {
            throw new SqlException("NOT_SUPPORTED", "Iceberg tables are not supported");
        }
    }

    /// <summary>A text, or null where the property is not given.</summary>
    public string? Text(string name) =>
        !_properties.TryGetValue(name, out var property)
            ? null
            : property.Value switch
            {
                StringLiteral text => text.Value,
                NumberLiteral number => number.Text,
                BooleanLiteral flag => flag.Value ? "true" : "false",
                _ => throw Invalid(name, "a constant is wanted"),
            };

    /// <summary>The names of <c>ARRAY['a', 'b']</c>, lower case; empty where the property is not given.</summary>
    public IReadOnlyList<string> List(string name) =>
        !_properties.TryGetValue(name, out var property) ? []
        : property.Value is ArrayExpression array && array.Items.All(item => item is StringLiteral)
            ? [.. array.Items.Select(item => ((StringLiteral)item).Value.ToLowerInvariant())]
        : throw Invalid(name, "an ARRAY of texts is wanted");

    public SqlException Invalid(string name, string reason)
    {
        var property = _properties[name];
        var shown = property.Value is StringLiteral text
            ? $"['{text.Value}']"
            : $"[{(property.Value is null ? "" : TreeText.Of(property.Value))}]";
        return new SqlException(
            "INVALID_TABLE_PROPERTY",
            $"Unable to set catalog '{_catalog}' table property '{name}' to {shown}: {reason}",
            property.At
        );
    }
}
