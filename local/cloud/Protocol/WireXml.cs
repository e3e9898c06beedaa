using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;

namespace CustomerLake.Local.Cloud.Protocol;

/// <summary>
/// XML for the protocols that have it. Reading makes the JSON tree that <see cref="WireJson"/> then reads strictly, so
/// an unknown element is refused by name as an unknown member is. No DTD is ever read.
/// </summary>
internal static class WireXml
{
    private const int LargestDocument = 8 * 1024 * 1024;
    private static readonly XNamespace SchemaInstance = "http://www.w3.org/2001/XMLSchema-instance";

    public static XElement Parse(byte[] body)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = LargestDocument,
        };
        try
        {
            CheckDepth(body, settings);
            using var reader = XmlReader.Create(new MemoryStream(body), settings);
            return XElement.Load(reader);
        }
        catch (XmlException)
        {
            throw Malformed();
        }
    }

    public static AwsException Malformed() =>
        new(
            "MalformedXML",
            "The XML you provided was not well-formed or did not validate against our published schema"
        );

    public static JsonNode ToJson(XElement element, Type type, string itemName = "member")
    {
        if (WireMember.IsScalar(type))
        {
            return element.HasElements ? throw Malformed() : JsonValue.Create(element.Value);
        }

        return WireMember.ItemTypeOf(type) is { } itemType
            ? new JsonArray([
                .. element
                    .Elements()
                    .Select(item => item.Name.LocalName == itemName ? ToJson(item, itemType) : throw Malformed()),
            ])
            : RecordToJson(element, type);
    }

    public static byte[] Write(XElement root)
    {
        var stream = new MemoryStream();
        var settings = new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(false),
            // S3 writes control characters of keys as references that XML 1.0 does not have; so do we.
            CheckCharacters = false,
            NewLineHandling = NewLineHandling.Entitize,
        };
        using (var writer = XmlWriter.Create(stream, settings))
        {
            root.WriteTo(writer);
        }

        return stream.ToArray();
    }

    public static XElement FromObject(object value, XName name)
    {
        if (value is XElement ready)
        {
            return ready;
        }

        if (WireMember.IsScalar(value.GetType()))
        {
            return new XElement(name, Text(value));
        }

        var element = new XElement(name);
        if (value is IReadOnlyDictionary<string, string> map)
        {
            element.Add(map.Select(pair => Entry(pair, name.Namespace)));
            return element;
        }

        foreach (var member in WireMembers.Of(value.GetType()).Elements)
        {
            if (member.Property.GetValue(value) is { } content)
            {
                Add(element, member, content);
            }
        }

        return element;
    }

    public static string Text(object value) =>
        value switch
        {
            bool truth => truth ? "true" : "false",
            DateTimeOffset time => time.UtcDateTime.ToString(
                "yyyy-MM-dd'T'HH:mm:ss.fff'Z'",
                CultureInfo.InvariantCulture
            ),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };

    private static void Add(XElement element, WireMember member, object content)
    {
        if (member.IsXmlType)
        {
            element.Add(new XAttribute(XNamespace.Xmlns + "xsi", SchemaInstance.NamespaceName));
            element.Add(new XAttribute(SchemaInstance + "type", Text(content)));
            return;
        }

        var name = element.Name.Namespace + member.XmlName;
        if (member.ItemType is null)
        {
            element.Add(FromObject(content, name));
            return;
        }

        var items = ((IEnumerable)content).Cast<object>();
        if (member.IsFlat)
        {
            element.Add(items.Select(item => FromObject(item, name)));
        }
        else
        {
            var itemName = name.Namespace + member.ItemName;
            element.Add(new XElement(name, items.Select(item => FromObject(item, itemName))));
        }
    }

    private static XElement Entry(KeyValuePair<string, string> pair, XNamespace space) =>
        new(space + "entry", new XElement(space + "key", pair.Key), new XElement(space + "value", pair.Value));

    private static JsonObject RecordToJson(XElement element, Type type)
    {
        var members = WireMembers.Of(type).Elements.ToDictionary(member => member.XmlName, StringComparer.Ordinal);
        var result = new JsonObject();
        foreach (var child in element.Elements())
        {
            if (!members.TryGetValue(child.Name.LocalName, out var member))
            {
                result[child.Name.LocalName] = child.Value;
            }
            else if (member.IsFlat)
            {
                var list = result[member.Name] as JsonArray ?? [];
                result[member.Name] = list;
                list.Add(ToJson(child, member.ItemType!));
            }
            else if (!result.TryAdd(member.Name, ToJson(child, member.Property.PropertyType, member.ItemName)))
            {
                throw Malformed();
            }
        }

        if (members.Values.FirstOrDefault(member => member.IsXmlType) is { } typed)
        {
            result[typed.Name] = element.Attribute(SchemaInstance + "type")?.Value;
        }

        return result;
    }

    /// <summary>The tree is built recursively: a document of 20,000 levels must not end the process.</summary>
    private static void CheckDepth(byte[] body, XmlReaderSettings settings)
    {
        using var reader = XmlReader.Create(new MemoryStream(body), settings);
        while (reader.Read())
        {
            if (reader.Depth > 64)
            {
                throw Malformed();
            }
        }
    }
}
