using CustomerLake.Local.Sql.Runtime.Java;

namespace CustomerLake.Tests.Unit.Sql.Runtime;

/// <summary>What Java's library does, for both dialects.</summary>
public sealed class JavaTests
{
    [Theory]
    [InlineData(1.0, "1.0")]
    [InlineData(1e7, "1.0E7")]
    [InlineData(0.001, "0.001")]
    [InlineData(0.0001, "1.0E-4")]
    [InlineData(123456789.5, "1.234567895E8")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(double.NaN, "NaN")]
    public void Doubles_are_written_as_Java_writes_them(double value, string text) =>
        Assert.Equal(text, JavaNumbers.Text(value));

    [Theory]
    [InlineData("a++b", "aaab", true)]
    [InlineData(@"^\p{Upper}\d$", "A7", true)]
    [InlineData(@"^[a-f&&[^cd]]$", "c", false)]
    [InlineData(@"^[a-f&&[^cd]]$", "e", true)]
    [InlineData(@"^[^a-f&&[^cd]]$", "c", true)]
    [InlineData(@"^[^a-f&&[^cd]]$", "e", false)]
    [InlineData(@"^[a-f&&c-z]$", "d", true)]
    [InlineData(@"^[a-f&&c-z]$", "b", false)]
    [InlineData(@"^[\w-.]+$", "a-b.c", true)]
    [InlineData(@"^[\w-.]+$", "a,b", false)]
    [InlineData(@"^[a-[x]]$", "-", true)]
    [InlineData(@"^[^\W]$", "a", true)]
    [InlineData(@"^[^\W]$", "é", false)]
    [InlineData(@"^[\S]$", " ", false)]
    [InlineData(@"\d", "٣", false)]
    [InlineData(@"^\Qa.b\E$", "a.b", true)]
    [InlineData(@"^[\Q]-[\E]$", "-", true)]
    [InlineData(@"^\h$", " ", true)]
    [InlineData(@"^\R$", "\r\n", true)]
    public void Patterns_of_Java_mean_what_they_mean_there(string pattern, string text, bool matches) =>
        Assert.Equal(matches, JavaRegex.Of(pattern).IsMatch(text));

    [Theory]
    [InlineData("^[[:alpha:]]$", "a", true)]
    [InlineData("^[[:alpha:]]$", ":", false)]
    [InlineData(@"^\h$", "f", true)]
    public void Patterns_of_Joni_have_brackets_and_hexadecimal_digits(string pattern, string text, bool matches) =>
        Assert.Equal(matches, JavaRegex.Of(pattern, isJoni: true).IsMatch(text));

    [Theory]
    [InlineData("[abc")]
    [InlineData("(abc")]
    [InlineData(@"\p{Upper")]
    [InlineData(@"[a[^b]]")]
    [InlineData(@"[a\P{Upper}]")]
    public void Text_that_is_no_pattern_or_one_we_cannot_write_is_refused(string pattern) =>
        Assert.ThrowsAny<ArgumentException>(() => JavaRegex.Of(pattern));

    [Theory]
    [InlineData("%5d|%-5d|%05d", "   42|42   |00042", "d42", "d42", "d42")]
    [InlineData("%+,d %(d", "+1,234,567 (5)", "d1234567", "d-5")]
    [InlineData("%x %x %08X", "ff ffffffff 000000FF", "i255", "i-1", "i255")]
    [InlineData("%,.2f %.0f", "-1,234.57 3", "D-1234.565", "f2.5")]
    [InlineData("%.3e %g", "1.234e+04 0.500000", "f12341.1", "f0.5")]
    [InlineData("%s %S %.2s %b %%", "null ABC ab true %", "n", "sabc", "sabc", "btrue")]
    [InlineData("%2$s %1$s", "b a", "sa", "sb")]
    [InlineData("%f", "NaN", "fNaN")]
    public void Formats_are_Java_s(string format, string text, params string[] arguments) =>
        Assert.Equal(text, new JavaFormat("java.lang.String", "java.math.BigDecimal").Format(format, arguments));

    [Theory]
    [InlineData("%s %s", "MissingFormatArgument", "Format specifier '%s'", "sa")]
    [InlineData("%d", "IllegalFormatConversion", "d != java.lang.String", "sa")]
    [InlineData("%q", "UnknownFormatConversion", "Conversion = 'q'", "sa")]
    public void Formats_that_do_not_fit_are_refused(
        string format,
        string name,
        string message,
        params string[] arguments
    )
    {
        var failure = Assert.Throws<JavaFormatException>(() =>
            new JavaFormat("java.lang.String", "java.math.BigDecimal").Format(format, arguments)
        );

        Assert.Equal((name, message), (failure.Name, failure.Message));
    }

    [Fact]
    public void A_URI_has_its_parts_as_written()
    {
        var uri = JavaUri.Parse("https://me:x@example.org:8080/a%20b?q=1&r=2#top");

        Assert.NotNull(uri);
        Assert.Equal(
            ["https", "me:x@example.org:8080", "me:x", "example.org", "8080", "/a%20b", "q=1&r=2", "top"],
            [uri.Scheme, uri.Authority, uri.UserInfo, uri.Host, uri.Port, uri.Path, uri.Query, uri.Fragment]
        );
        Assert.Null(JavaUri.Parse("http://a b"));
    }

    [Fact]
    public void A_form_value_comes_back_from_its_encoding()
    {
        const string text = "a b&c=ü😀*~!";

        Assert.Equal("a+b%26c%3D%C3%BC%F0%9F%98%80*%7E%21", JavaUri.Encode(text));
        Assert.Equal(text, JavaUri.Decode(JavaUri.Encode(text)));
        Assert.Throws<FormatException>(() => JavaUri.Decode("%4"));
    }
}
