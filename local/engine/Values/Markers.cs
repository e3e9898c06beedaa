namespace CustomerLake.Local.Engine.Values;

/// <summary>The signatures by which Pulumi marks special values inside JSON.</summary>
public static class Markers
{
    public const string Key = "4dabf18193072939515e22adb298388d";
    public const string Secret = "1b47061264138c4ac30d75fd1eb44270";
    public const string Asset = "c44067f5952c0a294b673a41bacd8c17";
    public const string Archive = "0def7320c3a5731c473e5ecbe6d01bc7";
    public const string Reference = "5cf8f73096256a8f31e491e813e4eb8e";
    public const string Unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    /// <summary>A composite value as the map that stands for it; secrets are the caller's business.</summary>
    internal static PropertyMap Plain(PropertyValue value) =>
        value switch
        {
            PropertyValue.MapValue map => map.Entries,
            PropertyValue.AssetValue asset => Named(
                Asset,
                ("hash", asset.Hash),
                ("text", asset.Text),
                ("path", asset.Path),
                ("uri", asset.Uri)
            ),
            PropertyValue.ArchiveValue archive => archive.Assets is { } assets
                ? Named(Archive, ("hash", archive.Hash)).With("assets", assets)
                : Named(Archive, ("hash", archive.Hash), ("path", archive.Path), ("uri", archive.Uri)),
            PropertyValue.ResourceReferenceValue reference => WithId(
                Named(Reference, ("urn", reference.Urn), ("packageVersion", reference.PackageVersion)),
                reference.Id
            ),
            _ => throw new InvalidOperationException($"A {value.GetType().Name} is no composite value."),
        };

    /// <summary>What a marked map stands for; null when the map is an ordinary one (or a secret).</summary>
    internal static PropertyValue? Special(PropertyMap map) =>
        map.Text(Key) switch
        {
            Asset => new PropertyValue.AssetValue(
                map.Text("text"),
                map.Text("path"),
                map.Text("uri"),
                map.Text("hash")
            ),
            Archive => new PropertyValue.ArchiveValue(
                map.Find("assets")?.AsMap,
                map.Text("path"),
                map.Text("uri"),
                map.Text("hash")
            ),
            Reference => new PropertyValue.ResourceReferenceValue(
                map.Text("urn") ?? "",
                map.Find("id") is { } id ? (id.AsText == Unknown ? PropertyValue.Unknown : id) : null,
                map.Text("packageVersion") ?? ""
            ),
            _ => null,
        };

    private static PropertyMap WithId(PropertyMap map, PropertyValue? id) =>
        id is null ? map : map.With("id", id is PropertyValue.UnknownValue ? Unknown : id);

    private static PropertyMap Named(string signature, params (string Name, string? Value)[] members) =>
        PropertyMap
            .Of((Key, signature))
            .With(
                members
                    .Where(member => member.Value is not null)
                    .Select(member => KeyValuePair.Create(member.Name, PropertyValue.Of(member.Value)))
            );
}
