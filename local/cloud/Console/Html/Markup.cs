using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace CustomerLake.Local.Cloud.Console.Html;

/// <summary>Finished markup. It is made only by <see cref="Of"/>, which encodes every value put into it.</summary>
internal readonly record struct Markup(string Text)
{
    public static Markup None { get; } = new("");

    /// <summary><c>Markup.Of($"&lt;b&gt;{name}&lt;/b&gt;")</c>: the text is markup, every hole is encoded.</summary>
    public static Markup Of(MarkupText text) => new(text.ToString());

    public static Markup Join(IEnumerable<Markup> parts) => new(string.Concat(parts.Select(part => part.Text)));

    public override string ToString() => Text;
}

/// <summary>Collects an interpolated string, encoding its holes.</summary>
[InterpolatedStringHandler]
internal readonly struct MarkupText(int literalLength, int formattedCount)
{
    private readonly StringBuilder _text = new(literalLength + formattedCount * 16);

    public void AppendLiteral(string literal) => _text.Append(literal);

    public void AppendFormatted(Markup markup) => _text.Append(markup.Text);

    public void AppendFormatted(IEnumerable<Markup> parts) => _text.Append(Markup.Join(parts).Text);

    public void AppendFormatted(string? value) => _text.Append(WebUtility.HtmlEncode(value));

    public void AppendFormatted(long value) => _text.Append(value.ToString("N0", CultureInfo.InvariantCulture));

    public void AppendFormatted<T>(T value, string? format = null)
        where T : IFormattable =>
        _text.Append(WebUtility.HtmlEncode(value.ToString(format, CultureInfo.InvariantCulture)));

    public override string ToString() => _text.ToString();
}
