using CustomerLake.Local.Sql.Print;
using CustomerLake.Local.Sql.Spark.Bind;
using CustomerLake.Local.Sql.Spark.Types;
using static CustomerLake.Local.Sql.Spark.Types.SparkType;

namespace CustomerLake.Local.Sql.Spark.Functions;

/// <summary>Hashes and encodings.</summary>
internal static class HashFunctions
{
    public static void Register(Dictionary<string, FunctionBinder> table)
    {
        table["md5"] = call => Digest(call, "md5");
        table["sha"] = call => Digest(call, "sha1");
        table["sha1"] = call => Digest(call, "sha1");
        table["sha2"] = call =>
        {
            call.Arity(2, 2);
            return call.Scalar(
                SparkType.String,
                [Bytes(call), call.Take(1, Int)],
                p => $"spark_sha2(hex({p[0]}), {p[1]})"
            ) with
            {
                Nullable = true,
            };
        };
        table["crc32"] = call => call.Scalar(Long, [Bytes(call)], p => $"spark_crc32(hex({p[0]}))");
        table["hash"] = call => Hash(call, "spark_hash", Int);
        table["xxhash64"] = call => Hash(call, "spark_xxhash64", Long);
        table["base64"] = call => call.Scalar(SparkType.String, [Bytes(call)], p => $"spark_base64(hex({p[0]}))");
        table["unbase64"] = call =>
            call.Scalar(Binary, [call.Take(0, SparkType.String)], p => $"unhex(spark_unbase64({p[0]}))") with
            {
                Nullable = true,
            };
        table["encode"] = call =>
            call.Scalar(
                Binary,
                [call.Take(0, SparkType.String), call.Take(1, SparkType.String)],
                p => $"unhex(spark_encode({p[0]}, {p[1]}))"
            );
        table["decode"] = Decode;
        table["to_binary"] = call =>
        {
            var format = call.Count > 1 ? ((string)call.Constant(1)!).ToLowerInvariant() : "hex";
            return call.Scalar(
                Binary,
                [call.Take(0, SparkType.String)],
                p =>
                    format switch
                    {
                        "hex" => $"unhex(spark_hex_digits({p[0]}))",
                        "base64" => $"unhex(spark_unbase64({p[0]}))",
                        _ => $"encode({p[0]})",
                    }
            );
        };
        table.Alias("try_to_binary", "to_binary");
    }

    private static Bound Bytes(FunctionCall call) =>
        call[0].Type == Binary ? call[0] : call.Casts.Coerce(call.Take(0, SparkType.String), Binary);

    private static Bound Digest(FunctionCall call, string function)
    {
        call.Arity(1, 1);
        return call.Scalar(SparkType.String, [Bytes(call)], p => $"spark_digest('{function}', hex({p[0]}))");
    }

    private static Bound Hash(FunctionCall call, string function, SparkType type)
    {
        var row = new StructType([.. call.Arguments.Select((argument, i) => new StructField($"f{i}", argument.Type))]);
        var schema = TypeJson.Write(row).ToJsonString();
        return Bound.Scalar(
            call.Pretty(),
            type,
            false,
            call.Arguments,
            p =>
            {
                var items = p.Select((x, i) => NestedJson.Plain(x, row.Fields[i].Type, call.Casts));
                return $"{function}(json_array({string.Join(", ", items)})::VARCHAR, {DuckSql.Literal(schema)})";
            }
        );
    }

    private static Bound Decode(FunctionCall call)
    {
        if (call.Count == 2)
        {
            var bytes = call[0].Type == Binary ? call[0] : call.Casts.Coerce(call.Take(0, SparkType.String), Binary);
            return call.Scalar(
                SparkType.String,
                [bytes, call.Take(1, SparkType.String)],
                p => $"spark_decode(hex({p[0]}), {p[1]})"
            );
        }

        var branches = new List<(Bound, Bound)>();
        var results = new List<Bound>();
        for (var i = 1; i + 1 < call.Count; i += 2)
        {
            results.Add(call[i + 1]);
        }

        var otherwise = call.Count % 2 == 0 ? call[call.Count - 1] : Make.Null();
        var type =
            Coercion.Common(results.Append(otherwise).Select(result => result.Type))
            ?? throw call.Unexpected(2, "STRING");
        for (var i = 1; i + 1 < call.Count; i += 2)
        {
            branches.Add(
                (Operators.Compare(call.Binder, "<=>", call[0], call[i]), call.Casts.Coerce(call[i + 1], type))
            );
        }

        return Make.Case(branches, call.Casts.Coerce(otherwise, type), call.Pretty(), type);
    }
}
