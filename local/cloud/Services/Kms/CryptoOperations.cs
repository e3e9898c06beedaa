using System.Security.Cryptography;
using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.Kms;

/// <summary>Encrypting, decrypting and making data keys.</summary>
internal sealed class CryptoOperations(Keys keys)
{
    private const int LargestPlaintext = 4096;
    private const string Symmetric = "SYMMETRIC_DEFAULT";

    public Task<EncryptResponse> EncryptAsync(EncryptRequest request, CallContext call, CancellationToken _)
    {
        CheckAlgorithm(request.EncryptionAlgorithm);
        if (request.Plaintext.Length is 0 or > LargestPlaintext)
        {
            throw KmsErrors.Validation(
                $"1 validation error detected: Value at 'plaintext' failed to satisfy constraint: Member must have length "
                    + $"from 1 to {LargestPlaintext}"
            );
        }

        var key = keys.RequireUsable(call, request.KeyId);
        CheckDryRun(request);
        return Task.FromResult(
            new EncryptResponse
            {
                CiphertextBlob = Ciphertext.Seal(key, request.Plaintext, request.EncryptionContext),
                KeyId = key.Arn,
            }
        );
    }

    public Task<DecryptResponse> DecryptAsync(DecryptRequest request, CallContext call, CancellationToken _)
    {
        CheckAlgorithm(request.EncryptionAlgorithm);
        var key = SealingKey(call, request.CiphertextBlob, request.KeyId);
        CheckDryRun(request);
        return Task.FromResult(
            new DecryptResponse
            {
                KeyId = key.Arn,
                Plaintext = Ciphertext.Open(key, request.CiphertextBlob, request.EncryptionContext),
            }
        );
    }

    public Task<ReEncryptResponse> ReEncryptAsync(ReEncryptRequest request, CallContext call, CancellationToken _)
    {
        CheckAlgorithm(request.SourceEncryptionAlgorithm);
        CheckAlgorithm(request.DestinationEncryptionAlgorithm);
        var source = SealingKey(call, request.CiphertextBlob, request.SourceKeyId);
        var destination = keys.RequireUsable(call, request.DestinationKeyId);
        CheckDryRun(request);
        var plaintext = Ciphertext.Open(source, request.CiphertextBlob, request.SourceEncryptionContext);
        return Task.FromResult(
            new ReEncryptResponse
            {
                CiphertextBlob = Ciphertext.Seal(destination, plaintext, request.DestinationEncryptionContext),
                SourceKeyId = source.Arn,
                KeyId = destination.Arn,
            }
        );
    }

    public Task<GenerateDataKeyResponse> DataKeyAsync(
        GenerateDataKeyRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        var key = keys.RequireUsable(call, request.KeyId);
        CheckDryRun(request);
        var plaintext = RandomNumberGenerator.GetBytes(SizeOf(request));
        return Task.FromResult(
            new GenerateDataKeyResponse
            {
                CiphertextBlob = Ciphertext.Seal(key, plaintext, request.EncryptionContext),
                Plaintext = plaintext,
                KeyId = key.Arn,
            }
        );
    }

    public async Task<GenerateDataKeyResponse> DataKeyWithoutPlaintextAsync(
        GenerateDataKeyRequest request,
        CallContext call,
        CancellationToken cancellationToken
    ) => (await DataKeyAsync(request, call, cancellationToken)) with { Plaintext = null };

    public static Task<GenerateRandomResponse> RandomAsync(
        GenerateRandomRequest request,
        CallContext call,
        CancellationToken _
    ) =>
        request.NumberOfBytes is { } count and >= 1 and <= 1024
            ? Task.FromResult(new GenerateRandomResponse { Plaintext = RandomNumberGenerator.GetBytes(count) })
            : throw KmsErrors.Validation("NumberOfBytes must be from 1 to 1024.");

    private KmsKey SealingKey(CallContext call, byte[] blob, string? named)
    {
        var arn = Ciphertext.KeyArnOf(blob);
        if (named is not null && keys.Require(call, named).Arn != arn)
        {
            throw KmsErrors.IncorrectKey();
        }

        return keys.RequireUsable(call, arn);
    }

    private static int SizeOf(GenerateDataKeyRequest request) =>
        (request.KeySpec, request.NumberOfBytes) switch
        {
            ("AES_256", null) => 32,
            ("AES_128", null) => 16,
            (null, { } count and >= 1 and <= 1024) => count,
            (null, null) => throw KmsErrors.Validation("Please specify either number of bytes or key spec."),
            ({ } spec, null) => throw KmsErrors.Validation($"The key spec '{spec}' is not AES_256 or AES_128."),
            (null, _) => throw KmsErrors.Validation("NumberOfBytes must be from 1 to 1024."),
            _ => throw KmsErrors.Validation("Please specify either number of bytes or key spec, not both."),
        };

    private static void CheckAlgorithm(string algorithm)
    {
        if (algorithm != Symmetric)
        {
            throw AwsException.NotEmulated($"The local cloud emulates symmetric keys only, not '{algorithm}'.");
        }
    }

    private static void CheckDryRun(CryptoRequest request)
    {
        if (request.DryRun == true)
        {
            throw new AwsException(
                "DryRunOperationException",
                "The request would have succeeded, but the DryRun option is set.",
                412
            );
        }
    }
}
