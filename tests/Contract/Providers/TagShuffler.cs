using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace CustomerLake.Tests.Contract.Providers;

/// <summary>Gives the tags of every answer in reverse order, with one that AWS added itself.</summary>
internal sealed class TagShuffler() : DelegatingHandler(new SocketsHttpHandler())
{
    private const string Added = "aws:created-by";
    private int _shuffled;

    /// <summary>How many sets of tags have been shuffled.</summary>
    public int Shuffled => _shuffled;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var answer = await base.SendAsync(request, cancellationToken);
        if (answer.StatusCode == HttpStatusCode.OK && request.Method != HttpMethod.Head)
        {
            var body = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
            var told = answer.Content.Headers.ToList();
            answer.Content = new ByteArrayContent(Shuffle(body));
            foreach (var (name, values) in told.Where(header => header.Key != "Content-Length"))
            {
                answer.Content.Headers.TryAddWithoutValidation(name, values);
            }
        }

        return answer;
    }

    private byte[] Shuffle(byte[] body) =>
        (body.Length == 0 ? ' ' : (char)body[0]) switch
        {
            '{' => Encoding.UTF8.GetBytes(Shuffle(JsonNode.Parse(body)!.AsObject()).ToJsonString()),
            '<' => Encoding.UTF8.GetBytes(Shuffle(XDocument.Parse(Encoding.UTF8.GetString(body))).ToString()),
            _ => body,
        };

    private JsonObject Shuffle(JsonObject answer)
    {
        foreach (var (name, value) in answer.ToList())
        {
            answer[name] = (name.ToUpperInvariant(), value) switch
            {
                ("TAGS", JsonObject map) => Reversed(map),
                ("TAGS", JsonArray { Count: > 0 } list) => Reversed(list),
                (_, JsonObject inner) => Shuffle(inner).DeepClone(),
                _ => value?.DeepClone(),
            };
        }

        return answer;
    }

    private JsonObject Reversed(JsonObject tags)
    {
        _shuffled++;
        return new JsonObject(
            tags.Reverse().Select(tag => KeyValuePair.Create(tag.Key, tag.Value?.DeepClone())).Prepend(new(Added, "x"))
        );
    }

    private JsonArray Reversed(JsonArray tags)
    {
        _shuffled++;
        var members = tags[0]!.AsObject().Select(member => member.Key).ToList();
        var added = new JsonObject { [members[0]] = Added, [members[1]] = "x" };
        return new JsonArray([.. tags.Reverse().Select(tag => tag!.DeepClone()).Prepend(added)]);
    }

    private XDocument Shuffle(XDocument answer)
    {
        foreach (var tags in answer.Descendants().Where(e => e.Name.LocalName is "TagSet" or "Tags").ToList())
        {
            if (tags.Elements().LastOrDefault() is { } last)
            {
                _shuffled++;
                var added = new XElement(last);
                added.Elements().Single(e => e.Name.LocalName == "Key").Value = Added;
                added.Elements().Single(e => e.Name.LocalName == "Value").Value = "x";
                tags.ReplaceNodes(tags.Elements().Reverse().Prepend(added).ToList());
            }
        }

        return answer;
    }
}
