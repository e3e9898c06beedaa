using CustomerLake.Local.Sql.Print;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Worker;

/// <summary>The statement that is run: the query, with decimals as text (.NET's decimal is too small), or COPY of it.</summary>
internal static class OutputSql
{
    public static string Print(EngineQuery query)
    {
        if (query.Output is { } output)
        {
            return PrintCopy(query.Sql, output);
        }

        if (!query.ColumnTypes.Any(HasDecimal))
        {
            return query.Sql;
        }

        var items = query.ColumnTypes.Select(
            (type, i) => HasDecimal(type) ? $"CAST(r{i} AS {TextType(type)}) AS r{i}" : $"r{i}"
        );
        return $"SELECT {string.Join(", ", items)} FROM ({query.Sql})";
    }

    private static bool HasDecimal(SqlType type) =>
        type.Kind == SqlKind.Decimal
        || type.Elements.Any(HasDecimal)
        || type.Fields.Any(field => HasDecimal(field.Type));

    private static string TextType(SqlType type) =>
        type.Kind switch
        {
            SqlKind.Decimal => "VARCHAR",
            SqlKind.Array => $"{TextType(type.Element)}[]",
            SqlKind.Map => $"MAP({TextType(type.Key)}, {TextType(type.Value)})",
            SqlKind.Row =>
                $"STRUCT({string.Join(", ", type.Fields.Select((field, i) => $"f{i} {TextType(field.Type)}"))})",
            _ => DuckTypes.Of(type),
        };

    private static string PrintCopy(string sql, EngineOutput output)
    {
        var options = output
            .CopyOptions.Select(option => $"{option.Key} {option.Value}")
            .Prepend($"FORMAT {output.Format}");
        var isFolder = output.PartitionColumns.Count > 0;
        if (isFolder)
        {
            var columns = string.Join(", ", output.PartitionColumns.Select(DuckSql.Identifier));
            options = options.Append($"PARTITION_BY ({columns})").Append("OVERWRITE_OR_IGNORE true");
        }

        var target = isFolder ? output.Folder : Path.Combine(output.Folder, output.FileName);
        return $"COPY ({sql}) TO {DuckSql.Literal(target)} ({string.Join(", ", options)})";
    }
}
