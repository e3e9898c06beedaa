using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Providers.Aws;

/// <summary>Takes secret inputs out of what AWS says: services like to repeat what they were sent.</summary>
internal sealed class Redaction
{
    private readonly List<string> _secrets;

    private Redaction(IEnumerable<string> secrets) =>
        // The longest first, so that a secret inside another one leaves nothing of the other.
        _secrets = [.. secrets.Where(s => s.Length > 0).Distinct().OrderByDescending(s => s.Length)];

    public static Redaction Of(PropertyMap inputs)
    {
        var found = new List<string>();
        foreach (var value in inputs.Values)
        {
            Collect(value, isSecret: false, found);
        }

        return new Redaction(found);
    }

    public string Apply(string message) =>
        _secrets.Aggregate(message, (text, secret) => text.Replace(secret, "[secret]", StringComparison.Ordinal));

    private static void Collect(PropertyValue value, bool isSecret, List<string> found)
    {
        switch (value)
        {
            case PropertyValue.SecretValue secret:
                Collect(secret.Element, true, found);
                break;
            case PropertyValue.StringValue text when isSecret:
                found.Add(text.Value);
                break;
            case PropertyValue.ListValue list:
                list.Items.ToList().ForEach(item => Collect(item, isSecret, found));
                break;
            case PropertyValue.MapValue map:
                map.Entries.Values.ToList().ForEach(item => Collect(item, isSecret, found));
                break;
            default:
                break;
        }
    }
}
