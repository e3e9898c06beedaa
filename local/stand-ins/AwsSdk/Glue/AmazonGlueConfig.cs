using Amazon.Runtime;
using Amazon.StandIns;

namespace Amazon.Glue;

public class AmazonGlueConfig : JsonServiceConfig
{
    public AmazonGlueConfig()
        : base(new JsonProtocol("glue", "AWSGlue"), "Glue") { }
}

public class AmazonGlueException : AmazonServiceException
{
    public AmazonGlueException(string message, Exception innerException)
        : base(message, innerException) { }
}
