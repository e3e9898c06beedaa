using System.Text.Json;
using System.Text.Json.Serialization;

namespace CustomerLake.Local.Sql.Spark;

/// <summary>
/// An error as Spark raises it: the Python class that surfaces it, Spark's error condition, the message, and for an
/// error inside a running job the Java class at its root. Wording and conditions follow recordings of Spark 3.5.
/// </summary>
public sealed class SparkException : Exception
{
    private const string Mark = "SPARK-ERROR:";

    public SparkException(string kind, string? condition, string message, string? cause = null)
        : base(message) => (Kind, Condition, Cause) = (kind, condition, cause);

    /// <summary>The Python exception class, such as <c>AnalysisException</c>.</summary>
    public string Kind { get; }

    /// <summary>Spark's error condition, such as <c>UNRESOLVED_COLUMN.WITH_SUGGESTION</c>, or null.</summary>
    public string? Condition { get; }

    /// <summary>The Java class at the root of a failed job, or null.</summary>
    public string? Cause { get; }

    internal static SparkException Analysis(string condition, string message) =>
        new(
            "AnalysisException",
            condition,
            condition.StartsWith("_LEGACY", StringComparison.Ordinal) ? message : $"[{condition}] {message}"
        );

    internal static SparkException Parse(string condition, string message) =>
        new("ParseException", condition, $"[{condition}] {message}");

    internal static SparkException IllegalArgument(string message) => new("IllegalArgumentException", null, message);

    internal static SparkException Unsupported(string what) =>
        new("NotImplementedError", null, $"{what} is not supported by the local Spark runtime.");

    /// <summary>An error that a job raises while it runs: PySpark shows it as Py4JJavaError.</summary>
    internal static SparkException Job(string? condition, string message, string cause) =>
        new("Py4JJavaError", condition, condition is null ? message : $"[{condition}] {message}", cause);

    internal static SparkException Runtime(string condition, string message) =>
        new("SparkRuntimeException", condition, $"[{condition}] {message}", "org.apache.spark.SparkRuntimeException");

    /// <summary>The form that travels through DuckDB when a scalar function raises it.</summary>
    internal Exception ForEngine() =>
        new InvalidOperationException(
            Mark + JsonSerializer.Serialize(new Wire(Kind, Condition, Message, Cause)) + Mark
        );

    /// <summary>Finds an error of ours inside an engine message; null when the engine itself complained.</summary>
    internal static SparkException? FromEngine(string message)
    {
        var start = message.IndexOf(Mark, StringComparison.Ordinal);
        var end = message.LastIndexOf(Mark, StringComparison.Ordinal);
        if (start < 0 || end <= start)
        {
            return null;
        }

        var wire = JsonSerializer.Deserialize<Wire>(message[(start + Mark.Length)..end])!;
        return new SparkException(wire.Kind, wire.Condition, wire.Message, wire.Cause);
    }

    private sealed record Wire(
        [property: JsonPropertyName("k")] string Kind,
        [property: JsonPropertyName("n")] string? Condition,
        [property: JsonPropertyName("m")] string Message,
        [property: JsonPropertyName("c")] string? Cause
    );
}
