using System.Text;

namespace CustomerLake.Local.Cloud.Services.Athena.Results;

/// <summary>
/// The <c>.metadata</c> file beside a result, in protobuf: query id (1), update type (2) and count (3), and a column
/// (4) with catalog (1), name (4), label (5), type (6), precision (7), scale (8), nullable (9), case sensitive (10).
/// Zeros are left out. The JDBC driver reads it.
/// </summary>
internal static class MetadataFile
{
    private const int UnknownNullability = 3;

    public static byte[] Write(
        string queryId,
        IReadOnlyList<ResultColumn> columns,
        string? updateType = null,
        long? updateCount = null
    )
    {
        using var file = new MemoryStream();
        Text(file, 1, queryId);
        if (updateType is not null)
        {
            Text(file, 2, updateType);
            Number(file, 3, updateCount ?? 0);
        }

        foreach (var column in columns)
        {
            Bytes(file, 4, Column(column));
        }

        return file.ToArray();
    }

    private static byte[] Column(ResultColumn column)
    {
        using var message = new MemoryStream();
        Text(message, 1, "hive");
        Text(message, 4, column.Name);
        Text(message, 5, column.Name);
        Text(message, 6, column.Type);
        Number(message, 7, column.Precision);
        Number(message, 8, column.Scale);
        Number(message, 9, UnknownNullability);
        Number(message, 10, column.IsCaseSensitive ? 1 : 0);
        return message.ToArray();
    }

    private static void Text(MemoryStream message, int field, string text) =>
        Bytes(message, field, Encoding.UTF8.GetBytes(text));

    private static void Bytes(MemoryStream message, int field, byte[] bytes)
    {
        Variable(message, (ulong)((field << 3) | 2));
        Variable(message, (ulong)bytes.Length);
        message.Write(bytes);
    }

    private static void Number(MemoryStream message, int field, long number)
    {
        if (number != 0)
        {
            Variable(message, (ulong)(field << 3));
            Variable(message, (ulong)number);
        }
    }

    private static void Variable(MemoryStream message, ulong number)
    {
        for (; number >= 0x80; number >>= 7)
        {
            message.WriteByte((byte)(number | 0x80));
        }

        message.WriteByte((byte)number);
    }
}
