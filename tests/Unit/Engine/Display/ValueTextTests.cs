using CustomerLake.Local.Engine.Display;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Tests.Unit.Engine.Display;

/// <summary>What a difference looks like: only what differs, with enough around it to find it.</summary>
public sealed class ValueTextTests
{
    [Fact]
    public void A_text_that_is_JSON_differs_member_by_member()
    {
        Assert.Equal(
            """
              ~ policy: (json) {
                  ~ a: 1 => 2
                  ~ b: [
                      + [1]: "ü"
                    ]
                }

            """,
            Difference("policy", """{"a":1,"b":[true],"c":0}""", """{ "a": 2, "b": [true, "ü"], "c": 0 }""")
        );
    }

    [Fact]
    public void A_text_of_several_lines_differs_line_by_line_and_what_is_far_from_a_change_is_left_out()
    {
        Assert.Equal(
            """
              ~ script: 
                    ...
                    4
                    5
                  - six
                  + 6
                    7
                    8
                    ...

            """,
            Difference("script", "1\n2\n3\n4\n5\nsix\n7\n8\n9\n10", "1\n2\n3\n4\n5\n6\n7\n8\n9\n10")
        );
    }

    [Fact]
    public void Assets_of_an_archive_differ_by_name()
    {
        Assert.Equal(
            """
              ~ code: archive(assets:1111111->2222222) {
                  - "a": asset(text:aaaaaaa) {
                        x
                    }
                  + "b": asset(file:bbbbbbb) { ./b.txt }
                }

            """,
            Difference(
                "code",
                Archive("1111111111", "a", Text("x", "aaaaaaaa")),
                Archive("2222222222", "b", File("./b.txt", "bbbbbbbb"))
            )
        );
    }

    [Fact]
    public void A_secret_is_not_shown_whatever_is_in_it()
    {
        Assert.Equal(
            "  ~ pw: [secret] => [secret]\n",
            Difference("pw", PropertyValue.Secret("{\"a\":1}"), PropertyValue.Secret("{\"a\":2}"))
        );
    }

    [Fact]
    public void Equal_JSON_that_is_written_differently_shows_as_text()
    {
        Assert.Equal("  ~ j: \"{}\" => \"{ }\"\n", Difference("j", "{}", "{ }"));
    }

    private static string Difference(string name, PropertyValue old, PropertyValue wanted)
    {
        var text = new ValueText(showSecrets: false);
        text.Difference(PropertyMap.Of((name, old)), PropertyMap.Of((name, wanted)), indent: 4, all: false);
        return text.ToString();
    }

    private static PropertyValue Archive(string hash, string name, PropertyValue asset) =>
        new PropertyValue.ArchiveValue(PropertyMap.Of((name, asset)), null, null, hash);

    private static PropertyValue Text(string text, string hash) => new PropertyValue.AssetValue(text, null, null, hash);

    private static PropertyValue File(string path, string hash) => new PropertyValue.AssetValue(null, path, null, hash);
}
