using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.State;

/// <summary>What was under way when the state was written.</summary>
public enum PendingKind
{
    Creating,
    Updating,
    Deleting,
    Reading,
    Importing,
}

public sealed record PendingOperation(ResourceState Resource, PendingKind Kind)
{
    public string KindText => Kind.ToString().ToLowerInvariant();
}

/// <summary>The state of a stack: resources in dependency order, and what was under way.</summary>
public sealed record Snapshot(ImmutableArray<ResourceState> Resources)
{
    /// <summary>The engine whose forms are written; state of a newer one is refused.</summary>
    public const string EngineVersion = "v3.274.1";

    public static readonly Snapshot Empty = new([]);

    public ImmutableArray<PendingOperation> Pending { get; init; } = [];

    /// <summary>The salt text of the passphrase provider; null when the state names no secrets provider.</summary>
    public string? SecretsSalt { get; init; }

    public ResourceState? Find(string urn) => Resources.FirstOrDefault(state => state.Urn == urn && !state.Delete);

    public ResourceState? RootStack => Resources.FirstOrDefault(state => state.Type == Urn.RootType && !state.Delete);

    /// <summary>Whether nothing is left but, at most, the stack's own resource.</summary>
    public bool IsOnlyRoot => Resources is [] or [{ Type: Urn.RootType }];

    /// <summary>The deployment as JSON (the content of <c>checkpoint.latest</c> and of <c>deployment</c>).</summary>
    public JsonObject ToJson(SecretForm form, DateTimeOffset time)
    {
        var json = new JsonObject
        {
            ["manifest"] = new JsonObject
            {
                ["time"] = time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture),
                ["magic"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(EngineVersion))),
                ["version"] = EngineVersion,
            },
        };
        if (SecretsSalt is not null)
        {
            json["secrets_providers"] = new JsonObject
            {
                ["type"] = "passphrase",
                ["state"] = new JsonObject { ["salt"] = SecretsSalt },
            };
        }

        if (Resources.Length > 0)
        {
            json["resources"] = new JsonArray([.. Resources.Select(state => ResourceStateJson.Write(state, form))]);
        }

        if (Pending.Length > 0)
        {
            json["pending_operations"] = new JsonArray([.. Pending.Select(pending => WritePending(pending, form))]);
        }

        json["metadata"] = new JsonObject();
        return json;
    }

    public static Snapshot Read(JsonElement json, Func<string, string>? decrypt) =>
        new(
            json.TryGetProperty("resources", out var resources) && resources.ValueKind == JsonValueKind.Array
                ? [.. resources.EnumerateArray().Select(item => ResourceStateJson.Read(item, decrypt))]
                : []
        )
        {
            Pending =
                json.TryGetProperty("pending_operations", out var pending) && pending.ValueKind == JsonValueKind.Array
                    ? [.. pending.EnumerateArray().Select(item => ReadPending(item, decrypt))]
                    : [],
            SecretsSalt = SaltOf(json),
        };

    public static string? SaltOf(JsonElement json) =>
        json.TryGetProperty("secrets_providers", out var provider)
        && provider.ValueKind == JsonValueKind.Object
        && provider.TryGetProperty("state", out var state)
        && state.ValueKind == JsonValueKind.Object
        && state.TryGetProperty("salt", out var salt)
            ? salt.GetString()
            : null;

    internal static JsonObject WritePending(PendingOperation pending, SecretForm form) =>
        new() { ["resource"] = ResourceStateJson.Write(pending.Resource, form), ["type"] = pending.KindText };

    internal static PendingOperation ReadPending(JsonElement json, Func<string, string>? decrypt) =>
        new(
            ResourceStateJson.Read(json.GetProperty("resource"), decrypt),
            Enum.Parse<PendingKind>(json.GetProperty("type").GetString()!, ignoreCase: true)
        );
}
