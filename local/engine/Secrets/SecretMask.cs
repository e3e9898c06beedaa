using System.Collections.Concurrent;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Secrets;

/// <summary>Takes secret values out of texts that are meant for people: errors of providers, log lines.</summary>
public sealed class SecretMask
{
    /// <summary>Shorter ones would mask ordinary words.</summary>
    private const int MinimumLength = 4;

    private readonly ConcurrentDictionary<string, bool> _known = new(StringComparer.Ordinal);

    public void Learn(PropertyMap values)
    {
        if (values.ContainsSecrets)
        {
            Learn((PropertyValue)values, secret: false);
        }
    }

    public void Learn(string secret)
    {
        if (secret.Length >= MinimumLength)
        {
            _known[secret] = true;
        }
    }

    public string Apply(string text)
    {
        if (_known.IsEmpty)
        {
            return text;
        }

        // The longest first, so that no part of a longer secret is left beside a shorter one.
        foreach (var secret in _known.Keys.OrderByDescending(secret => secret.Length))
        {
            text = text.Replace(secret, SecretForm.Mask, StringComparison.Ordinal);
        }

        return text;
    }

    private void Learn(PropertyValue value, bool secret)
    {
        switch (value)
        {
            case PropertyValue.SecretValue inner:
                Learn(inner.Element, secret: true);
                break;
            case PropertyValue.MapValue map:
                foreach (var entry in map.Entries.Values)
                {
                    Learn(entry, secret);
                }

                break;
            case PropertyValue.ListValue list:
                foreach (var item in list.Items)
                {
                    Learn(item, secret);
                }

                break;
            case PropertyValue.StringValue text when secret:
                Learn(text.Value);
                break;
        }
    }
}
