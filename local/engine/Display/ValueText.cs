using System.Text;
using CustomerLake.Local.Engine.Deploy;
using CustomerLake.Local.Engine.Events;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Display;

/// <summary>Values and their differences as indented text, a sign before each line that changes.</summary>
internal sealed partial class ValueText(bool showSecrets)
{
    private const int Step = 4;

    private readonly StringBuilder _text = new();

    public override string ToString() => _text.ToString();

    /// <summary>The members of a map that differ, and of nested values only what differs.</summary>
    public void Difference(PropertyMap old, PropertyMap wanted, int indent, bool all)
    {
        var names = old
            .Keys.Union(wanted.Keys, StringComparer.Ordinal)
            .Where(name => !name.StartsWith("__", StringComparison.Ordinal))
            .Where(name => all || !Same(old.Find(name), wanted.Find(name)))
            .Order(StringComparer.Ordinal)
            .ToList();
        var width = names.Count == 0 ? 0 : names.Max(name => name.Length);
        foreach (var name in names)
        {
            Difference(name.PadRight(width) + ": ", old.Find(name), wanted.Find(name), indent, all);
        }
    }

    /// <summary>What differs in the inputs; of what is to be hidden only that it differs.</summary>
    public void Changes(StateView old, StateView now, int indent)
    {
        var (wanted, hidden) = (now.Inputs, new List<string>());
        foreach (var path in now.HideDiffs.Order(StringComparer.Ordinal))
        {
            var without = IgnoredChanges.Apply(wanted, old.Inputs, [path], _ => { });
            if (!without.Equals(wanted))
            {
                hidden.Add(path);
                wanted = without;
            }
        }

        Difference(old.Inputs, wanted, indent, all: false);
        hidden.ForEach(path => Line("", $"{path} (hidden)", indent, ' '));
    }

    /// <summary>All members of a map, with one sign.</summary>
    public void Members(PropertyMap map, int indent, char sign)
    {
        var names = map.Keys.Where(name => !name.StartsWith("__", StringComparison.Ordinal)).ToList();
        var width = names.Count == 0 ? 0 : names.Max(name => name.Length);
        foreach (var name in names)
        {
            Value(name.PadRight(width) + ": ", map[name], indent, sign);
        }
    }

    public string Short(PropertyValue value) =>
        value switch
        {
            PropertyValue.SecretValue secret => showSecrets ? Short(secret.Element) : SecretForm.Mask,
            PropertyValue.NullValue => "<null>",
            PropertyValue.UnknownValue => "[unknown]",
            PropertyValue.BoolValue boolean => boolean.Value ? "true" : "false",
            PropertyValue.NumberValue number => GoJson.Number(number.Value),
            PropertyValue.StringValue text => Quote(text.Value),
            PropertyValue.ListValue { Items.Length: 0 } => "[]",
            PropertyValue.MapValue { Entries.Count: 0 } => "{}",
            PropertyValue.AssetValue asset => Origin("asset", asset.Hash, asset.Path, asset.Uri),
            PropertyValue.ArchiveValue archive => Origin("archive", archive.Hash, archive.Path, archive.Uri),
            PropertyValue.ResourceReferenceValue reference => $"<{reference.Urn}>",
            _ => "",
        };

    private static string Quote(string text) =>
        GoJson
            .Quote(text)
            .Replace("\\u003c", "<", StringComparison.Ordinal)
            .Replace("\\u003e", ">", StringComparison.Ordinal)
            .Replace("\\u0026", "&", StringComparison.Ordinal);

    private static bool Same(PropertyValue? left, PropertyValue? right) =>
        (left ?? PropertyValue.Null).Equals(right ?? PropertyValue.Null);

    private static bool IsComposite(PropertyValue value) =>
        value is PropertyValue.MapValue { Entries.Count: > 0 } or PropertyValue.ListValue { Items.Length: > 0 };

    private void Line(string label, string text, int indent, char sign)
    {
        var prefix = sign == ' ' ? new string(' ', indent) : new string(' ', Math.Max(0, indent - 2)) + sign + ' ';
        _text.Append(prefix).Append(label).Append(text).Append('\n');
    }

    private void Value(string label, PropertyValue value, int indent, char sign)
    {
        switch (value)
        {
            case PropertyValue.MapValue { Entries.Count: > 0 } map:
                Line(label, "{", indent, sign);
                Members(map.Entries, indent + Step, sign);
                Line("", "}", indent, ' ');
                break;
            case PropertyValue.ListValue { Items.Length: > 0 } list:
                Line(label, "[", indent, sign);
                for (var i = 0; i < list.Items.Length; i++)
                {
                    Value($"[{i}]: ", list.Items[i], indent + Step, sign);
                }

                Line("", "]", indent, ' ');
                break;
            case PropertyValue.SecretValue secret when showSecrets:
                Value(label, secret.Element, indent, sign);
                break;
            default:
                if (!HasContents(label, value, indent, sign))
                {
                    Line(label, Short(value), indent, sign);
                }

                break;
        }
    }

    private void Difference(string label, PropertyValue? old, PropertyValue? wanted, int indent, bool all)
    {
        switch (old, wanted)
        {
            case (null or PropertyValue.NullValue, { } added):
                Value(label, added, indent, '+');
                break;
            case ({ } removed, null or PropertyValue.NullValue):
                Value(label, removed, indent, '-');
                break;
            case (PropertyValue.MapValue left, PropertyValue.MapValue right) when !left.Equals(right):
                Line(label, "{", indent, '~');
                Difference(left.Entries, right.Entries, indent + Step, all);
                Line("", "}", indent, ' ');
                break;
            case (PropertyValue.ListValue left, PropertyValue.ListValue right) when !left.Equals(right):
                Line(label, "[", indent, '~');
                for (var i = 0; i < Math.Max(left.Items.Length, right.Items.Length); i++)
                {
                    var one = i < left.Items.Length ? left.Items[i] : null;
                    var two = i < right.Items.Length ? right.Items[i] : null;
                    if (all || !Same(one, two))
                    {
                        Difference($"[{i}]: ", one, two, indent + Step, all);
                    }
                }

                Line("", "]", indent, ' ');
                break;
            case (PropertyValue.SecretValue left, PropertyValue.SecretValue right)
                when showSecrets && !left.Equals(right):
                Difference(label, left.Element, right.Element, indent, all);
                break;
            case ({ } left, { } right) when !left.Equals(right) && HasContents(label, left, right, indent, all):
                break;
            case ({ } left, { } right) when !left.Equals(right):
                Line(
                    label,
                    IsComposite(left) || IsComposite(right)
                        ? Changed(left, right, indent)
                        : $"{Short(left)} => {Short(right)}",
                    indent,
                    '~'
                );
                break;
            case (_, { } same):
                Value(label, same, indent, ' ');
                break;
        }
    }

    private string Changed(PropertyValue left, PropertyValue right, int indent)
    {
        var inner = new ValueText(showSecrets);
        inner.Value("", left, indent, ' ');
        var old = inner.ToString().Trim();
        inner._text.Clear();
        inner.Value("", right, indent, ' ');
        return $"{old} => {inner.ToString().Trim()}";
    }
}
