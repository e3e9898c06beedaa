using System.Text.Json;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Display;

/// <summary>What is inside a text or an asset: JSON member by member, several lines line by line.</summary>
internal sealed partial class ValueText
{
    private const int ShortHash = 7;

    private bool HasContents(string label, PropertyValue value, int indent, char sign)
    {
        switch (value)
        {
            case PropertyValue.StringValue text when Decoded(text.Value) is { } inner:
                Value(label + "(json) ", inner, indent, sign);
                return true;
            case PropertyValue.AssetValue { Text: { } text } asset:
                Line(label, $"asset(text:{Hash(asset.Hash)}) {{", indent, sign);
                foreach (var line in text.Split('\n'))
                {
                    Line("", line, indent + Step, ' ');
                }

                Line("", "}", indent, ' ');
                return true;
            case PropertyValue.ArchiveValue { Assets: { } assets } archive:
                Line(label, $"archive(assets:{Hash(archive.Hash)}) {{", indent, sign);
                foreach (var (name, inner) in assets)
                {
                    Value($"\"{name}\": ", inner, indent + Step, sign);
                }

                Line("", "}", indent, ' ');
                return true;
            default:
                return false;
        }
    }

    private bool HasContents(string label, PropertyValue old, PropertyValue wanted, int indent, bool all)
    {
        switch (old, wanted)
        {
            case (PropertyValue.StringValue left, PropertyValue.StringValue right)
                when Decoded(left.Value) is { } one && Decoded(right.Value) is { } two && !one.Equals(two):
                Difference(label + "(json) ", one, two, indent, all);
                return true;
            case (PropertyValue.StringValue left, PropertyValue.StringValue right)
                when left.Value.Contains('\n', StringComparison.Ordinal)
                    || right.Value.Contains('\n', StringComparison.Ordinal):
                Line(label, "", indent, '~');
                Lines(left.Value, right.Value, indent + Step);
                return true;
            case (
                PropertyValue.AssetValue { Text: { } before } left,
                PropertyValue.AssetValue { Text: { } after } right
            ):
                Line(label, $"asset(text:{Hash(left.Hash, right.Hash)}) {{", indent, '~');
                Lines(before, after, indent + Step);
                Line("", "}", indent, ' ');
                return true;
            case (
                PropertyValue.ArchiveValue { Assets: { } before } left,
                PropertyValue.ArchiveValue { Assets: { } after } right
            ):
                Line(label, $"archive(assets:{Hash(left.Hash, right.Hash)}) {{", indent, '~');
                foreach (
                    var name in before.Keys.Union(after.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
                )
                {
                    Difference($"\"{name}\": ", before.Find(name), after.Find(name), indent + Step, all);
                }

                Line("", "}", indent, ' ');
                return true;
            default:
                return false;
        }
    }

    private void Lines(string old, string wanted, int indent)
    {
        foreach (var (sign, line) in LineDiff.Between(old.Split('\n'), wanted.Split('\n')))
        {
            Line("", line, indent, sign);
        }
    }

    private static string Origin(string kind, string? hash, string? path, string? uri) =>
        path is not null ? $"{kind}(file:{Hash(hash)}) {{ {path} }}"
        : uri is not null ? $"{kind}(uri:{Hash(hash)}) {{ {uri} }}"
        : $"{kind}({Hash(hash)}) {{ }}";

    private static string Hash(string? old, string? wanted) =>
        old == wanted ? Hash(old) : $"{Hash(old)}->{Hash(wanted)}";

    private static string Hash(string? hash) => hash is { Length: > ShortHash } ? hash[..ShortHash] : hash ?? "";

    /// <summary>The value of a text that is a JSON object or list, whole; null for any other.</summary>
    private static PropertyValue? Decoded(string text)
    {
        if (text.AsSpan().TrimStart() is not ['{' or '[', ..])
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return PropertyJson.Read(document.RootElement, null);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
