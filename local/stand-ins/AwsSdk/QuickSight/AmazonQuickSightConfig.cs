using Amazon.Runtime;
using Amazon.StandIns;

namespace Amazon.QuickSight;

public class AmazonQuickSightConfig : JsonServiceConfig
{
    public AmazonQuickSightConfig()
        : base(new JsonProtocol("quicksight", null), "QuickSight") { }
}

public class AmazonQuickSightException : AmazonServiceException
{
    public AmazonQuickSightException(string message, Exception innerException)
        : base(message, innerException) { }
}
