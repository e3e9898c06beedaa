using System.Collections.Immutable;
using CustomerLake.Local.Engine.Providers.Athena;
using CustomerLake.Local.Engine.Providers.CloudControl;
using CustomerLake.Local.Engine.Providers.Glue;
using CustomerLake.Local.Engine.Providers.Iam;
using CustomerLake.Local.Engine.Providers.Kms;
using CustomerLake.Local.Engine.Providers.Logs;
using CustomerLake.Local.Engine.Providers.QuickSight;
using CustomerLake.Local.Engine.Providers.S3;
using CustomerLake.Local.Engine.Providers.Sts;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Providers.Aws;

internal delegate Task<PropertyMap> AwsFunction(PropertyMap arguments, AwsApi aws, CancellationToken cancellationToken);

/// <summary>Every resource type and function that the package has.</summary>
internal static class AwsTypes
{
    private static readonly ImmutableSortedDictionary<string, AwsResource> _resources = new AwsResource[]
    {
        new Bucket(),
        new BucketVersioning(),
        new BucketServerSideEncryptionConfiguration(),
        new BucketPublicAccessBlock(),
        new BucketOwnershipControls(),
        new BucketLogging(),
        new BucketLifecycleConfiguration(),
        new BucketNotification(),
        new BucketPolicy(),
        new BucketObject(),
        new Role(),
        new Policy(),
        new RolePolicyAttachment(),
        new Key(),
        new Alias(),
        new LogGroup(),
        new CatalogDatabase(),
        new Classifier(),
        new Crawler(),
        new Job(),
        new SecurityConfiguration(),
        new Workgroup(),
        new NamedQuery(),
        new DataSource(),
        new DataSet(),
        new Group(),
        new CloudControlResource(),
    }.ToImmutableSortedDictionary(type => type.Type, type => type, StringComparer.Ordinal);

    private static readonly ImmutableSortedDictionary<string, AwsFunction> _functions = new Dictionary<
        string,
        AwsFunction
    >
    {
        ["aws:index/getCallerIdentity:getCallerIdentity"] = CallerIdentity.InvokeAsync,
        ["aws:index/getRegion:getRegion"] = Places.RegionAsync,
        ["aws:index/getPartition:getPartition"] = Places.PartitionAsync,
        ["aws:kms/getAlias:getAlias"] = KeyLookup.AliasAsync,
        ["aws:kms/getKey:getKey"] = KeyLookup.KeyAsync,
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    public static IEnumerable<string> Tokens => _resources.Keys;

    /// <exception cref="ProviderException">There is no such type; names those there are.</exception>
    public static AwsResource Find(string token) =>
        _resources.GetValueOrDefault(token) ?? throw Unsupported("resource type", token, _resources.Keys);

    /// <exception cref="ProviderException">There is no such function; names those there are.</exception>
    public static AwsFunction FindFunction(string token) =>
        _functions.GetValueOrDefault(token) ?? throw Unsupported("function", token, _functions.Keys);

    private static ProviderException Unsupported(string kind, string token, IEnumerable<string> known) =>
        new(
            $"The embedded provider has no {kind} '{token}'. It has: {string.Join(", ", known)}.",
            ProviderErrorCode.Unimplemented
        );
}
