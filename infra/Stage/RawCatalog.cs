using CustomerLake.Infra.Acquire;
using CustomerLake.Infra.Foundation;
using Pulumi;
using Pulumi.Aws.Glue.Inputs;
using Aws = Pulumi.Aws;

namespace CustomerLake.Infra.Stage;

/// <summary>The raw zone's schema: a database that a crawler fills.</summary>
internal sealed class RawCatalog : ComponentResource
{
    public RawCatalog(Lake lake, LakeFoundation foundation, RawZone raw)
        : base("lake:stage:RawCatalog", "stage")
    {
        Database = new Aws.Glue.CatalogDatabase(
            "raw",
            new Aws.Glue.CatalogDatabaseArgs
            {
                Name = lake.Names.ForSql("raw"),
                Description = "Client data as it came.",
                Tags = lake.Tags,
            },
            Lake.Under(this)
        );

        // The built-in classifier writes LazySimpleSerDe, which knows no quotes: Athena would shift columns.
        var csv = new Aws.Glue.Classifier(
            "csv",
            new Aws.Glue.ClassifierArgs
            {
                Name = lake.Names.Of("csv"),
                CsvClassifier = new ClassifierCsvClassifierArgs
                {
                    ContainsHeader = "PRESENT",
                    Delimiter = ",",
                    QuoteSymbol = "\"",
                    Serde = "OpenCSVSerDe",
                },
            },
            Lake.Under(this)
        );
        Crawler = new LakeCrawler(
            lake,
            new LakeCrawlerArgs
            {
                Role = "rawcrawler",
                Description = "Infers the schema of the raw zone.",
                Bucket = raw.Bucket,
                BucketRole = BucketRoles.Raw,
                Folders = RawZone.Sources,
                Database = Database.Name,
                DatabaseRole = "raw",
                Classifiers = [csv.Name],
                Foundation = foundation,
            },
            this
        );
        RegisterOutputs();
    }

    public Aws.Glue.CatalogDatabase Database { get; }

    public LakeCrawler Crawler { get; }
}
