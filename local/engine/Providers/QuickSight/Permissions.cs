using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Providers.Aws;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Providers.QuickSight;

/// <summary>Who may do what with a QuickSight thing: lists of actions by principal, granted and revoked by difference.</summary>
internal static class Permissions
{
    private static readonly Shape _shape = new(
        Field.Blocks("permissions", new Shape(Field.Plain("principal"), Field.Plain("actions")))
    );

    public static JsonObject Add(JsonObject request, PropertyMap inputs)
    {
        if (inputs.Find("permissions")?.AsItems is { Length: > 0 })
        {
            request["Permissions"] = _shape.ToJson(inputs)["Permissions"]!.DeepClone();
        }

        return request;
    }

    /// <param name="path">Of the thing; <c>permissions</c> lies below it.</param>
    public static async Task<PropertyValue> ReadAsync(
        string operation,
        ImmutableArray<string> path,
        AwsApi aws,
        CancellationToken cancellationToken
    )
    {
        var answer = await aws.QuickSightAsync(
            operation,
            HttpMethod.Get,
            [.. path, "permissions"],
            null,
            cancellationToken
        );
        return _shape.FromJson(answer).Find("permissions") ?? PropertyValue.Of([]);
    }

    public static async Task UpdateAsync(
        string operation,
        ImmutableArray<string> path,
        Change change,
        AwsApi aws,
        CancellationToken cancellationToken
    )
    {
        if (!change.Touches("permissions"))
        {
            return;
        }

        var (before, after) = (Of(change.Old), Of(change.New));
        var request = new JsonObject();
        Put(
            request,
            "GrantPermissions",
            after.Where(p => !before.TryGetValue(p.Key, out var had) || !had.SetEquals(p.Value))
        );
        Put(
            request,
            "RevokePermissions",
            before
                .Select(p => KeyValuePair.Create(p.Key, p.Value.Except(after.GetValueOrDefault(p.Key, []))))
                .Where(p => p.Value.Count > 0)
        );
        await aws.QuickSightAsync(operation, HttpMethod.Post, [.. path, "permissions"], request, cancellationToken);
    }

    private static void Put(
        JsonObject request,
        string name,
        IEnumerable<KeyValuePair<string, ImmutableSortedSet<string>>> permissions
    )
    {
        var list = permissions.ToList();
        if (list.Count > 0)
        {
            request[name] = new JsonArray([
                .. list.Select(p => new JsonObject
                {
                    ["Principal"] = p.Key,
                    ["Actions"] = new JsonArray([.. p.Value.Select(action => JsonValue.Create(action))]),
                }),
            ]);
        }
    }

    private static ImmutableSortedDictionary<string, ImmutableSortedSet<string>> Of(PropertyMap inputs) =>
        (inputs.Find("permissions")?.AsItems ?? [])
            .Select(item => item.AsMap ?? PropertyMap.Empty)
            .ToImmutableSortedDictionary(
                p => p.Text("principal") ?? "",
                p => (p.Find("actions")?.AsItems ?? []).Select(a => a.AsText ?? "").ToImmutableSortedSet(),
                StringComparer.Ordinal
            );
}
