#nullable enable
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace Amazon.StandIns;

/// <summary>Reads an answer, or the error document of a JSON protocol.</summary>
internal sealed class JsonBodyUnmarshaller<TResponse>(JsonProtocol protocol) : JsonResponseUnmarshaller
    where TResponse : AmazonWebServiceResponse, new()
{
    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext context)
    {
        using var reader = new StreamReader(context.Stream);
        var text = reader.ReadToEnd();
        return text.Length == 0
            ? new TResponse()
            : JsonSerializer.Deserialize<TResponse>(text, WireFormat.For(protocol))!;
    }

    public override AmazonServiceException UnmarshallException(
        JsonUnmarshallerContext context,
        Exception innerException,
        HttpStatusCode statusCode
    )
    {
        using var reader = new StreamReader(context.Stream);
        var document = Parse(reader.ReadToEnd());
        var header = context.ResponseData.IsHeaderPresent("x-amzn-ErrorType")
            ? context.ResponseData.GetHeaderValue("x-amzn-ErrorType")
            : null;
        var code = (header ?? Text(document, "__type", "code") ?? statusCode.ToString()).Split('#')[^1].Split(':')[0];
        var message = Text(document, "message", "Message") ?? $"{code} (HTTP {(int)statusCode})";
        var requestId = context.ResponseData.GetHeaderValue("x-amzn-RequestId");
        return ServiceExceptions.Make(protocol.ServiceName, code, message, innerException, requestId, statusCode);
    }

    private static JsonObject? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonObject? document, params string[] names) =>
        names.Select(name => document?[name]).FirstOrDefault(value => value is not null)?.ToString();
}
