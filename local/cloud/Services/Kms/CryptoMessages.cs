using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.Kms;

/// <summary>What every cryptographic request may say besides its own.</summary>
internal abstract record CryptoRequest
{
    [Ignored("Grants are not emulated, so no token stands for one.")]
    public IReadOnlyList<string>? GrantTokens { get; init; }

    public bool? DryRun { get; init; }
}

internal sealed record EncryptRequest : CryptoRequest
{
    public required string KeyId { get; init; }

    public required byte[] Plaintext { get; init; }

    public IReadOnlyDictionary<string, string>? EncryptionContext { get; init; }

    public string EncryptionAlgorithm { get; init; } = "SYMMETRIC_DEFAULT";
}

internal sealed record EncryptResponse
{
    public required byte[] CiphertextBlob { get; init; }

    public required string KeyId { get; init; }

    public string EncryptionAlgorithm { get; } = "SYMMETRIC_DEFAULT";
}

internal sealed record DecryptRequest : CryptoRequest
{
    public required byte[] CiphertextBlob { get; init; }

    public IReadOnlyDictionary<string, string>? EncryptionContext { get; init; }

    public string? KeyId { get; init; }

    public string EncryptionAlgorithm { get; init; } = "SYMMETRIC_DEFAULT";
}

internal sealed record DecryptResponse
{
    public required string KeyId { get; init; }

    public required byte[] Plaintext { get; init; }

    public string EncryptionAlgorithm { get; } = "SYMMETRIC_DEFAULT";
}

internal sealed record ReEncryptRequest : CryptoRequest
{
    public required byte[] CiphertextBlob { get; init; }

    public IReadOnlyDictionary<string, string>? SourceEncryptionContext { get; init; }

    public string? SourceKeyId { get; init; }

    public required string DestinationKeyId { get; init; }

    public IReadOnlyDictionary<string, string>? DestinationEncryptionContext { get; init; }

    public string SourceEncryptionAlgorithm { get; init; } = "SYMMETRIC_DEFAULT";

    public string DestinationEncryptionAlgorithm { get; init; } = "SYMMETRIC_DEFAULT";
}

internal sealed record ReEncryptResponse
{
    public required byte[] CiphertextBlob { get; init; }

    public required string SourceKeyId { get; init; }

    public required string KeyId { get; init; }

    public string SourceEncryptionAlgorithm { get; } = "SYMMETRIC_DEFAULT";

    public string DestinationEncryptionAlgorithm { get; } = "SYMMETRIC_DEFAULT";
}

internal sealed record GenerateDataKeyRequest : CryptoRequest
{
    public required string KeyId { get; init; }

    public IReadOnlyDictionary<string, string>? EncryptionContext { get; init; }

    public int? NumberOfBytes { get; init; }

    public string? KeySpec { get; init; }
}

internal sealed record GenerateDataKeyResponse
{
    public required byte[] CiphertextBlob { get; init; }

    public byte[]? Plaintext { get; init; }

    public required string KeyId { get; init; }
}

internal sealed record GenerateRandomRequest
{
    public int? NumberOfBytes { get; init; }
}

internal sealed record GenerateRandomResponse
{
    public required byte[] Plaintext { get; init; }
}
