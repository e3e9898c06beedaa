namespace CustomerLake.Local.Engine.Providers.Aws;

/// <summary>AWS's error names as the provider protocol's codes.</summary>
internal static class ErrorCodes
{
    public static ProviderErrorCode Of(AwsServiceException error) =>
        error switch
        {
            { IsNotFound: true } => ProviderErrorCode.NotFound,
            { Code: var code }
                when code.Contains("AlreadyExists", StringComparison.Ordinal)
                    || code.Contains("AlreadyOwned", StringComparison.Ordinal) => ProviderErrorCode.AlreadyExists,
            { Code: var code }
                when code.Contains("Invalid", StringComparison.Ordinal)
                    || code.Contains("Validation", StringComparison.Ordinal)
                    || code.Contains("Malformed", StringComparison.Ordinal) => ProviderErrorCode.InvalidArgument,
            { Code: var code } when code.Contains("LimitExceeded", StringComparison.Ordinal) =>
                ProviderErrorCode.ResourceExhausted,
            { Status: 501 } => ProviderErrorCode.Unimplemented,
            { Status: >= 500 } => ProviderErrorCode.Unavailable,
            _ => ProviderErrorCode.Unknown,
        };
}
