using System.Text.RegularExpressions;

namespace CustomerLake.Local.Cloud.Services.Athena.WorkGroups;

/// <summary>What a workgroup's configuration must satisfy, and how an update changes it.</summary>
internal static partial class WorkGroupRules
{
    public static void CheckName(string name)
    {
        if (!NamePattern().IsMatch(name))
        {
            throw AthenaErrors.Constraint("name", "satisfy regular expression pattern: [a-zA-Z0-9._-]{1,128}");
        }
    }

    public static void Check(WorkGroupConfiguration configuration)
    {
        if (configuration.BytesScannedCutoffPerQuery is < WorkGroupConfiguration.LeastCutoff)
        {
            throw AthenaErrors.Constraint(
                "configuration.bytesScannedCutoffPerQuery",
                $"have value greater than or equal to {WorkGroupConfiguration.LeastCutoff}"
            );
        }

        if (
            configuration.EngineVersion?.SelectedEngineVersion
            is not (null or EngineVersion.Automatic or EngineVersion.Effective)
        )
        {
            throw AthenaErrors.Invalid(
                $"Engine version '{configuration.EngineVersion.SelectedEngineVersion}' is not supported: it is one of "
                    + $"'{EngineVersion.Automatic}', '{EngineVersion.Effective}'."
            );
        }

        if (configuration.ResultConfiguration is { } results)
        {
            Check(results);
        }
    }

    public static void Check(ResultConfiguration results)
    {
        if (results.OutputLocation is { Length: > 0 } location && !IsLocation(location))
        {
            throw AthenaErrors.BadOutputLocation();
        }

        if (results.EncryptionConfiguration is not { } encryption)
        {
            return;
        }

        if (encryption.EncryptionOption is not ("SSE_S3" or "SSE_KMS" or "CSE_KMS"))
        {
            throw AthenaErrors.Constraint(
                "resultConfiguration.encryptionConfiguration.encryptionOption",
                "satisfy enum value set: [SSE_S3, SSE_KMS, CSE_KMS]"
            );
        }

        if (encryption.EncryptionOption == "CSE_KMS")
        {
            throw Protocol.AwsException.NotEmulated(
                "The local cloud does not encrypt results on the client's side (CSE_KMS); it offers SSE_S3 and SSE_KMS."
            );
        }

        if (encryption is { EncryptionOption: "SSE_KMS", KmsKey: null or "" })
        {
            throw AthenaErrors.Invalid("A KMS key is required for the encryption option SSE_KMS.");
        }
    }

    public static bool IsLocation(string location) => LocationPattern().IsMatch(location);

    public static WorkGroupConfiguration Apply(WorkGroupConfiguration current, WorkGroupConfigurationUpdates updates)
    {
        if (updates.RemoveBytesScannedCutoffPerQuery is true && updates.BytesScannedCutoffPerQuery is not null)
        {
            throw AthenaErrors.Invalid("BytesScannedCutoffPerQuery cannot be set and removed in one request.");
        }

        return WorkGroup.WithDefaults(
            current with
            {
                EnforceWorkGroupConfiguration =
                    updates.EnforceWorkGroupConfiguration ?? current.EnforceWorkGroupConfiguration,
                PublishCloudWatchMetricsEnabled =
                    updates.PublishCloudWatchMetricsEnabled ?? current.PublishCloudWatchMetricsEnabled,
                RequesterPaysEnabled = updates.RequesterPaysEnabled ?? current.RequesterPaysEnabled,
                EngineVersion = updates.EngineVersion ?? current.EngineVersion,
                ExecutionRole = updates.ExecutionRole ?? current.ExecutionRole,
                EnableMinimumEncryptionConfiguration =
                    updates.EnableMinimumEncryptionConfiguration ?? current.EnableMinimumEncryptionConfiguration,
                BytesScannedCutoffPerQuery = updates.RemoveBytesScannedCutoffPerQuery is true
                    ? null
                    : updates.BytesScannedCutoffPerQuery ?? current.BytesScannedCutoffPerQuery,
                ResultConfiguration = Apply(current.ResultConfiguration, updates.ResultConfigurationUpdates),
            }
        );
    }

    private static ResultConfiguration? Apply(ResultConfiguration? current, ResultConfigurationUpdates? updates)
    {
        if (updates is null)
        {
            return current;
        }

        var before = current ?? new ResultConfiguration();
        var after = new ResultConfiguration
        {
            OutputLocation = Pick(updates.RemoveOutputLocation, updates.OutputLocation, before.OutputLocation),
            EncryptionConfiguration = Pick(
                updates.RemoveEncryptionConfiguration,
                updates.EncryptionConfiguration,
                before.EncryptionConfiguration
            ),
            ExpectedBucketOwner = Pick(
                updates.RemoveExpectedBucketOwner,
                updates.ExpectedBucketOwner,
                before.ExpectedBucketOwner
            ),
            AclConfiguration = Pick(updates.RemoveAclConfiguration, updates.AclConfiguration, before.AclConfiguration),
        };
        return after == new ResultConfiguration() ? null : after;
    }

    private static T? Pick<T>(bool? remove, T? update, T? current)
        where T : class => remove is true ? null : update ?? current;

    [GeneratedRegex("^[a-zA-Z0-9._-]{1,128}$")]
    private static partial Regex NamePattern();

    [GeneratedRegex("^s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/.*)?$", RegexOptions.Singleline)]
    private static partial Regex LocationPattern();
}
