using System.Globalization;
using System.Xml.Linq;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Providers.Aws;

/// <summary>Shapes as XML: lists are repeated elements, every scalar is text.</summary>
internal static class XmlShapes
{
    public static readonly XNamespace S3 = "http://s3.amazonaws.com/doc/2006-03-01/";

    public static XElement ToXml(this Shape shape, string root, PropertyMap properties) =>
        new(S3 + root, Members(shape, properties));

    /// <param name="element">Its names are read without their namespace.</param>
    public static PropertyMap FromXml(this Shape shape, XElement element) =>
        PropertyMap.Of(
            shape
                .Fields.Select(field => (Field: field, Found: Children(element, field.Wire)))
                .Where(pair => pair.Found.Count > 0)
                .Select(pair => KeyValuePair.Create(pair.Field.Name, Read(pair.Field, pair.Found)))
        );

    /// <inheritdoc cref="Shape.AllFromJson"/>
    public static PropertyMap AllFromXml(this Shape shape, XElement element) =>
        shape.Nothing.With(shape.FromXml(element));

    private static IEnumerable<XElement> Members(Shape shape, PropertyMap properties)
    {
        foreach (var field in shape.Fields)
        {
            if (properties.Find(field.Name) is not { IsNull: false } value)
            {
                continue;
            }

            var name = S3 + field.Wire;
            if (field.Kind == FieldKind.Blocks)
            {
                foreach (var item in value.AsItems)
                {
                    yield return new XElement(name, Members(field.Inner!, item.AsMap ?? PropertyMap.Empty));
                }
            }
            else if (field.Kind == FieldKind.Block)
            {
                yield return new XElement(name, Members(field.Inner!, value.AsMap ?? PropertyMap.Empty));
            }
            else
            {
                yield return new XElement(name, Text(value));
            }
        }
    }

    private static List<XElement> Children(XElement element, string name) =>
        [.. element.Elements().Where(e => e.Name.LocalName == name)];

    private static PropertyValue Read(Field field, List<XElement> found) =>
        field.Kind switch
        {
            FieldKind.Blocks => PropertyValue.Of(found.Select(e => (PropertyValue)field.Inner!.FromXml(e))),
            FieldKind.Block => field.Inner!.FromXml(found[0]),
            FieldKind.Flag => found[0].Value == "true",
            FieldKind.Number => double.Parse(found[0].Value, CultureInfo.InvariantCulture),
            _ => found[0].Value,
        };

    private static string Text(PropertyValue value) =>
        value.AsBool is { } flag ? (flag ? "true" : "false")
        : value.AsNumber is { } number ? number.ToString(CultureInfo.InvariantCulture)
        : value.AsText ?? "";
}
