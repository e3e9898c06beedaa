using CustomerLake.Local.Sql.Print;
using CustomerLake.Local.Sql.Runtime;
using CustomerLake.Local.Sql.Spark.Bind;
using CustomerLake.Local.Sql.Spark.Types;
using static CustomerLake.Local.Sql.Spark.Types.SparkType;

namespace CustomerLake.Local.Sql.Spark.Functions;

/// <summary>Text: searching, splitting, patterns.</summary>
internal static class TextSearchFunctions
{
    public static void Register(Dictionary<string, FunctionBinder> table)
    {
        table["like"] = call => Like(call, "like", "LIKE");
        table["ilike"] = call => Like(call, "ilike", "ilike");
        table["rlike"] = call =>
            FunctionCall.Scalar(
                SparkType.Boolean,
                [call.Take(0, SparkType.String), call.Take(1, SparkType.String)],
                p => $"spark_rlike({p[0]}, {p[1]})",
                $"RLIKE({call[0].Name}, {call[1].Name})"
            );
        table["regexp"] = table["rlike"];
        table["regexp_like"] = table["rlike"];
        table.Fixed("instr", [SparkType.String, SparkType.String], Int, p => $"spark_instr({p[0]}, {p[1]})");
        table["locate"] = Locate;
        table["position"] = Locate;
        table["charindex"] = Locate;
        table.Fixed(
            "contains",
            [SparkType.String, SparkType.String],
            SparkType.Boolean,
            p => $"contains({p[0]}, {p[1]})"
        );
        table.Fixed(
            "startswith",
            [SparkType.String, SparkType.String],
            SparkType.Boolean,
            p => $"starts_with({p[0]}, {p[1]})"
        );
        table.Fixed(
            "endswith",
            [SparkType.String, SparkType.String],
            SparkType.Boolean,
            p => $"ends_with({p[0]}, {p[1]})"
        );
        table["replace"] = call =>
        {
            call.Arity(2, 3);
            var with = call.Count > 2 ? call.Take(2, SparkType.String) : Make.Text("");
            var name = call.Count > 2 ? call.Pretty() : call.Pretty("");
            return FunctionCall.Scalar(
                SparkType.String,
                [call.Take(0, SparkType.String), call.Take(1, SparkType.String), with],
                p => $"CASE WHEN {p[1]} = '' THEN {p[0]} ELSE replace({p[0]}, {p[1]}, {p[2]}) END",
                name
            );
        };
        table.Fixed(
            "translate",
            [SparkType.String, SparkType.String, SparkType.String],
            SparkType.String,
            p => $"spark_translate({p[0]}, {p[1]}, {p[2]})"
        );
        table["split"] = Split;
        table.Fixed(
            "split_part",
            [SparkType.String, SparkType.String, Int],
            SparkType.String,
            p => $"spark_split_part({p[0]}, {p[1]}, {p[2]})"
        );
        table.Fixed(
            "substring_index",
            [SparkType.String, SparkType.String, Int],
            SparkType.String,
            p => $"spark_substring_index({p[0]}, {p[1]}, {p[2]})"
        );
        table["levenshtein"] = Levenshtein;
        table.Fixed(
            "find_in_set",
            [SparkType.String, SparkType.String],
            Int,
            p => $"spark_find_in_set({p[0]}, {p[1]})"
        );
        table["regexp_replace"] = RegexpReplace;
        table["regexp_extract"] = call =>
        {
            call.Arity(2, 3);
            var group = call.Count > 2 ? call.Take(2, Int) : Make.Int(1);
            return FunctionCall.Scalar(
                SparkType.String,
                [call.Take(0, SparkType.String), call.Take(1, SparkType.String), group],
                p => $"spark_regexp_extract({p[0]}, {p[1]}, {p[2]})",
                call.Count > 2 ? call.Pretty() : call.Pretty("1")
            );
        };
        table["regexp_extract_all"] = call =>
        {
            var group = call.Count > 2 ? call.Take(2, Int) : Make.Int(1);
            return FunctionCall.Scalar(
                new ArrayType(SparkType.String),
                [call.Take(0, SparkType.String), call.Take(1, SparkType.String), group],
                p => $"CAST(spark_regexp_all({p[0]}, {p[1]}, {p[2]})::JSON AS VARCHAR[])",
                call.Count > 2 ? call.Pretty() : call.Pretty("1")
            );
        };
        table.Fixed(
            "regexp_count",
            [SparkType.String, SparkType.String],
            Int,
            p => $"spark_regexp_count({p[0]}, {p[1]})"
        );
        table.Fixed(
            "regexp_substr",
            [SparkType.String, SparkType.String],
            SparkType.String,
            p => $"NULLIF(spark_regexp_extract({p[0]}, {p[1]}, 0), '')",
            nullable: true
        );
        table.Fixed(
            "regexp_instr",
            [SparkType.String, SparkType.String],
            Int,
            p => $"spark_regexp_instr({p[0]}, {p[1]})"
        );
        table["sentences"] = call =>
            call.Scalar(
                new ArrayType(new ArrayType(SparkType.String)),
                [call.Take(0, SparkType.String)],
                p => $"CAST(spark_sentences({p[0]})::JSON AS VARCHAR[][])"
            );
        table.Fixed(
            "parse_url",
            [SparkType.String, SparkType.String, SparkType.String],
            SparkType.String,
            p => $"spark_parse_url({p[0]}, {p[1]}, {p.Or(2, "''")})",
            optional: 1,
            nullable: true
        );
        table.Fixed("url_encode", [SparkType.String], SparkType.String, p => $"spark_url_encode({p[0]})");
        table.Fixed("url_decode", [SparkType.String], SparkType.String, p => $"spark_url_decode({p[0]})");
    }

    private static Bound Like(FunctionCall call, string function, string word)
    {
        var escape = call.Count > 2 ? call.Constant(2) as string ?? "\\" : "\\";
        var name = word == "LIKE" ? $"{call[0].Name} LIKE {call[1].Name}" : $"ilike({call[0].Name}, {call[1].Name})";
        if (call.Count > 2)
        {
            name += $" ESCAPE '{escape}'";
        }

        return FunctionCall.Scalar(
            SparkType.Boolean,
            [call.Take(0, SparkType.String), call.Take(1, SparkType.String)],
            p => $"spark_{function}({p[0]}, {p[1]}, {DuckSql.Literal(escape)})",
            name
        );
    }

    private static Bound Locate(FunctionCall call)
    {
        call.Arity(2, 3);
        var start = call.Count > 2 ? call.Take(2, Int) : Make.Int(1);
        return FunctionCall.Scalar(
            Int,
            [call.Take(0, SparkType.String), call.Take(1, SparkType.String), start],
            p => $"spark_locate({p[0]}, {p[1]}, {p[2]})",
            call.Count > 2 ? call.Pretty() : call.Pretty("1")
        );
    }

    private static Bound Split(FunctionCall call)
    {
        call.Arity(2, 3);
        var limit = call.Count > 2 ? call.Take(2, Int) : Make.Int(-1);
        return FunctionCall.Scalar(
            new ArrayType(SparkType.String, false),
            [call.Take(0, SparkType.String), call.Take(1, SparkType.String), limit],
            p => $"spark_split({p[0]}, {p[1]}, {p[2]})",
            call.Count > 2 ? call.Pretty() : call.Pretty("-1")
        );
    }

    private static Bound Levenshtein(FunctionCall call)
    {
        call.Arity(2, 3);
        var most = call.Count > 2 ? call.Take(2, Int) : Make.Int(-1);
        return FunctionCall.Scalar(
            Int,
            [call.Take(0, SparkType.String), call.Take(1, SparkType.String), most],
            p => $"spark_levenshtein({p[0]}, {p[1]}, {p[2]})",
            call.Pretty()
        );
    }

    private static Bound RegexpReplace(FunctionCall call)
    {
        call.Arity(3, 4);
        var start = call.Count > 3 ? call.Take(3, Int) : Make.Int(1);
        return FunctionCall.Scalar(
            SparkType.String,
            [call.Take(0, SparkType.String), call.Take(1, SparkType.String), call.Take(2, SparkType.String), start],
            p => $"spark_regexp_replace({p[0]}, {p[1]}, {p[2]}, {p[3]})",
            call.Count > 3 ? call.Pretty() : call.Pretty("1")
        );
    }
}
