using System.Xml.Linq;
using CustomerLake.Local.Engine.Providers.Aws;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Providers.Sts;

/// <summary><c>aws:index/getCallerIdentity</c>: who calls.</summary>
internal static class CallerIdentity
{
    public const string StsVersion = "2011-06-15";

    /// <summary>Asks when the answer is first wanted, and never twice.</summary>
    public static Lazy<Task<AwsIdentity>> Once(AwsCall call, CancellationToken cancellationToken) =>
        new(() => AskAsync(call, cancellationToken));

    public static async Task<PropertyMap> InvokeAsync(
        PropertyMap arguments,
        AwsApi aws,
        CancellationToken cancellationToken
    )
    {
        var me = await aws.IdentityAsync();
        return PropertyMap.Of(("accountId", me.Account), ("arn", me.Arn), ("id", me.Account), ("userId", me.UserId));
    }

    private static async Task<AwsIdentity> AskAsync(AwsCall call, CancellationToken cancellationToken)
    {
        var answer = await call.QueryAsync("sts", StsVersion, "GetCallerIdentity", [], cancellationToken);
        return new AwsIdentity(Text(answer, "Account"), Text(answer, "Arn"), Text(answer, "UserId"));
    }

    private static string Text(XElement answer, string name) =>
        answer.Elements().First(e => e.Name.LocalName == name).Value;
}
