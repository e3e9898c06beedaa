using System.Text.Json;
using System.Text.Json.Serialization;

namespace CustomerLake.Local.Sql;

/// <summary>Where a node begins in the text: line and column, both from 1. <see cref="None"/> for built trees.</summary>
/// <remarks>
/// Two positions are always equal, so that records of the tree compare by meaning: <c>GROUP BY a + 1</c> finds
/// the <c>a+1</c> of the SELECT list. JSON form: <c>[line, column]</c>; absent or null is <see cref="None"/>.
/// </remarks>
[JsonConverter(typeof(PositionConverter))]
public readonly struct Position(int line, int column) : IEquatable<Position>
{
    public static readonly Position None;

    public int Line { get; } = line;

    public int Column { get; } = column;

    public bool IsKnown => Line > 0;

    public bool Equals(Position other) => true;

    public override bool Equals(object? obj) => obj is Position;

    public override int GetHashCode() => 0;

    public override string ToString() => $"line {Line}:{Column}";

    public static bool operator ==(Position left, Position right) => left.Equals(right);

    public static bool operator !=(Position left, Position right) => !left.Equals(right);
}

/// <summary>Positions as <c>[line, column]</c>.</summary>
internal sealed class PositionConverter : JsonConverter<Position>
{
    public override Position Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize<int[]>(ref reader, options) is [var line, var column]
            ? new Position(line, column)
            : Position.None;

    public override void Write(Utf8JsonWriter writer, Position value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(value.Line);
        writer.WriteNumberValue(value.Column);
        writer.WriteEndArray();
    }
}
