using System.Globalization;

namespace CustomerLake.Environments;

/// <summary>Until when an environment is wanted. Kept as config, and on every resource as tag <c>lake:lease</c>.</summary>
/// <param name="Until">To the second, UTC.</param>
public readonly record struct Lease(DateTimeOffset Until)
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>A working day for a reviewer, whatever the hour of the push.</summary>
    public static readonly TimeSpan Default = TimeSpan.FromHours(24);

    public static Lease From(TimeProvider time, TimeSpan duration) => new(time.GetUtcNow() + duration);

    public static Lease? Parse(string? text) =>
        DateTimeOffset.TryParseExact(
            text,
            Format,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var until
        )
            ? new Lease(until)
            : null;

    public bool IsOver(TimeProvider time) => Until <= time.GetUtcNow();

    public override string ToString() => Until.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);
}
