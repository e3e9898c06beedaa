using System.Globalization;
using CustomerLake.Local.Sql.Trino.Tree;
using CustomerLake.Local.Sql.Trino.Types;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Scans;

/// <summary>Hive's names of types, as the catalog has them.</summary>
internal static class HiveTypes
{
    /// <summary>
    /// Reads <c>struct&lt;a:int,b:array&lt;string&gt;&gt;</c> and the like; null for no type of Hive's. A timestamp is one of
    /// milliseconds; a dialect maps it further.
    /// </summary>
    public static SqlType? Parse(string text)
    {
        var reader = new Reader(text.Trim());
        var type = reader.ReadType();
        return type is not null && reader.IsAtEnd ? type : null;
    }

    /// <summary>The spelling of a type for the catalog.</summary>
    /// <exception cref="SqlException"><c>NOT_SUPPORTED</c>: Hive has no such type.</exception>
    public static string Spell(SqlType type) =>
        type.Kind switch
        {
            SqlKind.Boolean => "boolean",
            SqlKind.TinyInt => "tinyint",
            SqlKind.SmallInt => "smallint",
            SqlKind.Integer => "int",
            SqlKind.BigInt => "bigint",
            SqlKind.Real => "float",
            SqlKind.Double => "double",
            SqlKind.Decimal => $"decimal({type.Precision},{type.Scale})",
            SqlKind.Varchar => type.Length is >= 1 and <= 65535 ? $"varchar({type.Length})" : "string",
            SqlKind.Char => $"char({type.Length})",
            SqlKind.Varbinary => "binary",
            SqlKind.Date => "date",
            SqlKind.Timestamp => "timestamp",
            SqlKind.Array => $"array<{Spell(type.Element)}>",
            SqlKind.Map => $"map<{Spell(type.Key)},{Spell(type.Value)}>",
            SqlKind.Row =>
                $"struct<{string.Join(',', type.Fields.Select((f, i) => $"{f.Name ?? $"field{i}"}:{Spell(f.Type)}"))}>",
            _ => throw new SqlException("NOT_SUPPORTED", $"Unsupported Hive type: {TrinoTypes.Spell(type)}"),
        };

    private sealed class Reader(string text)
    {
        private int _at;

        public bool IsAtEnd => _at >= text.Length;

        public SqlType? ReadType()
        {
            var name = ReadWord().ToLowerInvariant();
            return name switch
            {
                "boolean" => SqlType.Boolean,
                "tinyint" or "byte" => SqlType.TinyInt,
                "smallint" or "short" => SqlType.SmallInt,
                "int" or "integer" => SqlType.Integer,
                "bigint" or "long" => SqlType.BigInt,
                "float" or "real" => SqlType.Real,
                "double" => SqlType.Double,
                "string" => SqlType.Varchar,
                "varchar" => ReadNumbers() is [var length, ..] ? SqlType.VarcharOf(length) : SqlType.Varchar,
                "char" => ReadNumbers() is [var length, ..] ? SqlType.Char(length) : SqlType.Char(1),
                "binary" => SqlType.Varbinary,
                "date" => SqlType.Date,
                "timestamp" => SqlType.Timestamp(),
                "decimal" => ReadNumbers() switch
                {
                    [var p, var s] => SqlType.Decimal(p, s),
                    [var p] => SqlType.Decimal(p, 0),
                    _ => SqlType.Decimal(10, 0),
                },
                "array" => Take('<') && ReadType() is { } element && Take('>') ? SqlType.Array(element) : null,
                "map" => ReadMap(),
                "struct" => ReadStruct(),
                "void" => SqlType.Unknown,
                _ => null,
            };
        }

        private SqlType? ReadMap() =>
            Take('<') && ReadType() is { } key && Take(',') && ReadType() is { } value && Take('>')
                ? SqlType.Map(key, value)
                : null;

        private SqlType? ReadStruct()
        {
            var fields = new List<SqlField>();
            if (!Take('<'))
            {
                return null;
            }

            while (!Take('>'))
            {
                var start = _at;
                while (_at < text.Length && text[_at] != ':')
                {
                    _at++;
                }

                var name = text[start.._at].Trim().Trim('`').ToLowerInvariant();
                if (!Take(':') || ReadType() is not { } type)
                {
                    return null;
                }

                fields.Add(new SqlField(name, type));
                Take(',');
            }

            return SqlType.Row(fields);
        }

        private int[] ReadNumbers()
        {
            if (!Take('('))
            {
                return [];
            }

            var end = text.IndexOf(')', _at);
            if (end < 0)
            {
                return [];
            }

            var numbers = text[_at..end]
                .Split(',')
                .Select(part => int.Parse(part.Trim(), CultureInfo.InvariantCulture));
            _at = end + 1;
            return [.. numbers];
        }

        private string ReadWord()
        {
            while (_at < text.Length && text[_at] == ' ')
            {
                _at++;
            }

            var start = _at;
            while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] == '_'))
            {
                _at++;
            }

            return text[start.._at];
        }

        private bool Take(char c)
        {
            while (_at < text.Length && text[_at] == ' ')
            {
                _at++;
            }

            if (_at >= text.Length || text[_at] != c)
            {
                return false;
            }

            _at++;
            return true;
        }
    }
}
