using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Pulumi;

namespace CustomerLake.Infra;

/// <summary>Reads single settings and collects what is wrong with them.</summary>
internal sealed partial class SettingsReader(Func<string, string?> get)
{
    private readonly List<string> _faults = [];

    public static bool TagValue(string value) => TagPattern().IsMatch(value);

    public void Require(bool isRight, string fault)
    {
        if (!isRight)
        {
            _faults.Add(fault);
        }
    }

    public string Text(string key, string wanted, Func<string, bool> isRight)
    {
        var value = Optional(key, wanted, isRight);
        Require(value is not null, $"'{key}' is not set; it takes {wanted}.");
        return value ?? "";
    }

    public string? Optional(string key, string wanted, Func<string, bool> isRight)
    {
        var value = get(key);
        Require(value is null || isRight(value), $"'{key}' is '{value}'; it takes {wanted}.");
        return value;
    }

    public bool Flag(string key, bool otherwise)
    {
        var value = Optional(key, "true or false", v => v is "true" or "false");
        return value is null ? otherwise : value == "true";
    }

    public int Number(string key, int otherwise, int least, int most) =>
        Number(key, otherwise, n => n >= least && n <= most, $"a whole number from {least} to {most}");

    public int Number(string key, int otherwise, Func<int, bool> isRight, string wanted)
    {
        var value = Optional(key, wanted, v => TryNumber(v, out var n) && isRight(n));
        return value is not null && TryNumber(value, out var number) ? number : otherwise;
    }

    /// <summary>A list in the config file, which Pulumi hands over as JSON.</summary>
    public IReadOnlyList<string> List(string key, Func<string, bool> isRight, string wanted)
    {
        if (get(key) is not { } text)
        {
            return [];
        }

        try
        {
            var items = JsonSerializer.Deserialize<List<string>>(text) ?? [];
            foreach (var item in items)
            {
                Require(item is not null && isRight(item), $"'{key}' holds '{item}'; each item is {wanted}.");
            }

            return items;
        }
        catch (JsonException)
        {
            Require(false, $"'{key}' is '{text}'; it takes a list, each item {wanted}.");
            return [];
        }
    }

    public void ThrowIfFaulty(string stack)
    {
        if (_faults.Count > 0)
        {
            throw new RunException(
                $"The configuration of stack '{stack}' is not usable:{string.Concat(_faults.Select(f => $"\n  - {f}"))}"
            );
        }
    }

    private static bool TryNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    [GeneratedRegex("^[\\p{L}\\p{N} _.:/=+@-]{1,200}\\z")]
    private static partial Regex TagPattern();
}
