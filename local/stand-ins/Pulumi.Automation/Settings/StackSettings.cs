using System.Text.Json.Serialization;

namespace Pulumi.Automation;

/// <summary>What <c>Pulumi.&lt;stack&gt;.yaml</c> says.</summary>
public class StackSettings
{
    [JsonPropertyName("secretsprovider")]
    public string? SecretsProvider { get; set; }

    [JsonPropertyName("encryptedkey")]
    public string? EncryptedKey { get; set; }

    [JsonPropertyName("encryptionsalt")]
    public string? EncryptionSalt { get; set; }

    public IDictionary<string, StackSettingsConfigValue>? Config { get; set; }
}

/// <summary>A plain text (structured values as JSON), or a ciphertext.</summary>
public class StackSettingsConfigValue(string value, bool isSecure)
{
    public string Value { get; } = value;

    public bool IsSecure { get; } = isSecure;
}
