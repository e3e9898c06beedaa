using System.Globalization;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Functions;

/// <summary>
/// A type in a signature: <c>bigint</c>, <c>array(T)</c>, <c>decimal(p,s)</c>, <c>function(T,R)</c>. One upper-case letter is
/// a type variable, one lower-case letter inside parentheses a number variable. Kinds without parentheses
/// (<c>varchar</c>, <c>timestamp</c>, <c>decimal</c>, <c>row</c>) stand for every length or precision.
/// </summary>
internal sealed record SignatureType(string Name, IReadOnlyList<SignatureType> Arguments)
{
    public bool IsTypeVariable => Name.Length == 1 && char.IsAsciiLetterUpper(Name[0]);

    public bool IsFunction => Name == "function";

    public bool IsGeneric => IsTypeVariable || Arguments.Any(argument => argument.IsGeneric);

    public int? Number => int.TryParse(Name, CultureInfo.InvariantCulture, out var number) ? number : null;

    public override string ToString() => Arguments.Count == 0 ? Name : $"{Name}({string.Join(',', Arguments)})";
}

/// <summary>A signature, read from <c>name(type, type…) -&gt; type</c>; <c>type…</c> written <c>type...</c> repeats.</summary>
internal sealed record FunctionSignature(
    string Name,
    IReadOnlyList<SignatureType> Arguments,
    SignatureType Result,
    bool IsVariadic
)
{
    public bool IsGeneric => Arguments.Any(argument => argument.IsGeneric);

    public bool Takes(int count) => IsVariadic ? count >= Arguments.Count - 1 : count == Arguments.Count;

    public SignatureType ArgumentAt(int index) => Arguments[Math.Min(index, Arguments.Count - 1)];

    public static FunctionSignature Parse(string text)
    {
        var reader = new SignatureReader(text);
        return reader.ReadSignature();
    }
}

internal sealed class SignatureReader(string text)
{
    private int _at;

    public FunctionSignature ReadSignature()
    {
        var name = ReadWord();
        Expect("(");
        var arguments = new List<SignatureType>();
        var variadic = false;
        while (!Take(")"))
        {
            arguments.Add(ReadType());
            variadic = Take("...");
            Take(",");
        }

        Expect("->");
        return new FunctionSignature(name, arguments, ReadType(), variadic);
    }

    private SignatureType ReadType()
    {
        var name = ReadWord();
        var arguments = new List<SignatureType>();
        if (Take("("))
        {
            while (!Take(")"))
            {
                arguments.Add(ReadType());
                Take(",");
            }
        }

        return new SignatureType(name, arguments);
    }

    private string ReadWord()
    {
        Skip();
        var start = _at;
        while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] is '_'))
        {
            _at++;
        }

        return _at > start ? text[start.._at] : throw new FormatException($"Signature '{text}' lacks a word at {_at}.");
    }

    private bool Take(string token)
    {
        Skip();
        if (string.CompareOrdinal(text, _at, token, 0, token.Length) != 0)
        {
            return false;
        }

        _at += token.Length;
        return true;
    }

    private void Expect(string token)
    {
        if (!Take(token))
        {
            throw new FormatException($"Signature '{text}' lacks '{token}' at {_at}.");
        }
    }

    private void Skip()
    {
        while (_at < text.Length && text[_at] == ' ')
        {
            _at++;
        }
    }
}

/// <summary>The names that signatures use for kinds, in both dialects.</summary>
internal static class SignatureKinds
{
    private static readonly Dictionary<string, SqlKind> Kinds = new()
    {
        ["unknown"] = SqlKind.Unknown,
        ["boolean"] = SqlKind.Boolean,
        ["tinyint"] = SqlKind.TinyInt,
        ["smallint"] = SqlKind.SmallInt,
        ["integer"] = SqlKind.Integer,
        ["bigint"] = SqlKind.BigInt,
        ["real"] = SqlKind.Real,
        ["double"] = SqlKind.Double,
        ["decimal"] = SqlKind.Decimal,
        ["varchar"] = SqlKind.Varchar,
        ["char"] = SqlKind.Char,
        ["varbinary"] = SqlKind.Varbinary,
        ["date"] = SqlKind.Date,
        ["time"] = SqlKind.Time,
        ["timetz"] = SqlKind.TimeWithTimeZone,
        ["timestamp"] = SqlKind.Timestamp,
        ["timestamptz"] = SqlKind.TimestampWithTimeZone,
        ["interval_month"] = SqlKind.IntervalYearToMonth,
        ["interval_second"] = SqlKind.IntervalDayToSecond,
        ["json"] = SqlKind.Json,
        ["jsonpath"] = SqlKind.JsonPath,
        ["uuid"] = SqlKind.Uuid,
        ["ipaddress"] = SqlKind.IpAddress,
        ["array"] = SqlKind.Array,
        ["map"] = SqlKind.Map,
        ["row"] = SqlKind.Row,
    };

    public static SqlKind Of(string name) =>
        Kinds.TryGetValue(name, out var kind) ? kind : throw new FormatException($"No kind of type is named '{name}'.");
}
