using System.Text.Json;
using CustomerLake.Cli;
using CustomerLake.Local.Engine.Secrets;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Tests.Unit.Engine;

/// <summary>Secure values that the pulumi CLI wrote open here, and the form is the same the other way round.</summary>
public sealed class SecretVectorTests
{
    [Fact]
    public void Values_written_by_the_pulumi_CLI_open_under_their_passphrase()
    {
        using var json = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(Checkout.Root, "tests", "truth", "pulumi", "secrets.json"))
        );
        var opened = 0;

        foreach (var vector in json.RootElement.GetProperty("vectors").EnumerateArray())
        {
            var secrets = PassphraseSecrets.Open(
                vector.GetProperty("passphrase").GetString()!,
                vector.GetProperty("encryptionsalt").GetString()!
            );
            foreach (var value in vector.GetProperty("configValues").EnumerateArray())
            {
                Assert.Equal(
                    value.GetProperty("plaintext").GetString(),
                    secrets.Decrypt(value.GetProperty("secure").GetString()!)
                );
                opened++;
            }

            foreach (var value in vector.GetProperty("stateValues").EnumerateArray())
            {
                var clear = secrets.Decrypt(value.GetProperty("ciphertext").GetString()!);
                Assert.Equal(value.GetProperty("plaintext").GetString(), clear);
                using var document = JsonDocument.Parse(clear);
                Assert.Equal(clear, GoJson.Write(PropertyJson.Read(document.RootElement, null)));
                opened++;
            }
        }

        Assert.True(opened > 10);
    }

    [Fact]
    public void A_sealed_value_opens_under_the_same_salt_text_and_under_no_other_passphrase()
    {
        var secrets = PassphraseSecrets.Create("right");
        var cipher = secrets.Encrypt("a secret");

        Assert.Equal("a secret", PassphraseSecrets.Open("right", secrets.Salt).Decrypt(cipher));
        Assert.Equal(
            "incorrect passphrase",
            Assert.Throws<SecretsException>(() => PassphraseSecrets.Open("wrong", secrets.Salt)).Message
        );
        Assert.NotEqual(cipher, secrets.Encrypt("a secret"));
    }
}
