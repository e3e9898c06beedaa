namespace Pulumi.Automation;

public abstract partial class Workspace
{
    private static readonly string[] _extensions = [".yaml", ".yml", ".json"];

    public async Task<ProjectSettings?> GetProjectSettingsAsync(CancellationToken cancellationToken = default) =>
        await ReadAsync<ProjectSettings>(FileOf("Pulumi"), cancellationToken);

    public Task SaveProjectSettingsAsync(ProjectSettings settings, CancellationToken cancellationToken = default) =>
        WriteAsync(FileOf("Pulumi"), settings, cancellationToken);

    public async Task<StackSettings?> GetStackSettingsAsync(
        string stackName,
        CancellationToken cancellationToken = default
    ) => await ReadAsync<StackSettings>(StackFileOf(stackName), cancellationToken);

    public Task SaveStackSettingsAsync(
        string stackName,
        StackSettings settings,
        CancellationToken cancellationToken = default
    ) => WriteAsync(StackFileOf(stackName), settings, cancellationToken);

    internal string FileOf(string name) =>
        _extensions.Select(extension => Path.Combine(WorkDir, name + extension)).FirstOrDefault(File.Exists)
        ?? Path.Combine(WorkDir, name + _extensions[0]);

    /// <summary>The file of a stack whose name may be qualified: <c>organization/project/stack</c>.</summary>
    private string StackFileOf(string stackName) => FileOf($"Pulumi.{stackName.Split('/')[^1]}");

    private async Task<T?> ReadAsync<T>(string file, CancellationToken cancellationToken)
        where T : class
    {
        if (!File.Exists(file))
        {
            return null;
        }

        var text = await File.ReadAllTextAsync(file, cancellationToken);
        return IsJson(file) ? _serializer.DeserializeJson<T>(text) : _serializer.DeserializeYaml<T>(text);
    }

    private Task WriteAsync<T>(string file, T settings, CancellationToken cancellationToken)
        where T : class =>
        File.WriteAllTextAsync(
            file,
            IsJson(file) ? _serializer.SerializeJson(settings) : _serializer.SerializeYaml(settings),
            cancellationToken
        );

    private static bool IsJson(string file) => Path.GetExtension(file) == ".json";
}
