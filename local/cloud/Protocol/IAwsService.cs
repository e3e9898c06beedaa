using System.Text.Json;

namespace CustomerLake.Local.Cloud.Protocol;

internal enum WireProtocol
{
    Json,
    Query,
    RestJson,
    RestXml,
}

/// <summary>How a service speaks. <paramref name="Name"/> is the target prefix (JSON) or the XML namespace (Query, REST-XML).</summary>
internal sealed record AwsProtocol(WireProtocol Wire, string Name, string JsonVersion = "1.1")
{
    /// <summary>CloudWatch Logs writes camelCase; most services write member names as they are.</summary>
    public JsonNamingPolicy? Naming { get; init; }

    public static AwsProtocol Json(string targetPrefix, string version = "1.1") =>
        new(WireProtocol.Json, targetPrefix, version);

    public static AwsProtocol Query(string xmlNamespace) => new(WireProtocol.Query, xmlNamespace);

    public static AwsProtocol RestJson { get; } = new(WireProtocol.RestJson, "");

    public static AwsProtocol RestXml(string xmlNamespace) => new(WireProtocol.RestXml, xmlNamespace);
}

/// <summary>One AWS service: its name in a signature's scope, its protocol and its operations.</summary>
internal interface IAwsService
{
    string SigningName { get; }

    AwsProtocol Protocol { get; }

    OperationTable Operations { get; }
}
