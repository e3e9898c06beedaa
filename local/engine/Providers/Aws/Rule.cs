using System.Globalization;
using System.Text.RegularExpressions;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Providers.Aws;

/// <summary>
/// What a service demands of one input, said in a preview already. A value that is not given or not known yet passes.
/// </summary>
/// <param name="Path">Names with dots between them; through lists each item is meant.</param>
/// <param name="Holds">Whether a value is as it must be.</param>
/// <param name="Demand">What it must be: <c>from 7 to 30</c>.</param>
internal sealed record Rule(string Path, Func<PropertyValue, bool> Holds, string Demand)
{
    public static Rule OneOf(string path, params string[] values) =>
        new(path, value => values.Contains(Text(value)), $"one of {string.Join(", ", values.Select(v => $"'{v}'"))}");

    public static Rule Between(string path, double least, double most) =>
        new(
            path,
            value => value.AsNumber is { } number && number >= least && number <= most,
            string.Create(CultureInfo.InvariantCulture, $"from {least} to {most}")
        );

    public static Rule Matches(string path, Regex pattern, string demand) =>
        new(path, value => value.AsText is { } text && pattern.IsMatch(text), demand);

    public static Rule Length(string path, int least, int most) =>
        new(
            path,
            value => value.AsText is { } text && text.Length >= least && text.Length <= most,
            string.Create(CultureInfo.InvariantCulture, $"{least} to {most} characters long")
        );

    public IEnumerable<CheckFailure> Failures(PropertyMap inputs) =>
        from value in At(inputs, Path.Split('.'))
        where !value.IsNull && !value.IsUnknown && !Holds(value)
        select new CheckFailure(Path.Split('.')[0], $"'{Path}' is {Shown(value)}; it must be {Demand}.");

    private static IEnumerable<PropertyValue> At(PropertyValue value, ReadOnlyMemory<string> names) =>
        value.Bare switch
        {
            PropertyValue.ListValue list => list.Items.SelectMany(item => At(item, names)),
            _ when names.IsEmpty => [value],
            PropertyValue.MapValue map when map.Entries.Find(names.Span[0]) is { } member => At(member, names[1..]),
            _ => [],
        };

    private static string Text(PropertyValue value) =>
        value.AsText ?? value.AsNumber?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Shown(PropertyValue value) =>
        value is PropertyValue.SecretValue ? SecretForm.Mask
        : Text(value) is { Length: > 100 } text ? $"{text.Length} characters long"
        : $"'{Text(value)}'";
}
