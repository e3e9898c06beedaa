using CustomerLake.Local.Sql.Runtime.Java;
using CustomerLake.Local.Sql.Spark.Files;
using CustomerLake.Local.Sql.Spark.Types;

namespace CustomerLake.Local.Sql.Spark.Values;

/// <summary>The schema that Spark infers of JSON records.</summary>
internal static class JsonInference
{
    /// <summary>A struct; a corrupt column is part of it if some record could not be read.</summary>
    public static SparkType Infer(IEnumerable<string> records, JsonOptions options)
    {
        SparkType? type = null;
        var hasCorrupt = false;
        foreach (var record in records)
        {
            if (record.AsSpan().Trim().Length == 0)
            {
                continue;
            }

            var item = JsonReader.Read(record, options);
            if (item is null)
            {
                if (options.Mode == "FAILFAST")
                {
                    throw SparkException.Job(
                        "_LEGACY_ERROR_TEMP_2165",
                        "Malformed records are detected in schema inference. Parse Mode: FAILFAST.",
                        "com.fasterxml.jackson.core.io.JsonEOFException"
                    );
                }

                hasCorrupt |= options.Mode == "PERMISSIVE";
                continue;
            }

            var found = item.Kind == JsonKind.Null ? null : Of(item, options);
            if (found is not (null or StructType or ArrayType { Element: StructType }))
            {
                hasCorrupt |= options.Mode == "PERMISSIVE";
                continue;
            }

            type =
                found is null ? type
                : type is null ? found
                : Merge(type, found);
        }

        if (type is ArrayType { Element: StructType inner })
        {
            type = inner;
        }

        var canonical = Canonical(type ?? new StructType([]), options) ?? new StructType([]);
        if (canonical is StructType row && hasCorrupt)
        {
            List<StructField> fields = [new(options.CorruptColumn, SparkType.String), .. row.Fields];
            return new StructType([.. fields.OrderBy(field => field.Name, StringComparer.Ordinal)]);
        }

        return canonical;
    }

    private static SparkType Of(JsonItem item, JsonOptions options)
    {
        switch (item.Kind)
        {
            case JsonKind.Null:
                return SparkType.Void;
            case JsonKind.Array:
                var element = item
                    .Items.Select(inner => Of(inner, options))
                    .Aggregate((SparkType)SparkType.Void, Merge);
                return new ArrayType(element);
            case JsonKind.Object:
                var fields = item
                    .Fields.GroupBy(field => field.Name)
                    .Select(group => new StructField(
                        group.Key,
                        group.Select(field => Of(field.Value, options)).Aggregate(Merge)
                    ))
                    .OrderBy(field => field.Name, StringComparer.Ordinal);
                return new StructType([.. fields]);
        }

        return options.PrimitivesAsString ? SparkType.String : Scalar(item, options);
    }

    private static SparkType Scalar(JsonItem item, JsonOptions options)
    {
        switch (item.Kind)
        {
            case JsonKind.Boolean:
                return SparkType.Boolean;
            case JsonKind.Integer:
                var digits = item.Text.TrimStart('-').Length;
                return NumberValues.ToLong(item.Text, long.MinValue, long.MaxValue) is not null ? SparkType.Long
                    : digits <= DecimalType.MaxPrecision ? new DecimalType(digits, 0)
                    : SparkType.Double;
            case JsonKind.Real when options.PrefersDecimal && BigDecimal.Parse(item.Text) is { } value:
                var precision = Math.Max(value.Digits, value.Scale);
                if (value.Scale < 0)
                {
                    throw SparkException.Job(
                        "INTERNAL_ERROR",
                        $"Negative scale is not allowed: {value.Scale}. Set the config \"spark.sql.legacy.allowNegativeScaleOfDecimal\" to \"true\" to allow it.",
                        "org.apache.spark.SparkException"
                    );
                }

                return precision <= DecimalType.MaxPrecision
                    ? new DecimalType(precision, value.Scale)
                    : SparkType.Double;
            case JsonKind.Real:
                return SparkType.Double;
            default:
                return SparkType.String;
        }
    }

    public static SparkType Merge(SparkType a, SparkType b)
    {
        if (a.Same(b))
        {
            return a;
        }

        if (a == SparkType.Void)
        {
            return b;
        }

        if (b == SparkType.Void)
        {
            return a;
        }

        return (a, b) switch
        {
            (StructType x, StructType y) => MergeStructs(x, y),
            (ArrayType x, ArrayType y) => new ArrayType(Merge(x.Element, y.Element)),
            (DecimalType x, DecimalType y) => Decimals(x, y),
            (DecimalType x, _) when b == SparkType.Long => Decimals(x, DecimalType.For(b)),
            (_, DecimalType y) when a == SparkType.Long => Decimals(DecimalType.For(a), y),
            _ when a.IsNumeric && b.IsNumeric => SparkType.Double,
            _ => SparkType.String,
        };
    }

    private static SparkType Decimals(DecimalType a, DecimalType b)
    {
        var scale = Math.Max(a.Scale, b.Scale);
        var range = Math.Max(a.Precision - a.Scale, b.Precision - b.Scale);
        return range + scale > DecimalType.MaxPrecision ? SparkType.Double : new DecimalType(range + scale, scale);
    }

    private static StructType MergeStructs(StructType a, StructType b)
    {
        var fields = a.Fields.ToDictionary(field => field.Name, field => field.Type);
        foreach (var field in b.Fields)
        {
            fields[field.Name] = fields.TryGetValue(field.Name, out var own) ? Merge(own, field.Type) : field.Type;
        }

        return new StructType([
            .. fields
                .OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => new StructField(pair.Key, pair.Value)),
        ]);
    }

    /// <summary>Empty structs vanish, and what was only null is text.</summary>
    private static SparkType? Canonical(SparkType type, JsonOptions options) =>
        type switch
        {
            ArrayType array => Canonical(array.Element, options) is { } element ? new ArrayType(element) : null,
            StructType row => new StructType([
                .. row
                    .Fields.Select(field => (field.Name, Type: Canonical(field.Type, options)))
                    .Where(field => field.Type is not null and not StructType { Fields.Count: 0 })
                    .Select(field => new StructField(field.Name, field.Type!)),
            ]),
            _ when type == SparkType.Void => options.DropFieldIfAllNull ? null : SparkType.String,
            _ => type,
        };
}
