using System.Text;

namespace CustomerLake.Local.Cloud.Services.Glue.Classifiers.Parquet;

/// <summary>The part of Thrift's compact protocol that a Parquet footer uses.</summary>
internal ref struct ThriftCompactReader(ReadOnlySpan<byte> bytes)
{
    private const int DeepestNesting = 64;

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _position;

    public const byte Stop = 0;
    public const byte True = 1;
    public const byte False = 2;
    private const byte Byte = 3;
    private const byte I16 = 4;
    private const byte I32 = 5;
    private const byte I64 = 6;
    private const byte Double = 7;
    private const byte Binary = 8;
    private const byte List = 9;
    private const byte Set = 10;
    private const byte Map = 11;
    private const byte Struct = 12;

    /// <summary>The next field of a struct; type Stop at its end. Keep the last id between calls.</summary>
    public (int Id, byte Type) ReadField(int lastId)
    {
        var header = ReadByte();
        if (header == Stop)
        {
            return (0, Stop);
        }
        var delta = header >> 4;
        var id = delta == 0 ? (int)ReadZigZag() : lastId + delta;
        return (id, (byte)(header & 0x0F));
    }

    public (int Count, byte Type) ReadListHeader()
    {
        var header = ReadByte();
        var count = header >> 4;
        if (count == 15)
        {
            count = (int)ReadVarInt();
        }
        if (count < 0 || count > _bytes.Length)
        {
            throw new InvalidDataException("A Parquet footer claims a list longer than itself.");
        }
        return (count, (byte)(header & 0x0F));
    }

    public sbyte ReadSByte() => (sbyte)ReadByte();

    public int ReadInt32() => (int)ReadZigZag();

    public long ReadInt64() => ReadZigZag();

    public string ReadString()
    {
        var length = (int)ReadVarInt();
        return Encoding.UTF8.GetString(Take(length));
    }

    public void Skip(byte type, int depth = 0)
    {
        if (depth > DeepestNesting)
        {
            throw new InvalidDataException("A Parquet footer nests deeper than any schema.");
        }
        switch (type)
        {
            case True or False:
                break;
            case Byte:
                Take(1);
                break;
            case I16 or I32 or I64:
                ReadVarInt();
                break;
            case Double:
                Take(8);
                break;
            case Binary:
                Take((int)ReadVarInt());
                break;
            case List or Set:
                SkipList(depth);
                break;
            case Map:
                SkipMap(depth);
                break;
            case Struct:
                SkipStruct(depth);
                break;
            default:
                throw new InvalidDataException($"A Parquet footer holds the unknown Thrift type {type}.");
        }
    }

    private void SkipList(int depth)
    {
        var (count, type) = ReadListHeader();
        for (var index = 0; index < count; index++)
        {
            SkipElement(type, depth);
        }
    }

    private void SkipMap(int depth)
    {
        var count = (int)ReadVarInt();
        if (count == 0)
        {
            return;
        }
        var types = ReadByte();
        for (var index = 0; index < count; index++)
        {
            SkipElement((byte)(types >> 4), depth);
            SkipElement((byte)(types & 0x0F), depth);
        }
    }

    private void SkipStruct(int depth)
    {
        var id = 0;
        while (true)
        {
            (id, var type) = ReadField(id);
            if (type == Stop)
            {
                return;
            }
            Skip(type, depth + 1);
        }
    }

    /// <summary>Inside collections a boolean takes a byte; as a field it lives in the type.</summary>
    private void SkipElement(byte type, int depth)
    {
        if (type is True or False)
        {
            Take(1);
        }
        else
        {
            Skip(type, depth + 1);
        }
    }

    private long ReadZigZag()
    {
        var value = ReadVarInt();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    private ulong ReadVarInt()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = ReadByte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
        throw new InvalidDataException("A Parquet footer holds a number of more than 64 bits.");
    }

    private byte ReadByte() => Take(1)[0];

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length < 0 || length > _bytes.Length - _position)
        {
            throw new InvalidDataException("A Parquet footer ends early.");
        }
        var taken = _bytes.Slice(_position, length);
        _position += length;
        return taken;
    }
}
