using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Local.Cloud.Services.Glue;

internal sealed record S3Encryption
{
    public const string Kms = "SSE-KMS";

    public string? S3EncryptionMode { get; init; }

    public string? KmsKeyArn { get; init; }
}

internal sealed record CloudWatchEncryption
{
    public string? CloudWatchEncryptionMode { get; init; }

    public string? KmsKeyArn { get; init; }
}

internal sealed record JobBookmarksEncryption
{
    public string? JobBookmarksEncryptionMode { get; init; }

    public string? KmsKeyArn { get; init; }
}

internal sealed record DataQualityEncryption
{
    public string? DataQualityEncryptionMode { get; init; }

    public string? KmsKeyArn { get; init; }
}

/// <summary>What of a crawler's or job's writing is encrypted, and with which key.</summary>
internal sealed record EncryptionConfiguration
{
    public IReadOnlyList<S3Encryption>? S3Encryption { get; init; }

    public CloudWatchEncryption? CloudWatchEncryption { get; init; }

    public JobBookmarksEncryption? JobBookmarksEncryption { get; init; }

    public DataQualityEncryption? DataQualityEncryption { get; init; }
}

internal sealed record CreateSecurityConfigurationRequest
{
    public required string Name { get; init; }

    public required EncryptionConfiguration EncryptionConfiguration { get; init; }
}

internal sealed record CreateSecurityConfigurationResponse(string Name, DateTimeOffset CreatedTimestamp);

internal sealed record SecurityConfigurationNameRequest
{
    public required string Name { get; init; }
}

/// <summary>A security configuration: kept and answered in this form. It never changes.</summary>
internal sealed record SecurityConfiguration(
    string Name,
    DateTimeOffset CreatedTimeStamp,
    EncryptionConfiguration EncryptionConfiguration
);

internal sealed record GetSecurityConfigurationResponse(SecurityConfiguration SecurityConfiguration);

internal sealed record GetSecurityConfigurationsRequest
{
    public int? MaxResults { get; init; }

    public string? NextToken { get; init; }
}

internal sealed record GetSecurityConfigurationsResponse(
    IReadOnlyList<SecurityConfiguration> SecurityConfigurations,
    string? NextToken
);

/// <summary>Security configurations: they name log groups and the key that job output is stored with.</summary>
internal sealed class SecurityConfigurations(StateDatabase database, TimeProvider time)
{
    private const int LargestPage = 1000;

    private readonly ResourceTable<SecurityConfiguration> _records = new(database, "glue.securityconfiguration");

    /// <exception cref="AwsException">EntityNotFoundException.</exception>
    public SecurityConfiguration Get(Scope scope, string name) =>
        _records.Find(scope, name) ?? throw GlueErrors.NotFound($"Security Configuration {name} not found.");

    /// <summary>The KMS key of objects that are written under it; null for S3's own encryption.</summary>
    public string? KeyOfObjects(Scope scope, string? name) =>
        name is null
            ? null
            : Get(scope, name)
                .EncryptionConfiguration.S3Encryption?.FirstOrDefault(each => each.S3EncryptionMode == S3Encryption.Kms)
                ?.KmsKeyArn;

    public Task<CreateSecurityConfigurationResponse> CreateAsync(
        CreateSecurityConfigurationRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        GlueNames.Require(request.Name, "name");
        Check(request.EncryptionConfiguration);
        var created = new SecurityConfiguration(request.Name, time.GetUtcNow(), request.EncryptionConfiguration);
        return _records.TryAdd(call.Scope, created.Name, created)
            ? Task.FromResult(new CreateSecurityConfigurationResponse(created.Name, created.CreatedTimeStamp))
            : throw GlueErrors.AlreadyExists($"Security Configuration {created.Name}");
    }

    public Task<GetSecurityConfigurationResponse> GetAsync(
        SecurityConfigurationNameRequest request,
        CallContext call,
        CancellationToken _
    ) => Task.FromResult(new GetSecurityConfigurationResponse(Get(call.Scope, request.Name)));

    public Task<GetSecurityConfigurationsResponse> ListAsync(
        GetSecurityConfigurationsRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        var page = Paging.Take(
            _records.List(call.Scope),
            item => item.Name,
            request.NextToken,
            request.MaxResults,
            LargestPage
        );
        return Task.FromResult(new GetSecurityConfigurationsResponse(page.Items, page.NextToken));
    }

    public Task<Nothing> DeleteAsync(SecurityConfigurationNameRequest request, CallContext call, CancellationToken _) =>
        _records.Delete(call.Scope, request.Name)
            ? Nothing.Task
            : throw GlueErrors.NotFound($"Security Configuration {request.Name} not found.");

    private static void Check(EncryptionConfiguration encryption)
    {
        foreach (var s3 in encryption.S3Encryption ?? [])
        {
            Check("S3EncryptionMode", s3.S3EncryptionMode, s3.KmsKeyArn, "DISABLED", "SSE-S3", S3Encryption.Kms);
        }

        var (logs, marks, quality) = (
            encryption.CloudWatchEncryption,
            encryption.JobBookmarksEncryption,
            encryption.DataQualityEncryption
        );
        Check("CloudWatchEncryptionMode", logs?.CloudWatchEncryptionMode, logs?.KmsKeyArn, "DISABLED", "SSE-KMS");
        Check("JobBookmarksEncryptionMode", marks?.JobBookmarksEncryptionMode, marks?.KmsKeyArn, "DISABLED", "CSE-KMS");
        Check(
            "DataQualityEncryptionMode",
            quality?.DataQualityEncryptionMode,
            quality?.KmsKeyArn,
            "DISABLED",
            "SSE-KMS"
        );
    }

    private static void Check(string member, string? mode, string? key, params string[] allowed)
    {
        if (mode is null)
        {
            return;
        }

        if (!allowed.Contains(mode))
        {
            throw GlueErrors.InvalidInput($"{member} must be one of {string.Join(", ", allowed)}, not '{mode}'.");
        }

        if (mode.EndsWith("KMS", StringComparison.Ordinal) && string.IsNullOrEmpty(key))
        {
            throw GlueErrors.InvalidInput($"{member} {mode} needs a KmsKeyArn.");
        }
    }
}
