using Amazon.Runtime;

namespace Amazon.Glue.Model;

public class GetPartitionsRequest : AmazonWebServiceRequest
{
    public string CatalogId { get; set; }

    public string DatabaseName { get; set; }

    public string TableName { get; set; }

    public string Expression { get; set; }

    public bool? ExcludeColumnSchema { get; set; }

    public string NextToken { get; set; }

    public int? MaxResults { get; set; }
}

public class GetPartitionsResponse : AmazonWebServiceResponse
{
    public List<Partition> Partitions { get; set; }

    public string NextToken { get; set; }
}

public class Partition
{
    public List<string> Values { get; set; }

    public string DatabaseName { get; set; }

    public string TableName { get; set; }

    public StorageDescriptor StorageDescriptor { get; set; }

    public Dictionary<string, string> Parameters { get; set; }
}
