using YamlDotNet.RepresentationModel;

namespace CustomerLake.Environments.Workspaces;

/// <summary>
/// A stack's configuration in its workspace: that of the project's file, what the workspace keeps by itself (the suffix,
/// the lease, the salt of secrets), and the caller's settings over both.
/// </summary>
internal sealed class StackConfig(string project, string file)
{
    private const string SuffixKey = "suffix";
    private const string LeaseKey = "lease";

    private static readonly string[] _secrets = ["secretsprovider", "encryptedkey", "encryptionsalt"];

    public string? Suffix => Get(SuffixKey);

    public string? Lease => Get(LeaseKey);

    public void Write(string definition, IReadOnlyDictionary<string, string> settings)
    {
        var merged = YamlFile.Read(definition);
        var config = merged.Section("config");
        if (YamlFile.ReadIfThere(file) is { } kept)
        {
            foreach (var name in _secrets.Where(name => kept.Text(name) is not null && merged.Text(name) is null))
            {
                merged.Set(name, kept.Text(name)!);
            }

            foreach (var key in new[] { Full(SuffixKey), Full(LeaseKey) })
            {
                if (kept.Section("config").Children.TryGetValue(key, out var value))
                {
                    config.Children.TryAdd(key, value);
                }
            }
        }

        foreach (var (key, value) in settings)
        {
            config.Children[Full(key)] = YamlFile.Quoted(value);
        }

        merged.Write(file);
    }

    public void SetSuffix(string suffix) => Set(SuffixKey, suffix);

    public string Full(string key) => key.Contains(':', StringComparison.Ordinal) ? key : $"{project}:{key}";

    public string? ConfiguredIn(IEnumerable<KeyValuePair<string, Pulumi.Automation.ConfigValue>> history) =>
        history.Where(e => e.Key == Full(SuffixKey)).Select(e => e.Value.Value).FirstOrDefault();

    private string? Get(string key) =>
        YamlFile.ReadIfThere(file)?.Section("config").Children.TryGetValue(Full(key), out var value) == true
            ? (value as YamlScalarNode)?.Value
            : null;

    private void Set(string key, string value)
    {
        var document = YamlFile.Read(file);
        document.Section("config").Children[Full(key)] = YamlFile.Quoted(value);
        document.Write(file);
    }
}
