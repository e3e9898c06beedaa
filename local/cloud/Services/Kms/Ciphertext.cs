using System.Security.Cryptography;
using System.Text;
using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.Kms;

/// <summary>
/// What Encrypt gives: a mark, the key's ARN, a nonce, a tag and the enciphered bytes (AES-256-GCM), bound to the
/// encryption context. Only this KMS can read it, as AWS's form is its own.
/// </summary>
internal static class Ciphertext
{
    private const byte Mark = 0x4C;
    private const int NonceSize = 12;
    private const int TagSize = 16;

    public static byte[] Seal(KmsKey key, ReadOnlySpan<byte> plaintext, IReadOnlyDictionary<string, string>? context)
    {
        var arn = Encoding.UTF8.GetBytes(key.Arn);
        var result = new byte[2 + arn.Length + NonceSize + TagSize + plaintext.Length];
        result[0] = Mark;
        result[1] = (byte)arn.Length;
        arn.CopyTo(result, 2);
        var nonce = result.AsSpan(2 + arn.Length, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(key.Material, TagSize);
        cipher.Encrypt(
            nonce,
            plaintext,
            result.AsSpan(2 + arn.Length + NonceSize + TagSize),
            result.AsSpan(2 + arn.Length + NonceSize, TagSize),
            ContextBytes(context)
        );
        return result;
    }

    /// <summary>The ARN of the key that sealed it.</summary>
    public static string KeyArnOf(byte[] blob) =>
        blob.Length > 2 && blob[0] == Mark && blob.Length >= 2 + blob[1] + NonceSize + TagSize
            ? Encoding.UTF8.GetString(blob, 2, blob[1])
            : throw KmsErrors.InvalidCiphertext();

    public static byte[] Open(KmsKey key, byte[] blob, IReadOnlyDictionary<string, string>? context)
    {
        var start = 2 + blob[1];
        var plaintext = new byte[blob.Length - start - NonceSize - TagSize];
        using var cipher = new AesGcm(key.Material, TagSize);
        try
        {
            cipher.Decrypt(
                blob.AsSpan(start, NonceSize),
                blob.AsSpan(start + NonceSize + TagSize),
                blob.AsSpan(start + NonceSize, TagSize),
                plaintext,
                ContextBytes(context)
            );
            return plaintext;
        }
        catch (AuthenticationTagMismatchException)
        {
            throw KmsErrors.InvalidCiphertext();
        }
    }

    /// <summary>The context in one order, so that the same pairs always bind the same.</summary>
    private static byte[] ContextBytes(IReadOnlyDictionary<string, string>? context) =>
        Encoding.UTF8.GetBytes(
            string.Join(
                '\n',
                (context ?? new Dictionary<string, string>())
                    .OrderBy(pair => pair.Key, StringComparer.Ordinal)
                    .Select(pair => $"{pair.Key.Length}:{pair.Key}={pair.Value.Length}:{pair.Value}")
            )
        );
}
