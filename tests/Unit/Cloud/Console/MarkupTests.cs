using CustomerLake.Local.Cloud.Console.Html;

namespace CustomerLake.Tests.Unit.Cloud.Console;

public sealed class MarkupTests
{
    [Fact]
    public void Every_value_is_encoded_and_only_markup_is_not()
    {
        var evil = "<img src=x onerror=\"a('1')\">&";

        var markup = Markup.Of($"<b title=\"{evil}\">{evil}</b>{Markup.Of($"<i>{1234567L}</i>")}");

        Assert.Equal(
            "<b title=\"&lt;img src=x onerror=&quot;a(&#39;1&#39;)&quot;&gt;&amp;\">&lt;img src=x onerror=&quot;a(&#39;1&#39;)&quot;&gt;&amp;</b><i>1,234,567</i>",
            markup.Text
        );
    }

    [Fact]
    public void Absent_values_leave_nothing_and_lists_are_joined()
    {
        Assert.Equal("[]", Markup.Of($"[{(string?)null}]").Text);
        Assert.Equal(
            "<i>a</i><i>b</i>",
            Markup.Of($"{new[] { "a", "b" }.Select(each => Markup.Of($"<i>{each}</i>"))}").Text
        );
    }
}
