namespace CustomerLake.Local.Cloud.Protocol;

/// <summary>REST-XML: the member travels in this header.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class HeaderAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}

/// <summary>REST-XML: the member is every header that starts so, by the rest of its name.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class HeaderPrefixAttribute(string prefix) : Attribute
{
    public string Prefix { get; } = prefix;
}

/// <summary>REST-XML: the member travels in the query string.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class QueryAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}

/// <summary>REST-XML: the member is the whole body: an XML document (a record), text, or bytes (a stream).</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PayloadAttribute(string root = "") : Attribute
{
    public string Root { get; } = root;
}

/// <summary>XML: the element's name where it is not the member's, or the root element of an answer.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class)]
internal sealed class XmlNameAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}

/// <summary>XML: a list without an element around it; each item has the list's name.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class XmlFlatAttribute : Attribute;

/// <summary>XML: the name of an item inside the list's element; <c>member</c> unless told.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class XmlItemAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}

/// <summary>XML: written as an attribute of the namespace for schema instances (<c>xsi:type</c>).</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class XmlTypeAttributeAttribute : Attribute;
