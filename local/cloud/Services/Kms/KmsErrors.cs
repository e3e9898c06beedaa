using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.Kms;

/// <summary>The errors of KMS.</summary>
internal static class KmsErrors
{
    public static AwsException KeyNotFound(string arn) => new("NotFoundException", $"Key '{arn}' does not exist");

    public static AwsException AliasNotFound(string arn) => new("NotFoundException", $"Alias {arn} is not found.");

    public static AwsException AliasExists(string arn) =>
        new("AlreadyExistsException", $"An alias with the name {arn} already exists");

    public static AwsException Disabled(string arn) => new("DisabledException", $"{arn} is disabled.");

    public static AwsException InvalidState(string arn, string state) =>
        new(
            "KMSInvalidStateException",
            state == "PendingDeletion" ? $"{arn} is pending deletion." : $"{arn} is not in a valid state: {state}."
        );

    public static AwsException NotPending(string arn) =>
        new("KMSInvalidStateException", $"{arn} is not pending deletion.");

    public static AwsException InvalidCiphertext() =>
        new("InvalidCiphertextException", "The ciphertext is not one of this KMS.");

    public static AwsException IncorrectKey() =>
        new(
            "IncorrectKeyException",
            "The key ID in the request does not identify a CMK that can perform this operation."
        );

    public static AwsException Validation(string message) => new("ValidationException", message);

    public static AwsException MalformedPolicy(string message) => new("MalformedPolicyDocumentException", message);

    public static AwsException InvalidAlias(string message) => new("InvalidAliasNameException", message);

    public static AwsException InvalidArn(string arn) => new("InvalidArnException", $"Invalid arn {arn}");
}
