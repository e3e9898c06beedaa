using CustomerLake.Environments;
using CustomerLake.Tests.Unit.Automation;
using Microsoft.Extensions.Time.Testing;

namespace CustomerLake.Tests.Unit.Environments;

/// <summary>A project in a folder of its own, and a command that answers from a table.</summary>
internal sealed class EnvironmentFixture : IDisposable
{
    public EnvironmentFixture()
    {
        Directory.CreateDirectory(ProjectFolder);
        Write("Pulumi.yaml", "name: customer-lake\nruntime: dotnet\nmain: infra\nnovelty: kept\n");
        Write("Pulumi.dev.yaml", "config:\n  aws:region: eu-west-1\n  customer-lake:owner: data-platform\n");
        Write(
            "Pulumi.preview.yaml",
            "# template\nconfig:\n  aws:region: eu-west-1\n  customer-lake:deleteData: true\n"
        );
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("lake-environment-").FullName;

    public string ProjectFolder => Path.Combine(Folder, "project");

    public string WorkFolder => Path.Combine(Folder, "work");

    public ScriptedCommand Command { get; } = new();

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero));

    public List<EnvironmentProgress> Progress { get; } = [];

    public EnvironmentOptions Options =>
        new()
        {
            PulumiCommand = Command,
            ProjectFolder = ProjectFolder,
            WorkFolder = WorkFolder,
            Time = Time,
            NewSuffix = () => "abc12345",
            Progress = new Listener(Progress),
        };

    public string StackFile(string stack) => File.ReadAllText(Path.Combine(WorkFolder, stack, $"Pulumi.{stack}.yaml"));

    public void Write(string name, string text) => File.WriteAllText(Path.Combine(ProjectFolder, name), text);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private sealed class Listener(List<EnvironmentProgress> heard) : IProgress<EnvironmentProgress>
    {
        public void Report(EnvironmentProgress value) => heard.Add(value);
    }
}
