using System.Text.RegularExpressions;
using System.Xml.Linq;
using CustomerLake.Local.Engine.Providers.Aws;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Providers.Iam;

/// <summary>IAM's requests: forms whose lists are numbered members.</summary>
internal static class IamCalls
{
    /// <summary>What the names of roles and policies are made of.</summary>
    public static Regex Name(int longest) => new($@"^[\w+=,.@-]{{1,{longest}}}$");

    private const string Version = "2010-05-08";

    public static Task<XElement> IamAsync(
        this AwsApi aws,
        string operation,
        CancellationToken cancellationToken,
        params IEnumerable<(string Name, string? Value)> parameters
    ) =>
        aws.Call.QueryAsync(
            "iam",
            Version,
            operation,
            parameters.Where(p => p.Value is not null).Select(p => (p.Name, p.Value!)),
            cancellationToken
        );

    public static IEnumerable<(string, string?)> TagMembers(IEnumerable<KeyValuePair<string, string>> tags) =>
        tags.SelectMany(
            (tag, i) =>
                new (string, string?)[]
                {
                    ($"Tags.member.{i + 1}.Key", tag.Key),
                    ($"Tags.member.{i + 1}.Value", tag.Value),
                }
        );

    public static IEnumerable<(string, string?)> Members(string name, IEnumerable<string> values) =>
        values.Select((value, i) => ($"{name}.member.{i + 1}", (string?)value));

    /// <summary>The first element of that name at any depth.</summary>
    public static XElement? Find(this XElement element, string name) =>
        element.Descendants().FirstOrDefault(e => e.Name.LocalName == name);

    public static string? Text(this XElement element, string name) =>
        element.Elements().FirstOrDefault(e => e.Name.LocalName == name)?.Value;

    public static IEnumerable<XElement> List(this XElement element, string name) =>
        element.Find(name)?.Elements().Where(e => e.Name.LocalName == "member") ?? [];

    public static PropertyValue ReadTags(this XElement element) =>
        Tags.ToValue(element.List("Tags").Select(tag => (tag.Text("Key") ?? "", tag.Text("Value") ?? "")));

    /// <summary>A document as IAM returns it: percent-encoded.</summary>
    public static string Document(string encoded) => Uri.UnescapeDataString(encoded);

    /// <summary>All pages of a list operation.</summary>
    public static async Task<List<XElement>> IamPagesAsync(
        this AwsApi aws,
        string operation,
        string list,
        CancellationToken cancellationToken,
        params (string Name, string? Value)[] parameters
    )
    {
        var found = new List<XElement>();
        string? marker = null;
        do
        {
            var page = await aws.IamAsync(operation, cancellationToken, parameters.Append(("Marker", marker)));
            found.AddRange(page.List(list));
            marker = page.Text("IsTruncated") == "true" ? page.Text("Marker") : null;
        } while (marker is not null);

        return found;
    }
}
