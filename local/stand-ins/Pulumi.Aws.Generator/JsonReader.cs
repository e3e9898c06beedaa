using System.Text;

namespace Pulumi.Aws.Generator;

/// <summary>
/// The part of JSON that the schema files use: objects (in order), arrays and strings. A generator runs inside the
/// compiler, where no JSON library can be counted on.
/// </summary>
internal sealed class JsonReader(string text)
{
    private int _at;

    public static object Read(string text)
    {
        var reader = new JsonReader(text);
        var value = reader.Value();
        return reader.Peek() == '\0' ? value : throw reader.Unexpected();
    }

    private object Value() =>
        Peek() switch
        {
            '{' => Object(),
            '[' => Array(),
            '"' => String(),
            _ => throw Unexpected(),
        };

    private List<KeyValuePair<string, object>> Object()
    {
        var members = new List<KeyValuePair<string, object>>();
        Sequence(
            '}',
            () =>
            {
                var name = String();
                Expect(':');
                members.Add(new KeyValuePair<string, object>(name, Value()));
            }
        );
        return members;
    }

    private List<object> Array()
    {
        var items = new List<object>();
        Sequence(']', () => items.Add(Value()));
        return items;
    }

    private void Sequence(char end, Action item)
    {
        _at++;
        if (Peek() == end)
        {
            _at++;
            return;
        }

        do
        {
            item();
        } while (Take(',', orElse: end));
    }

    private string String()
    {
        Expect('"');
        var value = new StringBuilder();
        while (_at < text.Length && text[_at] != '"')
        {
            value.Append(text[_at] == '\\' ? throw Unexpected() : text[_at]);
            _at++;
        }

        Expect('"');
        return value.ToString();
    }

    private bool Take(char separator, char orElse)
    {
        var found = Peek();
        _at++;
        return found == separator || (found == orElse ? false : throw Unexpected());
    }

    private void Expect(char expected)
    {
        if (Peek() != expected)
        {
            throw Unexpected();
        }

        _at++;
    }

    private char Peek()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
        {
            _at++;
        }

        return _at < text.Length ? text[_at] : '\0';
    }

    private FormatException Unexpected() =>
        new($"unexpected {(_at < text.Length ? $"'{text[_at]}'" : "end")} at character {_at}");
}
