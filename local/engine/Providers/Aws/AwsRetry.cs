namespace CustomerLake.Local.Engine.Providers.Aws;

/// <summary>Which errors pass by themselves, and how long to wait for it.</summary>
internal sealed record AwsRetry
{
    /// <summary>With <see cref="Longest"/> about a minute and a half: IAM's changes are known to need as much.</summary>
    public const int DefaultAttempts = 10;

    public int Attempts { get; init; } = DefaultAttempts;

    public TimeSpan First { get; init; } = TimeSpan.FromMilliseconds(250);

    public TimeSpan Longest { get; init; } = TimeSpan.FromSeconds(20);

    private static readonly HashSet<string> _passing =
    [
        "Throttling",
        "ThrottlingException",
        "ThrottledException",
        "RequestThrottled",
        "RequestThrottledException",
        "TooManyRequestsException",
        "RequestLimitExceeded",
        "ProvisionedThroughputExceededException",
        "BandwidthLimitExceeded",
        "SlowDown",
        "PriorRequestNotComplete",
        "TransactionInProgressException",
        "RequestTimeout",
        "RequestTimeoutException",
        "InternalError",
        "InternalFailure",
        "InternalServiceException",
        "ServiceUnavailable",
        "ServiceUnavailableException",
        // Two changes of one thing at a time; AWS asks to try again.
        "OperationAborted",
        "ConcurrentModification",
        "ConcurrentModificationException",
        "ConcurrentUpdatingException",
        "ConcurrentOperationException",
    ];

    // A new role or key is not seen everywhere at once: (code, part of the message).
    private static readonly (string Code, string Part)[] _settling =
    [
        ("InvalidInputException", "unable to assume"),
        ("InvalidInputException", "is not authorized to perform"),
        ("InvalidInputException", "Role should be"),
        ("MalformedPolicyDocument", "Invalid principal"),
        ("MalformedPolicyDocumentException", "Policy contains a statement with one or more invalid principals"),
        ("MalformedPolicy", "Invalid principal in policy"),
        ("InvalidParameterException", "The specified KMS Key Id could not be found"),
        ("InvalidParameterException", "Unable to validate the specified KMS"),
        ("NoSuchBucket", ""),
        ("InvalidParameterValueException", "Role does not exist"),
    ];

    /// <param name="isFresh">The thing the call is about has just been made.</param>
    public static bool Passes(AwsServiceException error, bool isFresh) =>
        _passing.Contains(error.Code)
        || error.Status is 429 or 500 or 502 or 503 or 504
        || _settling.Any(s =>
            s.Code == error.Code
            && error.Said.Contains(s.Part, StringComparison.OrdinalIgnoreCase)
            && (s.Part.Length > 0 || isFresh)
        );

    /// <summary>Full jitter: somewhere between nothing and the exponential step, so that callers spread out.</summary>
    /// <param name="attempt">From 1.</param>
    /// <param name="random">From 0 to 1.</param>
    public TimeSpan Delay(int attempt, double random)
    {
        var step = Math.Min(Longest.TotalMilliseconds, First.TotalMilliseconds * Math.Pow(2, attempt - 1));
        return TimeSpan.FromMilliseconds(Math.Max(1, step * random));
    }
}
