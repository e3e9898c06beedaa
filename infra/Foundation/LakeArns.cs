namespace CustomerLake.Infra.Foundation;

/// <summary>The ARNs of one environment, as policies write them.</summary>
/// <param name="Account">12 digits.</param>
/// <param name="Key">The ARN of the key that encrypts data, results, logs and catalog entries.</param>
internal sealed record LakeArns(string Account, string Region, string Key, Naming Names)
{
    public string Catalog => Of("glue", "catalog");

    public string DefaultDatabase => Of("glue", "database/default");

    public string AthenaCatalog => Of("athena", "datacatalog/AwsDataCatalog");

    public string Workgroup => Of("athena", $"workgroup/{Names.Of("queries")}");

    public string Dashboard => Of("quicksight", $"dashboard/{Names.Of("customers")}");

    public string Bucket(string role) => $"arn:aws:s3:::{Names.Of(role)}";

    /// <summary>The objects below a prefix; all of them by default.</summary>
    public string Objects(string role, string prefix = "") => $"{Bucket(role)}/{prefix}*";

    public string Database(string role) => Of("glue", $"database/{Names.ForSql(role)}");

    public string Tables(string role) => Of("glue", $"table/{Names.ForSql(role)}/*");

    /// <summary>Catalog, database and tables: Glue asks for all three levels.</summary>
    public IEnumerable<string> CatalogOf(string role) => [Catalog, Database(role), Tables(role)];

    public string LogGroups(string pattern) => Of("logs", $"log-group:{pattern}");

    private string Of(string service, string resource) => $"arn:aws:{service}:{Region}:{Account}:{resource}";
}
