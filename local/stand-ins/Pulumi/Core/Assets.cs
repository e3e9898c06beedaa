using System.Collections.Immutable;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>A file or a bundle of files that is handed to a resource.</summary>
public abstract class AssetOrArchive
{
    private protected AssetOrArchive(string propName, object value)
    {
        ArgumentNullException.ThrowIfNull(value);
        (PropName, Value) = (propName, value);
    }

    internal string SigKey => this is Archive ? Wire.ArchiveSignature : Wire.AssetSignature;

    internal string PropName { get; }

    internal object Value { get; }

    /// <summary>The same content as a new object: what crosses to the engine is never the program's own instance.</summary>
    internal abstract AssetOrArchive Copy();
}

public abstract class Asset : AssetOrArchive
{
    private protected Asset(string propName, object value)
        : base(propName, value) { }
}

public abstract class Archive : AssetOrArchive
{
    private protected Archive(string propName, object value)
        : base(propName, value) { }
}

public sealed class StringAsset(string text) : Asset("text", text)
{
    internal override AssetOrArchive Copy() => new StringAsset((string)Value);
}

public sealed class FileAsset(string path) : Asset("path", path)
{
    internal override AssetOrArchive Copy() => new FileAsset((string)Value);
}

public sealed class RemoteAsset(string uri) : Asset("uri", uri)
{
    internal override AssetOrArchive Copy() => new RemoteAsset((string)Value);
}

public sealed class FileArchive(string path) : Archive("path", path)
{
    internal override AssetOrArchive Copy() => new FileArchive((string)Value);
}

public sealed class RemoteArchive(string uri) : Archive("uri", uri)
{
    internal override AssetOrArchive Copy() => new RemoteArchive((string)Value);
}

public sealed class AssetArchive(IDictionary<string, AssetOrArchive> assets)
    : Archive("assets", assets.ToImmutableDictionary())
{
    internal override AssetOrArchive Copy() =>
        new AssetArchive(
            ((ImmutableDictionary<string, AssetOrArchive>)Value).ToDictionary(e => e.Key, e => e.Value.Copy())
        );
}
