using System.Collections.Immutable;
using System.Globalization;
using CustomerLake.Infra.Foundation;
using Pulumi;

namespace CustomerLake.Infra;

/// <summary>
/// An environment's settings, read from Pulumi config once. Flavours differ in these values and in nothing else.
/// </summary>
internal sealed record LakeSettings
{
    /// <summary>Own key for this environment; otherwise <see cref="Keys"/> is the alias of a shared one.</summary>
    public const string OwnKey = "own";

    public required string Environment { get; init; }

    public required string Region { get; init; }

    public required string Owner { get; init; }

    /// <summary>When the environment may be swept (RFC 3339 UTC); null for one that stays.</summary>
    public string? Lease { get; init; }

    public required string Suffix { get; init; }

    /// <summary><c>own</c> or <c>alias/…</c>.</summary>
    public string Keys { get; init; } = OwnKey;

    /// <summary>The first of two keys to deleting data; the second is the bucket's name in <see cref="DisposableBuckets"/>.</summary>
    public bool DeleteData { get; init; }

    /// <summary>Buckets (by role) that go with the stack, objects included, if <see cref="DeleteData"/> is set too.</summary>
    public ImmutableSortedSet<string> DisposableBuckets { get; init; } = [];

    public int LogRetentionDays { get; init; } = 400;

    /// <summary>Days after which a replaced version of an object goes.</summary>
    public int NoncurrentVersionDays { get; init; } = 90;

    /// <summary>Days that query results and temporary files are kept.</summary>
    public int TemporaryDays { get; init; } = 14;

    /// <summary>A query that would scan more is stopped.</summary>
    public int QueryScanLimitMebibytes { get; init; } = 1024;

    public string JobWorkerType { get; init; } = "G.1X";

    public int JobWorkers { get; init; } = 2;

    public int JobTimeoutMinutes { get; init; } = 60;

    /// <summary>Who may take on a persona's role: ARNs of roles or users. Empty: whoever deploys.</summary>
    public ImmutableArray<string> PersonaPrincipals { get; init; } = [];

    public bool HasOwnKey => Keys == OwnKey;

    public bool IsDisposable(string bucketRole) => DeleteData && DisposableBuckets.Contains(bucketRole);

    public Dictionary<string, string> Tags
    {
        get
        {
            var tags = new Dictionary<string, string>
            {
                ["lake:environment"] = Environment,
                ["lake:owner"] = Owner,
                ["lake:suffix"] = Suffix,
            };
            if (Lease is not null)
            {
                tags["lake:lease"] = Lease;
            }

            return tags;
        }
    }

    public static LakeSettings FromConfig()
    {
        var lake = new Config();
        return Read(Deployment.Instance.StackName, lake.Get, new Config("aws").Get);
    }

    /// <summary>Reads and validates everything before anything is made.</summary>
    /// <exception cref="RunException">Names every fault at once.</exception>
    public static LakeSettings Read(string stack, Func<string, string?> lake, Func<string, string?> aws)
    {
        var reader = new SettingsReader(lake);
        var region = aws("region");
        reader.Require(!string.IsNullOrWhiteSpace(region), "'aws:region' is not set; e.g. eu-west-1.");
        var settings = new LakeSettings
        {
            Environment = stack,
            Region = region ?? "",
            Owner = reader.Text("owner", "a team or person, e.g. data-platform", SettingsReader.TagValue),
            Suffix = reader.Text(
                "suffix",
                "4 to 10 random lower-case letters and digits, made once: pulumi config set suffix $(openssl rand -hex 4)",
                Naming.SuffixPattern().IsMatch
            ),
            Lease = reader.Optional("lease", "a UTC time such as 2026-05-01T12:00:00Z", IsInstant),
            Keys = reader.Optional("keys", "'own' or 'alias/NAME'", IsKeys) ?? OwnKey,
            DeleteData = reader.Flag("deleteData", false),
            DisposableBuckets = [.. reader.List("disposableBuckets", BucketRoles.All.Contains, BucketRoles.Sentence)],
            LogRetentionDays = reader.Number("logRetentionDays", 400, _retentions.Contains, _retentionSentence),
            NoncurrentVersionDays = reader.Number("noncurrentVersionDays", 90, 1, 3650),
            TemporaryDays = reader.Number("temporaryDays", 14, 1, 365),
            QueryScanLimitMebibytes = reader.Number("queryScanLimitMebibytes", 1024, 10, 2047),
            JobWorkerType =
                reader.Optional("jobWorkerType", "one of " + string.Join(", ", _workerTypes), _workerTypes.Contains)
                ?? "G.1X",
            JobWorkers = reader.Number("jobWorkers", 2, 2, 299),
            JobTimeoutMinutes = reader.Number("jobTimeoutMinutes", 60, 1, 2880),
            PersonaPrincipals =
            [
                .. reader.List(
                    "personaPrincipals",
                    IsPrincipal,
                    "the ARN of a role or user, such as arn:aws:iam::123456789012:role/Analysts"
                ),
            ],
        };
        reader.Require(
            settings.DisposableBuckets.IsEmpty || settings.DeleteData,
            "'disposableBuckets' names buckets, but 'deleteData' is not true: both keys are needed to delete data."
        );
        reader.ThrowIfFaulty(stack);
        return settings;
    }

    // The only values that CloudWatch Logs takes.
    private static readonly ImmutableSortedSet<int> _retentions =
    [
        1,
        3,
        5,
        7,
        14,
        30,
        60,
        90,
        120,
        150,
        180,
        365,
        400,
        545,
        731,
        1096,
        1827,
        2192,
        2557,
        2922,
        3288,
        3653,
    ];
    private static readonly string _retentionSentence =
        "one of " + string.Join(", ", _retentions.Select(d => d.ToString(CultureInfo.InvariantCulture)));

    private static readonly ImmutableArray<string> _workerTypes = ["G.1X", "G.2X", "G.4X", "G.8X"];

    private static bool IsKeys(string value) =>
        value == OwnKey
        || (
            value.StartsWith("alias/", StringComparison.Ordinal)
            && !value.StartsWith("alias/aws/", StringComparison.Ordinal)
            && value.Length > 6
        );

    private static bool IsInstant(string value) =>
        DateTimeOffset.TryParseExact(
            value,
            "yyyy-MM-dd'T'HH:mm:ss'Z'",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out _
        );

    private static bool IsPrincipal(string value) =>
        value.Split(':', 6) is ["arn", _, "iam", "", { Length: 12 }, var resource]
        && (
            resource.StartsWith("role/", StringComparison.Ordinal)
            || resource.StartsWith("user/", StringComparison.Ordinal)
        )
        && !value.Contains('*', StringComparison.Ordinal);
}
