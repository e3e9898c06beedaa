using System.Collections.Immutable;
using System.Reflection;
using CustomerLake.Local.Engine.Values;
using Pulumi;

namespace CustomerLake.Local.Engine.Programs.InProcess;

/// <summary>
/// The content of an asset, which the SDK keeps to itself: its member <c>Value</c> has the same name in the genuine
/// package and in the stand-in.
/// </summary>
internal static class AssetReader
{
    private static readonly PropertyInfo? Content = typeof(AssetOrArchive).GetProperty(
        "Value",
        BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public
    );

    public static PropertyValue Read(AssetOrArchive asset)
    {
        var content =
            Content?.GetValue(asset)
            ?? throw new NotSupportedException(
                $"the content of a {asset.GetType().Name} cannot be read with this version of the Pulumi SDK; "
                    + "give the content as text"
            );
        return asset switch
        {
            StringAsset => new PropertyValue.AssetValue((string)content, null, null),
            FileAsset => new PropertyValue.AssetValue(null, (string)content, null),
            RemoteAsset => new PropertyValue.AssetValue(null, null, (string)content),
            FileArchive => new PropertyValue.ArchiveValue(null, (string)content, null),
            RemoteArchive => new PropertyValue.ArchiveValue(null, null, (string)content),
            AssetArchive => new PropertyValue.ArchiveValue(
                PropertyMap.Of(
                    ((IEnumerable<KeyValuePair<string, AssetOrArchive>>)content).Select(entry =>
                        KeyValuePair.Create(entry.Key, Read(entry.Value))
                    )
                ),
                null,
                null
            ),
            _ => throw new NotSupportedException($"a {asset.GetType().Name} is not a supported asset"),
        };
    }
}
