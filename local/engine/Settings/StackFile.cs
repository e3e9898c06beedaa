using CustomerLake.Local.Engine.Settings.Yaml;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace CustomerLake.Local.Engine.Settings;

/// <summary><c>Pulumi.&lt;stack&gt;.yaml</c>: the salt and the configuration, in the order in which they were written.</summary>
public sealed class StackFile
{
    private readonly List<KeyValuePair<string, ConfigNode>> _config = [];
    private readonly List<KeyValuePair<string, ConfigNode>> _others = [];
    private string _original = "";

    public string? EncryptionSalt { get; set; }

    /// <summary>Full key → value.</summary>
    public IReadOnlyList<KeyValuePair<string, ConfigNode>> Config => _config;

    public string? SecretsProvider { get; private set; }

    public static string PathOf(string folder, string stack) =>
        new[] { ".yaml", ".yml" }
            .Select(ending => Path.Combine(folder, $"Pulumi.{stack}{ending}"))
            .FirstOrDefault(File.Exists)
        ?? Path.Combine(folder, $"Pulumi.{stack}.yaml");

    /// <exception cref="SettingsException">The file is no YAML, or uses what is not supported here.</exception>
    public static StackFile Load(string path, string project)
    {
        var file = new StackFile();
        if (!File.Exists(path))
        {
            return file;
        }

        YamlMappingNode? root;
        try
        {
            file._original = File.ReadAllText(path);
            root = YamlText.ReadMapping(file._original);
        }
        catch (YamlException fault)
        {
            throw new SettingsException($"could not unmarshal '{path}': {fault.Message}");
        }

        foreach (var (key, value) in root?.Children ?? new YamlMappingNode().Children)
        {
            file.Read(YamlText.Text(key), value, project);
        }

        return file;
    }

    public ConfigNode? Find(string key) => _config.FirstOrDefault(entry => entry.Key == key).Value;

    public void Set(string key, ConfigNode value)
    {
        var at = _config.FindIndex(entry => entry.Key == key);
        if (at < 0)
        {
            _config.Add(KeyValuePair.Create(key, value));
        }
        else
        {
            _config[at] = KeyValuePair.Create(key, value);
        }
    }

    /// <summary>Puts these entries in the place of all.</summary>
    public void Replace(IEnumerable<KeyValuePair<string, ConfigNode>> entries)
    {
        var all = entries.ToList();
        _config.Clear();
        _config.AddRange(all);
    }

    public void Remove(string key) => _config.RemoveAll(entry => entry.Key == key);

    /// <summary>The file as it was read, with what has changed.</summary>
    public string ToYaml()
    {
        var members = new List<(YamlTree.Scalar, YamlTree)>();
        if (SecretsProvider is not null)
        {
            members.Add((YamlScalars.Text("secretsprovider"), YamlScalars.Text(SecretsProvider)));
        }

        if (EncryptionSalt is not null)
        {
            members.Add((YamlScalars.Text("encryptionsalt"), YamlScalars.Text(EncryptionSalt)));
        }

        members.AddRange(_others.Select(other => (YamlScalars.Text(other.Key), YamlText.ToTree(other.Value))));
        if (_config.Count > 0)
        {
            members.Add((YamlScalars.Text("config"), YamlText.ToTree(new ConfigNode.Mapping(_config))));
        }

        var wanted = new YamlTree.Mapping { Members = members };
        return YamlWriter.Write(
            YamlReader.TryRead(_original) is YamlTree.Mapping was ? (YamlTree.Mapping)was.With(wanted) : wanted
        );
    }

    private void Read(string key, YamlNode value, string project)
    {
        switch (key)
        {
            case "encryptionsalt":
                EncryptionSalt = YamlText.Text(value);
                break;
            case "secretsprovider" when YamlText.Text(value) is { } provider && provider is not ("" or "passphrase"):
                throw new SettingsException(
                    $"the secrets provider '{provider}' is not supported: only the passphrase provider is"
                );
            case "secretsprovider":
                SecretsProvider = YamlText.Text(value);
                break;
            case "environment" when value is not YamlSequenceNode { Children.Count: 0 }:
                throw new SettingsException(
                    "'environment:' imports are not supported: they need Pulumi Cloud's ESC service. "
                        + "Put the values under 'config:'."
                );
            case "config" when value is YamlMappingNode config:
                foreach (var (name, node) in config.Children)
                {
                    Set(ConfigKey.OfFile(YamlText.Text(name), project), YamlText.ToConfig(node).AsEntry());
                }

                break;
            case "config" when YamlText.Text(value) is "" or "~" or "null":
                break;
            case "config":
                throw new SettingsException("could not unmarshal map: 'config' holds no keys");
            default:
                _others.Add(KeyValuePair.Create(key, YamlText.ToConfig(value)));
                break;
        }
    }
}

/// <summary>A settings file cannot be used; the message says which and why.</summary>
public sealed class SettingsException(string message) : Exception(message);
