using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace CustomerLake.Local.Engine.Secrets;

/// <summary>
/// Pulumi's passphrase secrets: PBKDF2-HMAC-SHA256 (1,000,000 rounds, 8-byte salt) and AES-256-GCM; a ciphertext is
/// <c>v1:nonce:text</c>, a salt text <c>v1:salt:ciphertext of the word "pulumi"</c>.
/// </summary>
public sealed class PassphraseSecrets
{
    private const int Rounds = 1_000_000;
    private const string CheckWord = "pulumi";

    /// <summary>What is said when the passphrase does not open the salt.</summary>
    public const string IncorrectPassphrase = "incorrect passphrase";

    /// <summary>Derivations of this process, by a hash of passphrase and salt: one takes a good part of a second.</summary>
    private static readonly ConcurrentDictionary<string, byte[]> Keys = new(StringComparer.Ordinal);

    private readonly byte[] _key;

    private PassphraseSecrets(byte[] key, string salt)
    {
        _key = key;
        Salt = salt;
    }

    /// <summary>The salt text: <c>encryptionsalt</c> of the stack file, <c>salt</c> of the state.</summary>
    public string Salt { get; }

    /// <summary>A new salt; the bytes are random unless a test gives them.</summary>
    public static PassphraseSecrets Create(string passphrase, byte[]? salt = null)
    {
        salt ??= RandomNumberGenerator.GetBytes(8);
        var key = Derive(passphrase, salt);
        var secrets = new PassphraseSecrets(key, "");
        return new PassphraseSecrets(key, $"v1:{Convert.ToBase64String(salt)}:{secrets.Encrypt(CheckWord)}");
    }

    /// <exception cref="SecretsException">The salt text has another form, or the passphrase is another one.</exception>
    public static PassphraseSecrets Open(string passphrase, string saltText)
    {
        var parts = saltText.Split(':', 3);
        if (parts.Length != 3 || parts[0] != "v1")
        {
            throw new SecretsException("malformed state value");
        }

        byte[] salt;
        try
        {
            salt = Convert.FromBase64String(parts[1]);
        }
        catch (FormatException)
        {
            throw new SecretsException("malformed state value");
        }

        var secrets = new PassphraseSecrets(Derive(passphrase, salt), saltText);
        try
        {
            if (secrets.Decrypt(parts[2]) == CheckWord)
            {
                return secrets;
            }
        }
        catch (SecretsException) { }

        throw new SecretsException(IncorrectPassphrase);
    }

    public string Encrypt(string clear)
    {
        var nonce = RandomNumberGenerator.GetBytes(12);
        var bytes = Encoding.UTF8.GetBytes(clear);
        var sealedText = new byte[bytes.Length + 16];
        using var aes = new AesGcm(_key, 16);
        aes.Encrypt(nonce, bytes, sealedText.AsSpan(0, bytes.Length), sealedText.AsSpan(bytes.Length));
        return $"v1:{Convert.ToBase64String(nonce)}:{Convert.ToBase64String(sealedText)}";
    }

    /// <exception cref="SecretsException">The text has another form or was sealed with another key.</exception>
    public string Decrypt(string cipher)
    {
        var parts = cipher.Split(':');
        if (parts.Length != 3 || parts[0] != "v1")
        {
            throw new SecretsException("bad value");
        }

        try
        {
            var nonce = Convert.FromBase64String(parts[1]);
            if (nonce.Length != 12)
            {
                throw new SecretsException("bad value: nonce size is incorrect");
            }

            var sealedText = Convert.FromBase64String(parts[2]);
            if (sealedText.Length < 16)
            {
                throw new SecretsException("cipher: message authentication failed");
            }

            var clear = new byte[sealedText.Length - 16];
            using var aes = new AesGcm(_key, 16);
            aes.Decrypt(nonce, sealedText.AsSpan(0, clear.Length), sealedText.AsSpan(clear.Length), clear);
            return Encoding.UTF8.GetString(clear);
        }
        catch (FormatException)
        {
            throw new SecretsException("bad value");
        }
        catch (CryptographicException)
        {
            throw new SecretsException("cipher: message authentication failed");
        }
    }

    private static byte[] Derive(string passphrase, byte[] salt)
    {
        var name = Convert.ToHexString(SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(passphrase)]));
        return Keys.GetOrAdd(
            name,
            _ => Rfc2898DeriveBytes.Pbkdf2(passphrase, salt, Rounds, HashAlgorithmName.SHA256, 32)
        );
    }
}

/// <summary>A secret cannot be read; the message holds no part of it.</summary>
public sealed class SecretsException(string message) : Exception(message);
