namespace CustomerLake.Local.Cloud.Protocol;

/// <summary>Why a caller was not let in. Each wire protocol has its own name for it.</summary>
internal enum AuthFaultKind
{
    Malformed,
    MalformedQuery,
    Missing,
    UnknownKey,
    InvalidToken,
    ExpiredToken,
    WrongSignature,
    Skewed,
    Expired,
    Forbidden,
}

/// <summary>A refusal at the door, before any service is asked.</summary>
internal sealed class AuthFault(AuthFaultKind kind, string message) : Exception(message)
{
    public AuthFaultKind Kind { get; } = kind;

    public static AuthFault Malformed(string message) => new(AuthFaultKind.Malformed, message);

    /// <summary>As <see cref="Malformed"/>, of a presigned address.</summary>
    public static AuthFault MalformedQuery(string message) => new(AuthFaultKind.MalformedQuery, message);

    private bool IsMalformed => Kind is AuthFaultKind.Malformed or AuthFaultKind.MalformedQuery;

    /// <summary>S3 and Query services name these failures alike, JSON services otherwise.</summary>
    public AwsException ForWire(WireProtocol wire) =>
        wire switch
        {
            WireProtocol.RestXml => new AwsException(RestXmlCode, Message, IsMalformed ? 400 : 403),
            WireProtocol.Query => new AwsException(QueryCode, Message, 403),
            _ => new AwsException(JsonCode, Message, Kind == AuthFaultKind.ExpiredToken ? 400 : 403),
        };

    private string RestXmlCode =>
        Kind switch
        {
            AuthFaultKind.Malformed => "AuthorizationHeaderMalformed",
            AuthFaultKind.MalformedQuery => "AuthorizationQueryParametersError",
            AuthFaultKind.UnknownKey => "InvalidAccessKeyId",
            AuthFaultKind.InvalidToken => "InvalidToken",
            AuthFaultKind.ExpiredToken => "ExpiredToken",
            AuthFaultKind.WrongSignature => "SignatureDoesNotMatch",
            AuthFaultKind.Skewed => "RequestTimeTooSkewed",
            _ => "AccessDenied",
        };

    private string QueryCode =>
        Kind switch
        {
            _ when IsMalformed => "IncompleteSignature",
            AuthFaultKind.Missing => "MissingAuthenticationToken",
            AuthFaultKind.UnknownKey or AuthFaultKind.InvalidToken => "InvalidClientTokenId",
            AuthFaultKind.ExpiredToken => "ExpiredToken",
            AuthFaultKind.WrongSignature or AuthFaultKind.Skewed or AuthFaultKind.Expired => "SignatureDoesNotMatch",
            _ => "AccessDenied",
        };

    private string JsonCode =>
        Kind switch
        {
            _ when IsMalformed => "IncompleteSignatureException",
            AuthFaultKind.Missing => "MissingAuthenticationTokenException",
            AuthFaultKind.UnknownKey or AuthFaultKind.InvalidToken => "UnrecognizedClientException",
            AuthFaultKind.ExpiredToken => "ExpiredTokenException",
            AuthFaultKind.WrongSignature or AuthFaultKind.Skewed or AuthFaultKind.Expired =>
                "InvalidSignatureException",
            _ => "AccessDeniedException",
        };
}
