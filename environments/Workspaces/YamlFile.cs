using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;
using YamlDotNet.Serialization;

namespace CustomerLake.Environments.Workspaces;

/// <summary>A YAML document whose root is a mapping, read and written without loss of what is not known here.</summary>
internal sealed class YamlFile
{
    private YamlFile(YamlMappingNode root) => Root = root;

    public YamlMappingNode Root { get; }

    /// <exception cref="EnvironmentException">It is not YAML, or its root is no mapping.</exception>
    public static YamlFile Read(string file)
    {
        try
        {
            var stream = new YamlStream();
            using var reader = new StreamReader(file);
            stream.Load(reader);
            return stream.Documents switch
            {
                [] => new YamlFile([]),
                [{ RootNode: YamlMappingNode root }, ..] => new YamlFile(root),
                _ => throw new EnvironmentException(
                    FailureReason.Failed,
                    $"'{file}' holds no mapping; write it as 'config:' with a key a line."
                ),
            };
        }
        catch (YamlException fault)
        {
            throw new EnvironmentException(
                FailureReason.Failed,
                $"'{file}' cannot be read, line {fault.Start.Line}: {fault.Message}",
                fault
            );
        }
        catch (InvalidOperationException fault)
        {
            // Some malformed flow collections come out of the parser so, without a place.
            throw new EnvironmentException(FailureReason.Failed, $"'{file}' cannot be read: it is not YAML.", fault);
        }
    }

    public static YamlFile? ReadIfThere(string file) => File.Exists(file) ? Read(file) : null;

    public string? Text(string key) =>
        Root.Children.TryGetValue(key, out var node) ? (node as YamlScalarNode)?.Value : null;

    public void Set(string key, string value) => Root.Children[key] = Quoted(value);

    /// <summary>The mapping under a key, made where it is missing.</summary>
    public YamlMappingNode Section(string key)
    {
        if (!Root.Children.TryGetValue(key, out var node) || node is not YamlMappingNode section)
        {
            Root.Children[key] = section = [];
        }

        return section;
    }

    /// <summary>Writes the whole file beside its place and moves it there: a reader sees the old or the new one.</summary>
    public void Write(string file)
    {
        var beside = Path.Combine(Path.GetDirectoryName(file)!, Path.GetRandomFileName());
        using (var writer = new StreamWriter(beside))
        {
            new SerializerBuilder().Build().Serialize(writer, Root);
        }

        File.Move(beside, file, overwrite: true);
    }

    public static YamlScalarNode Quoted(string value) => new(value) { Style = ScalarStyle.DoubleQuoted };
}
