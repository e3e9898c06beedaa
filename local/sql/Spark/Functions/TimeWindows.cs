using System.Globalization;
using CustomerLake.Local.Sql.Spark.Bind;
using CustomerLake.Local.Sql.Spark.Syntax;
using CustomerLake.Local.Sql.Spark.Types;

namespace CustomerLake.Local.Sql.Spark.Functions;

/// <summary><c>window(time, duration, slide, start)</c>: tumbling windows are a value, sliding ones several rows.</summary>
internal static class TimeWindows
{
    private static readonly StructType Window = new([
        new StructField("start", SparkType.Timestamp),
        new StructField("end", SparkType.Timestamp),
    ]);

    public static void Register(Dictionary<string, FunctionBinder> table) => table["window"] = Bind;

    private static Bound Bind(FunctionCall call)
    {
        call.Arity(2, 4);
        var time = call.Take(0, SparkType.Timestamp);
        var duration = Duration(call, 1);
        var slide = call.Count > 2 ? Duration(call, 2) : duration;
        var start = call.Count > 3 ? Duration(call, 3) : 0;
        if (slide >= duration)
        {
            return Bound.Scalar("window", Window, false, [time], p => Struct(Floor(p[0], slide, start), "", duration));
        }

        var count = (duration + slide - 1) / slide;
        return new Bound(BoundKind.Generator, new ArrayType(Window), false, "window", [time])
        {
            Tag = new GeneratorShape([("window", Window)], Outer: false),
            Template = (_, p) =>
            {
                // The name of the variable is fixed: a grouping key is found again by its printed text.
                var shift = string.Create(CultureInfo.InvariantCulture, $" - w * {slide}");
                var rows =
                    $"list_transform(range(0, {Text(count)}), lambda w: {{'f0': {Struct(Floor(p[0], slide, start), shift, duration)}}})";
                return $"list_filter({rows}, lambda w: {p[0]} < struct_extract(struct_extract(w, 'f0'), 'end'))";
            },
        };
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Floor(string x, long slide, long start) =>
        $"(spark_floor_div(epoch_us({x}) - {Text(start)}, {Text(slide)}) * {Text(slide)} + {Text(start)})";

    private static string Struct(string from, string shift, long duration) =>
        $"struct_pack(\"start\" := make_timestamp({from}{shift}), \"end\" := make_timestamp({from}{shift} + {Text(duration)}))";

    private static long Duration(FunctionCall call, int index) =>
        call.Constant(index) is string text
        && IntervalParser.ReadText(text) is { Type: DayTimeType, Value: long micros }
            ? micros
            : throw SparkException.Analysis(
                "_LEGACY_ERROR_TEMP_1200",
                $"The duration and time inputs to window must be an integer, long or string literal, not \"{call[index].Name}\"."
            );
}
