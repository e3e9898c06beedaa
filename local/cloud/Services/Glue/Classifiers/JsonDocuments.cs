using System.Text.Json;

namespace CustomerLake.Local.Cloud.Services.Glue.Classifiers;

/// <summary>The JSON documents at the start of an object, one after the other.</summary>
internal sealed class JsonDocuments
{
    private static readonly JsonReaderOptions Options = new() { AllowMultipleValues = true, MaxDepth = 256 };

    private readonly byte[] _bytes;
    private readonly bool _isWhole;
    private int _position;

    public JsonDocuments(ObjectSample sample)
    {
        var head = sample.Head;
        // Unlike the CSV classifier, a JSON reader steps over a byte order mark.
        _bytes = head is [0xEF, 0xBB, 0xBF, ..] ? head[3..].ToArray() : head.ToArray();
        _isWhole = sample.IsWhole;
    }

    public int Count { get; private set; }

    public long BytesRead { get; private set; }

    /// <summary>Lines that are no JSON, between or after the documents.</summary>
    public int Malformed { get; private set; }

    public bool SpansLines { get; private set; }

    public JsonDocument? Next()
    {
        while (_position < _bytes.Length)
        {
            var reader = new Utf8JsonReader(_bytes.AsSpan(_position), _isWhole, new JsonReaderState(Options));
            try
            {
                return Read(ref reader);
            }
            catch (JsonException)
            {
                Malformed++;
                SkipLine();
            }
        }
        return null;
    }

    private JsonDocument? Read(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || !JsonDocument.TryParseValue(ref reader, out var document))
        {
            _position = _bytes.Length;
            return null;
        }
        var consumed = (int)reader.BytesConsumed;
        SpansLines |= _bytes.AsSpan(_position, consumed).Trim("\r\n \t"u8).ContainsAny((byte)'\n', (byte)'\r');
        _position += consumed;
        SkipSpace();
        BytesRead = _position;
        Count++;
        return document;
    }

    private void SkipLine()
    {
        var end = _bytes.AsSpan(_position).IndexOf((byte)'\n');
        _position = end < 0 ? _bytes.Length : _position + end + 1;
    }

    private void SkipSpace()
    {
        while (_position < _bytes.Length && _bytes[_position] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            _position++;
        }
    }
}
