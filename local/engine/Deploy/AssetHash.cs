using System.Security.Cryptography;
using System.Text;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Deploy;

/// <summary>Assets and archives carry a hash of their content, so that a change of content is a difference.</summary>
internal static class AssetHash
{
    private const int Block = 512;

    public static PropertyMap Complete(PropertyMap inputs) =>
        inputs.Values.Any(value => value.Any(part => part is PropertyValue.AssetValue or PropertyValue.ArchiveValue))
            ? inputs.Rewrite(Complete)
            : inputs;

    private static PropertyValue Complete(PropertyValue value) =>
        value switch
        {
            PropertyValue.AssetValue { Hash: null } asset => asset with { Hash = Hash(Content(asset)) },
            PropertyValue.ArchiveValue { Hash: null } archive => archive with { Hash = Hash(Content(archive)) },
            _ => value,
        };

    private static byte[] Content(PropertyValue.AssetValue asset) =>
        asset switch
        {
            { Text: { } text } => Encoding.UTF8.GetBytes(text),
            { Path: { } path } => File.ReadAllBytes(path),
            _ => Encoding.UTF8.GetBytes(asset.Uri ?? ""),
        };

    /// <summary>An archive file's own bytes; otherwise the tar archive of its members, as Pulumi writes it.</summary>
    private static byte[] Content(PropertyValue.ArchiveValue archive)
    {
        if (archive.Path is { } file && File.Exists(file))
        {
            return File.ReadAllBytes(file);
        }

        if (archive.Uri is { } uri)
        {
            return Encoding.UTF8.GetBytes(uri);
        }

        using var tar = new MemoryStream();
        foreach (var (name, content) in Members(archive, "").OrderBy(member => member.Name, StringComparer.Ordinal))
        {
            tar.Write(TarHeader(name, content.Length));
            tar.Write(content);
            tar.Write(new byte[(Block - content.Length % Block) % Block]);
        }

        tar.Write(new byte[2 * Block]);
        return tar.ToArray();
    }

    private static IEnumerable<(string Name, byte[] Content)> Members(PropertyValue.ArchiveValue archive, string prefix)
    {
        if (archive.Path is { } folder)
        {
            foreach (var path in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
            {
                yield return (prefix + Path.GetRelativePath(folder, path).Replace('\\', '/'), File.ReadAllBytes(path));
            }
        }

        foreach (var (name, member) in archive.Assets ?? PropertyMap.Empty)
        {
            switch (member.Bare)
            {
                case PropertyValue.AssetValue asset:
                    yield return (prefix + name, Content(asset));
                    break;
                case PropertyValue.ArchiveValue inner:
                    foreach (var entry in Members(inner, $"{prefix}{name}/"))
                    {
                        yield return entry;
                    }

                    break;
            }
        }
    }

    private static byte[] TarHeader(string name, int size)
    {
        var header = new byte[Block];
        put(0, name);
        put(100, "0000600");
        put(108, "0000000");
        put(116, "0000000");
        put(124, Convert.ToString(size, 8).PadLeft(11, '0'));
        put(136, "00000000000");
        put(148, "        ");
        put(156, "0");
        put(257, "ustar");
        put(263, "00");
        put(329, "0000000");
        put(337, "0000000");
        put(148, Convert.ToString(header.Sum(part => part), 8).PadLeft(6, '0') + "\0 ");
        return header;

        void put(int at, string text) => Encoding.UTF8.GetBytes(text).AsSpan().CopyTo(header.AsSpan(at));
    }

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
