using CustomerLake.Local.Sql.Trino.Tree;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Parse;

internal sealed partial class TrinoParser
{
    private JsonExpression ReadJsonFunction()
    {
        var token = Advance();
        var function = token.Text.ToUpperInvariant() switch
        {
            "JSON_EXISTS" => JsonFunction.Exists,
            "JSON_VALUE" => JsonFunction.Value,
            _ => JsonFunction.Query,
        };
        Expect("(");
        var input = ReadExpression();
        ReadFormatJson();
        Expect(",");
        var pathAt = Current.At;
        var path = new StringLiteral(ReadText()) { At = pathAt };
        var json = new JsonExpression(function, input, path) { At = token.At };
        if (Take("PASSING"))
        {
            json = json with { Passing = ReadList(ReadPassing).ToNodeList() };
        }

        if (Take("RETURNING"))
        {
            json = json with { Returning = ReadType() };
            ReadFormatJson();
        }

        json = function switch
        {
            JsonFunction.Exists => ReadExistsBehavior(json),
            JsonFunction.Value => ReadValueBehavior(json),
            _ => ReadQueryBehavior(json),
        };
        Expect(")");
        return json;
    }

    private bool ReadFormatJson()
    {
        if (!TakeAll("FORMAT", "JSON"))
        {
            return false;
        }

        if (Take("ENCODING"))
        {
            _at++;
        }

        return true;
    }

    private NamedExpression ReadPassing()
    {
        var value = ReadExpression();
        ReadFormatJson();
        Expect("AS");
        return new NamedExpression(value, ReadIdentifier()) { At = value.At };
    }

    private JsonExpression ReadExistsBehavior(JsonExpression json)
    {
        var behavior =
            Take("TRUE") ? JsonBehavior.True
            : Take("FALSE") ? JsonBehavior.False
            : Take("UNKNOWN") ? JsonBehavior.Unknown
            : Take("ERROR") ? JsonBehavior.Error
            : JsonBehavior.Unspecified;
        if (behavior != JsonBehavior.Unspecified)
        {
            Expect("ON");
            Expect("ERROR");
        }

        return json with
        {
            OnError = behavior,
        };
    }

    private JsonExpression ReadValueBehavior(JsonExpression json)
    {
        while (Is("NULL") || Is("ERROR") || Is("DEFAULT"))
        {
            var (behavior, value) = (JsonBehavior.Null, (Expression?)null);
            if (Take("DEFAULT"))
            {
                (behavior, value) = (JsonBehavior.Default, ReadExpression());
            }
            else if (Advance().Is("ERROR"))
            {
                behavior = JsonBehavior.Error;
            }

            Expect("ON");
            json = Take("EMPTY")
                ? json with
                {
                    OnEmpty = behavior,
                    EmptyDefault = value,
                }
                : json with
                {
                    OnError = behavior,
                    ErrorDefault = value,
                    At = ExpectError(json.At),
                };
        }

        return json;
    }

    private Position ExpectError(Position at)
    {
        Expect("ERROR");
        return at;
    }

    private JsonExpression ReadQueryBehavior(JsonExpression json)
    {
        if (Take("WITHOUT"))
        {
            Take("ARRAY");
            Expect("WRAPPER");
        }
        else if (Take("WITH"))
        {
            var conditional = Take("CONDITIONAL");
            if (!conditional)
            {
                Take("UNCONDITIONAL");
            }

            Take("ARRAY");
            Expect("WRAPPER");
            json = json with { Wrapper = conditional ? JsonWrapper.Conditional : JsonWrapper.Unconditional };
        }

        if (Is("KEEP") || Is("OMIT"))
        {
            json = json with { OmitQuotes = Advance().Is("OMIT") };
            Expect("QUOTES");
            if (TakeAll("ON", "SCALAR"))
            {
                Take("STRING");
            }
        }

        while (Is("NULL") || Is("ERROR") || Is("EMPTY"))
        {
            var behavior = JsonBehavior.Null;
            if (Take("EMPTY"))
            {
                behavior = Take("OBJECT") ? JsonBehavior.EmptyObject : JsonBehavior.EmptyArray;
                Take("ARRAY");
            }
            else if (Advance().Is("ERROR"))
            {
                behavior = JsonBehavior.Error;
            }

            Expect("ON");
            json = Take("EMPTY")
                ? json with
                {
                    OnEmpty = behavior,
                }
                : json with
                {
                    OnError = behavior,
                    At = ExpectError(json.At),
                };
        }

        return json;
    }

    private JsonConstructor ReadJsonConstructor()
    {
        var token = Advance();
        var isObject = token.Is("JSON_OBJECT");
        Expect("(");
        var members = new List<JsonMember>();
        var isEmpty = Is(")") || Is("RETURNING") || ((Is("NULL") || Is("ABSENT")) && IsAhead(1, "ON"));
        if (!isEmpty)
        {
            members = ReadList(() => isObject ? ReadObjectMember() : ReadArrayMember());
        }

        var json = new JsonConstructor(isObject, members.ToNodeList()) { At = token.At, AbsentOnNull = !isObject };
        if ((Is("NULL") || Is("ABSENT")) && IsAhead(1, "ON"))
        {
            json = json with { AbsentOnNull = Advance().Is("ABSENT") };
            Expect("ON");
            Expect("NULL");
        }

        if (isObject && (Is("WITH") || Is("WITHOUT")))
        {
            json = json with { UniqueKeys = Advance().Is("WITH") };
            Expect("UNIQUE");
            Take("KEYS");
        }

        if (Take("RETURNING"))
        {
            json = json with { Returning = ReadType() };
            ReadFormatJson();
        }

        Expect(")");
        return json;
    }

    private JsonMember ReadArrayMember()
    {
        var value = ReadExpression();
        return new JsonMember(null, value, ReadFormatJson()) { At = value.At };
    }

    private JsonMember ReadObjectMember()
    {
        var at = Current.At;
        var hasKey = Is("KEY") && !IsAhead(1, ":") && !IsAhead(1, "VALUE");
        if (hasKey)
        {
            _at++;
        }

        var name = ReadExpression();
        if (!Take(":"))
        {
            Expect("VALUE");
        }

        var value = ReadExpression();
        return new JsonMember(name, value, ReadFormatJson()) { At = at };
    }
}
