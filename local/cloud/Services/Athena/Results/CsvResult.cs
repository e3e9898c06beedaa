using System.Text;

namespace CustomerLake.Local.Cloud.Services.Athena.Results;

/// <summary>
/// The CSV of a query's result: every value quoted, the header too; NULL is an empty field without quotes; lines end
/// with LF, the last one too; UTF-8 without a byte order mark.
/// </summary>
internal static class CsvResult
{
    public static void Append(StringBuilder text, IReadOnlyList<string?> cells)
    {
        for (var index = 0; index < cells.Count; index++)
        {
            if (index > 0)
            {
                text.Append(',');
            }

            if (cells[index] is { } cell)
            {
                text.Append('"').Append(cell.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
            }
        }

        text.Append('\n');
    }
}

/// <summary>Reads such a file back, a record at a time, knowing where in the file it stands.</summary>
internal sealed class CsvResultReader(Stream file, int columns)
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _filled;
    private int _next;

    /// <summary>The offset, relative to where reading began, of the first byte not yet read.</summary>
    public long Position { get; private set; }

    /// <summary>The next record, or null at the end.</summary>
    public string?[]? Read()
    {
        if (Peek() < 0)
        {
            return null;
        }

        var cells = new string?[columns];
        for (var index = 0; index < columns; index++)
        {
            cells[index] = Peek() == '"' ? Quoted() : null;
            var separator = Take();
            if (separator != (index == columns - 1 ? '\n' : ','))
            {
                throw new InvalidDataException($"The result file is no CSV of {columns} columns near byte {Position}.");
            }
        }

        return cells;
    }

    private string Quoted()
    {
        Take();
        var bytes = new List<byte>();
        while (true)
        {
            var each = Take();
            if (each < 0)
            {
                throw new InvalidDataException("The result file ends inside a quoted value.");
            }

            if (each == '"')
            {
                if (Peek() != '"')
                {
                    return Encoding.UTF8.GetString(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(bytes));
                }

                Take();
            }

            bytes.Add((byte)each);
        }
    }

    private int Peek()
    {
        if (_next == _filled)
        {
            _filled = file.Read(_buffer, 0, _buffer.Length);
            _next = 0;
        }

        return _filled == 0 ? -1 : _buffer[_next];
    }

    private int Take()
    {
        var each = Peek();
        if (each >= 0)
        {
            _next++;
            Position++;
        }

        return each;
    }
}
