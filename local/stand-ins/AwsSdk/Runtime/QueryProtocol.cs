#nullable enable
using System.Net;
using System.Xml.Linq;
using Amazon.IdentityManagement;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace Amazon.StandIns;

/// <summary>An answer that reads itself from the <c>…Result</c> element.</summary>
internal interface IXmlAnswer
{
    void Read(XElement result);
}

/// <summary>Writes a request of the Query protocol: a form with the action, the version and the parameters.</summary>
internal sealed class QueryRequestMarshaller(string version, IEnumerable<(string Name, string? Value)> parameters)
    : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var request = new DefaultRequest(input, "Amazon.IdentityManagement")
        {
            HttpMethod = "POST",
            ResourcePath = "/",
        };
        request.Parameters["Action"] = input.GetType().Name[..^"Request".Length];
        request.Parameters["Version"] = version;
        foreach (var (name, value) in parameters)
        {
            if (value is not null)
            {
                request.Parameters[name] = value;
            }
        }

        return request;
    }
}

/// <summary>Reads an answer, or the error document, of the Query protocol.</summary>
internal sealed class QueryAnswerUnmarshaller<TResponse> : XmlResponseUnmarshaller
    where TResponse : AmazonWebServiceResponse, IXmlAnswer, new()
{
    public override AmazonWebServiceResponse Unmarshall(XmlUnmarshallerContext context)
    {
        var root = XDocument.Load(context.Stream).Root!;
        var response = new TResponse();
        response.Read(root.Elements().First(e => e.Name.LocalName.EndsWith("Result", StringComparison.Ordinal)));
        return response;
    }

    public override AmazonServiceException UnmarshallException(
        XmlUnmarshallerContext context,
        Exception innerException,
        HttpStatusCode statusCode
    )
    {
        var root = XDocument.Load(context.Stream).Root!;
        var error = root.Elements().FirstOrDefault(e => e.Name.LocalName == "Error") ?? root;
        return new AmazonIdentityManagementServiceException(
            error.Text("Message") ?? $"HTTP {(int)statusCode}",
            innerException
        )
        {
            ErrorCode = error.Text("Code"),
            RequestId = root.Text("RequestId"),
            StatusCode = statusCode,
            ErrorType = (int)statusCode >= 500 ? ErrorType.Receiver : ErrorType.Sender,
        };
    }
}

internal static class XmlAnswers
{
    public static string? Text(this XElement parent, string name) =>
        parent.Elements().FirstOrDefault(e => e.Name.LocalName == name)?.Value;

    public static List<T> List<T>(this XElement parent, string name, Func<XElement, T> read) =>
        [.. parent.Elements().Where(e => e.Name.LocalName == name).Elements().Select(read)];

    public static (bool? IsTruncated, string? Marker) Page(this XElement result) =>
        (result.Text("IsTruncated") == "true", result.Text("Marker"));
}
