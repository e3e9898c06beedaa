using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Local.Cloud.Services.Athena;

/// <summary>
/// ClientRequestToken: the same token again gives the same id, whatever became of it; with other parameters it is
/// refused. The service wants a token on the wire (clients make one when their caller does not).
/// </summary>
internal sealed class RequestTokens(StateDatabase database)
{
    private readonly ResourceTable<RememberedToken> _tokens = new(database, "athena-request-token");

    public string? Find(Scope scope, string operation, string? token, string fingerprint)
    {
        if (string.IsNullOrEmpty(token))
        {
            throw AthenaErrors.NoToken();
        }

        if (token.Length is < 32 or > 128)
        {
            throw AthenaErrors.Constraint(
                "clientRequestToken",
                token.Length < 32 ? "have length greater than or equal to 32" : "have length less than or equal to 128"
            );
        }

        return _tokens.Find(scope, $"{operation}/{token}") switch
        {
            null => null,
            var known when known.Fingerprint == fingerprint => known.Id,
            _ => throw AthenaErrors.ParameterMismatch(),
        };
    }

    public void Remember(Scope scope, string operation, string? token, string fingerprint, string id) =>
        _tokens.Put(scope, $"{operation}/{token}", new RememberedToken(fingerprint, id));

    private sealed record RememberedToken(string Fingerprint, string Id);
}
