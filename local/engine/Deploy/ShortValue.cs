using System.Text;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Deploy;

/// <summary>A value in the words of Pulumi's check failures and plan violations; secrets masked.</summary>
internal static class ShortValue
{
    public static string Of(PropertyValue? value) =>
        value switch
        {
            null or PropertyValue.NullValue => "<nil>",
            PropertyValue.SecretValue => SecretForm.Mask,
            PropertyValue.UnknownValue => "output<string>{}",
            PropertyValue.BoolValue boolean => boolean.Value ? "true" : "false",
            PropertyValue.NumberValue number => GoJson.Number(number.Value),
            PropertyValue.StringValue text => text.Value,
            PropertyValue.ListValue list => $"[{string.Join(" ", list.Items.Select(item => $"{{{Of(item)}}}"))}]",
            PropertyValue.MapValue map => Map(map.Entries),
            _ => value.GetType().Name.Replace("Value", "", StringComparison.Ordinal),
        };

    private static string Map(PropertyMap map)
    {
        var text = new StringBuilder("map[");
        text.AppendJoin(' ', map.Select(entry => $"{entry.Key}:{{{Of(entry.Value)}}}"));
        return text.Append(']').ToString();
    }
}
