using System.Runtime.CompilerServices;
using Amazon.KeyManagementService.Model;
using CustomerLake.Harness;

namespace CustomerLake.Environments.Leftovers;

/// <summary>Aliases by name, keys by tag: a key has no name, and once deleted it waits for days, which counts as left.</summary>
internal static class KeyLeftovers
{
    public static async IAsyncEnumerable<Leftover> AskAsync(
        AwsTarget target,
        EnvironmentMark mark,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var kms = target.Kms();
        var aliases = Pages.ReadAsync<AliasListEntry>(
            async token =>
            {
                var page = await kms.ListAliasesAsync(new ListAliasesRequest { Marker = token }, cancellationToken);
                return (page.Aliases, page.Truncated == true ? page.NextMarker : null);
            },
            cancellationToken
        );
        await foreach (var alias in aliases)
        {
            if (mark.IsOn(alias.AliasName))
            {
                yield return new Leftover("kms", "alias", alias.AliasName);
            }
        }

        var keys = Pages.ReadAsync<KeyListEntry>(
            async token =>
            {
                var page = await kms.ListKeysAsync(new ListKeysRequest { Marker = token }, cancellationToken);
                return (page.Keys, page.Truncated == true ? page.NextMarker : null);
            },
            cancellationToken
        );
        await foreach (var key in keys)
        {
            if (await IsMarkedAsync(key.KeyId))
            {
                yield return new Leftover("kms", "key", key.KeyId);
            }
        }

        async Task<bool> IsMarkedAsync(string keyId)
        {
            var tags = await kms.ListResourceTagsAsync(
                new ListResourceTagsRequest { KeyId = keyId },
                cancellationToken
            );
            return mark.IsOn(tags.Tags?.Select(tag => KeyValuePair.Create(tag.TagKey, tag.TagValue)) ?? []);
        }
    }
}
