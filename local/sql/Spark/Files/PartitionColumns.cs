using System.Globalization;
using CustomerLake.Local.Sql.Print;
using CustomerLake.Local.Sql.Spark.Session;
using CustomerLake.Local.Sql.Spark.Types;
using CustomerLake.Local.Sql.Spark.Values;

namespace CustomerLake.Local.Sql.Spark.Files;

/// <summary>The columns that partition folders stand for, with the types that Spark infers of their values.</summary>
internal static class PartitionColumns
{
    public static List<StructField> Of(SessionState session, IReadOnlyList<DataFile> files, StructType? given)
    {
        var names = files
            .Select(file => string.Join("/", file.Partitions.Select(partition => partition.Name)))
            .Distinct()
            .ToList();
        if (names.Count > 1)
        {
            throw SparkException.Job(
                null,
                "assertion failed: Conflicting partition column names detected:",
                "java.lang.AssertionError"
            );
        }

        var columns = new List<StructField>();
        if (files.Count == 0 || files[0].Partitions.Count == 0)
        {
            return columns;
        }

        var infers = session.Settings.Flag("spark.sql.sources.partitionColumnTypeInference.enabled");
        for (var i = 0; i < files[0].Partitions.Count; i++)
        {
            var name = files[0].Partitions[i].Name;
            var index = given?.IndexOf(name) ?? -1;
            var values = files.Select(file => file.Partitions[i].Value).OfType<string>().Distinct();
            var type =
                index >= 0 ? given!.Fields[index].Type
                : infers ? values.Select(Infer).Aggregate((SparkType)SparkType.Void, Merge)
                : SparkType.String;
            columns.Add(new StructField(name, type == SparkType.Void ? SparkType.String : type));
        }

        return columns;
    }

    private static SparkType Infer(string value)
    {
        var invariant = CultureInfo.InvariantCulture;
        if (int.TryParse(value, NumberStyles.AllowLeadingSign, invariant, out _))
        {
            return SparkType.Int;
        }

        if (long.TryParse(value, NumberStyles.AllowLeadingSign, invariant, out _))
        {
            return SparkType.Long;
        }

        if (double.TryParse(value, NumberStyles.Float, invariant, out _) && char.IsAsciiDigit(value[^1]))
        {
            return SparkType.Double;
        }

        if (value.Length == 10 && DateValues.ParseDate(value) is not null)
        {
            return SparkType.Date;
        }

        return value.Length > 10 && DateValues.ParseTimestamp(value, "UTC") is not null
            ? SparkType.Timestamp
            : SparkType.String;
    }

    private static SparkType Merge(SparkType a, SparkType b)
    {
        if (a == SparkType.Void || a.Same(b))
        {
            return b;
        }

        return a.IsNumeric && b.IsNumeric
                ? (a == SparkType.Double || b == SparkType.Double ? SparkType.Double : SparkType.Long)
            : (a == SparkType.Date && b == SparkType.Timestamp) || (a == SparkType.Timestamp && b == SparkType.Date)
                ? SparkType.Timestamp
            : SparkType.String;
    }

    /// <summary>A partition's value printed as its column's type.</summary>
    public static string Print(string? value, SparkType type, Bind.Casts casts) =>
        value is null ? $"CAST(NULL AS {type.DuckDb})" : casts.Print(DuckSql.Literal(value), SparkType.String, type);
}
