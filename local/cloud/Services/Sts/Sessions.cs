using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Local.Cloud.Services.Sts;

/// <summary>
/// Everyone who may sign. The access key id of a root is its account's 12 digits (any other word is account
/// 000000000000) and all roots share the secret of the state folder; sessions are made by <c>AssumeRole</c> and by
/// services that act for a role.
/// </summary>
internal sealed class Sessions(CloudState state)
{
    public const string KeyPrefix = "LSIA";
    public const string DefaultAccount = "000000000000";
    private static readonly Scope Everywhere = new("", "");
    private readonly ResourceTable<Caller> _sessions = state.Table<Caller>("sts-session");

    public static string AccountOf(string accessKeyId) =>
        accessKeyId.Length == 12 && accessKeyId.All(char.IsAsciiDigit) ? accessKeyId : DefaultAccount;

    public Caller? Find(string accessKeyId)
    {
        if (accessKeyId.StartsWith(KeyPrefix, StringComparison.Ordinal))
        {
            return _sessions.Find(Everywhere, accessKeyId);
        }

        var account = AccountOf(accessKeyId);
        return new Caller
        {
            AccountId = account,
            Arn = $"arn:aws:iam::{account}:root",
            UserId = account,
            Secret = state.RootSecret,
        };
    }

    /// <summary>New temporary credentials: the key id and the caller behind it.</summary>
    public (string AccessKeyId, Caller Caller) Open(string accountId, string arn, string userId, TimeSpan lifetime)
    {
        var key = KeyPrefix + state.Ids.Letters(16);
        var caller = new Caller
        {
            AccountId = accountId,
            Arn = arn,
            UserId = userId,
            Secret = Ids.Secret(),
            SessionToken = Ids.Secret(96),
            Expires = state.Time.GetUtcNow() + lifetime,
        };
        _sessions.Put(Everywhere, key, caller);
        return (key, caller);
    }

    /// <summary>Ends a session before its time (a job run that is over).</summary>
    public void Close(string accessKeyId) => _sessions.Delete(Everywhere, accessKeyId);
}
