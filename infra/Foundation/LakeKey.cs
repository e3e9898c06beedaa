using Pulumi;
using Aws = Pulumi.Aws;

namespace CustomerLake.Infra.Foundation;

/// <summary>
/// The customer-managed key: this environment's own, or a shared one that its alias names. Previews share one, so that
/// destroying them leaves no key pending deletion.
/// </summary>
internal sealed class LakeKey : ComponentResource
{
    public LakeKey(Lake lake, Output<string> accountId, ComponentResource parent)
        : base("lake:foundation:LakeKey", "key", new ComponentResourceOptions { Parent = parent })
    {
        Arn = lake.Settings.HasOwnKey ? Own(lake, accountId) : Shared(lake.Settings.Keys);
        RegisterOutputs();
    }

    public Output<string> Arn { get; }

    private Output<string> Own(Lake lake, Output<string> accountId)
    {
        var key = new Aws.Kms.Key(
            "data",
            new Aws.Kms.KeyArgs
            {
                Description = $"Customer Lake {lake.Settings.Environment}: data, results, logs and catalog entries.",
                EnableKeyRotation = true,
                IsEnabled = true,
                DeletionWindowInDays = lake.Settings.DeleteData ? 7 : 30,
                Policy = accountId.Apply(account => KeyPolicy(account, lake.Settings.Region).ToJson()),
                Tags = lake.Tags,
            },
            new CustomResourceOptions { Parent = this, Protect = !lake.Settings.DeleteData }
        );
        _ = new Aws.Kms.Alias(
            "data",
            new Aws.Kms.AliasArgs { Name = $"alias/{lake.Names.Of("data")}", TargetKeyId = key.KeyId },
            Lake.Under(this)
        );
        return key.Arn;
    }

    private Output<string> Shared(string alias) =>
        Aws
            .Kms.GetAlias.Invoke(new Aws.Kms.GetAliasInvokeArgs { Name = alias }, new InvokeOptions { Parent = this })
            .Apply(found => found.TargetKeyArn);

    internal static PolicyDocument KeyPolicy(string account, string region) =>
        new(
            new Statement
            {
                Sid = "AccountAdministers",
                Principal = Principal.Aws($"arn:aws:iam::{account}:root"),
                Actions = ["kms:*"],
                Resources = ["*"],
            },
            new Statement
            {
                Sid = "LogsEncrypt",
                Principal = Principal.Service($"logs.{region}.amazonaws.com"),
                Actions = ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
                Resources = ["*"],
                Conditions =
                [
                    new Condition(
                        "ArnLike",
                        "kms:EncryptionContext:aws:logs:arn",
                        $"arn:aws:logs:{region}:{account}:log-group:*"
                    ),
                ],
            }
        );
}
