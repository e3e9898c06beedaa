using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;

namespace CustomerLake.Local.Engine.Providers.Aws;

/// <summary>A service answered with an error.</summary>
/// <param name="code">Without a namespace prefix, such as <c>EntityNotFoundException</c>.</param>
internal sealed class AwsServiceException(string action, string code, string message, int status)
    : Exception($"{action}: {code}: {message}")
{
    public string Code => code;

    /// <summary>What the service said.</summary>
    public string Said => message;

    public int Status => status;

    /// <summary>Whether the thing asked for is not there, in any service's words.</summary>
    public bool IsNotFound =>
        code
            is "NoSuchEntity"
                or "EntityNotFoundException"
                or "ResourceNotFoundException"
                or "NotFoundException"
                or "NoSuchBucket"
                or "NoSuchKey"
                or "NotFound"
                or "404"
        || (code == "InvalidRequestException" && message.Contains("is not found", StringComparison.OrdinalIgnoreCase))
        || (
            code == "InvalidRequestException" && message.Contains("does not exist", StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>Reads the error of any protocol.</summary>
    public static AwsServiceException From(string action, AwsResponse response)
    {
        var text = Encoding.UTF8.GetString(response.Body.Span).Trim();
        var (code, message) = text.StartsWith('<') ? FromXml(text) : FromJson(text);
        code = Plain(
            response.Header("x-amzn-errortype") ?? code ?? (response.Status == 404 ? "NotFound" : $"{response.Status}")
        );
        return new AwsServiceException(action, code, message ?? $"HTTP status {response.Status}", response.Status);
    }

    private static (string? Code, string? Message) FromXml(string text)
    {
        try
        {
            var root = XElement.Parse(text);
            var error = root.DescendantsAndSelf().FirstOrDefault(e => e.Name.LocalName == "Error") ?? root;
            return (Child(error, "Code"), Child(error, "Message"));
        }
        catch (XmlException)
        {
            return (null, text);
        }
    }

    private static string? Child(XElement error, string name) =>
        error.Elements().FirstOrDefault(e => e.Name.LocalName == name)?.Value;

    private static (string? Code, string? Message) FromJson(string text)
    {
        try
        {
            var json = text.Length == 0 ? null : JsonNode.Parse(text) as JsonObject;
            return (Text(json, "__type") ?? Text(json, "code"), Text(json, "message") ?? Text(json, "Message"));
        }
        catch (JsonException)
        {
            return (null, text);
        }
    }

    private static string? Text(JsonObject? json, string name) => json?[name]?.ToString();

    // com.amazonaws.glue#EntityNotFoundException:http://… → EntityNotFoundException
    private static string Plain(string code)
    {
        code = code[(code.LastIndexOf('#') + 1)..];
        var colon = code.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? code : code[..colon];
    }
}
