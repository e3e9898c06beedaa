using Amazon.Runtime;
using Amazon.StandIns;

namespace Amazon.Athena;

public class AmazonAthenaConfig : JsonServiceConfig
{
    public AmazonAthenaConfig()
        : base(new JsonProtocol("athena", "AmazonAthena"), "Athena") { }
}

public class AmazonAthenaException : AmazonServiceException
{
    public AmazonAthenaException(string message, Exception innerException)
        : base(message, innerException) { }
}
