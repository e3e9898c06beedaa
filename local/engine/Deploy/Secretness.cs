using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Deploy;

/// <summary>Keeps values secret that were secret when they went into a provider.</summary>
internal static class Secretness
{
    /// <summary>Marks in the answer what is secret in what was asked, member by member.</summary>
    public static PropertyMap Keep(PropertyMap answer, PropertyMap asked) =>
        asked.ContainsSecrets
            ? answer.With(
                asked
                    .Where((name, value) => answer.ContainsKey(name) && value.ContainsSecrets)
                    .Select(entry => KeyValuePair.Create(entry.Key, Keep(answer[entry.Key], entry.Value)))
            )
            : answer;

    public static PropertyMap Mark(PropertyMap outputs, IEnumerable<string> names) =>
        outputs.With(
            names
                .Where(outputs.ContainsKey)
                .Select(name => KeyValuePair.Create(name, PropertyValue.Secret(outputs[name])))
        );

    private static PropertyValue Keep(PropertyValue answer, PropertyValue asked) =>
        (answer, asked) switch
        {
            (PropertyValue.SecretValue, _) => answer,
            (_, PropertyValue.SecretValue) => PropertyValue.Secret(answer),
            (PropertyValue.MapValue got, PropertyValue.MapValue want) => Keep(got.Entries, want.Entries),
            (PropertyValue.ListValue got, PropertyValue.ListValue want) => PropertyValue.Of(
                got.Items.Select((item, index) => index < want.Items.Length ? Keep(item, want.Items[index]) : item)
            ),
            _ => answer,
        };
}
