using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Pulumi.Automation.Serialization;

namespace Pulumi.Automation;

/// <summary>What <c>Pulumi.yaml</c> says.</summary>
public class ProjectSettings
{
    public ProjectSettings(string name, ProjectRuntimeName runtime)
        : this(name, new ProjectRuntime(runtime)) { }

    [JsonConstructor]
    public ProjectSettings(string name, ProjectRuntime runtime) =>
        (Name, Runtime) = (name, runtime ?? new ProjectRuntime(ProjectRuntimeName.NodeJS));

    public string Name { get; set; }

    public ProjectRuntime Runtime { get; set; }

    public string? Main { get; set; }

    public string? Description { get; set; }

    public string? Author { get; set; }

    public string? Website { get; set; }

    public string? License { get; set; }

    public string? Config { get; set; }

    public ProjectTemplate? Template { get; set; }

    public ProjectBackend? Backend { get; set; }

    internal static ProjectSettings Default(string name) =>
        new(name, ProjectRuntimeName.Dotnet) { Main = Directory.GetCurrentDirectory() };

    /// <summary>Whether nothing was said but a name: such settings give way to those of a file.</summary>
    internal bool IsDefault => IsSameAs(Default(Name));

    internal bool IsSameAs(ProjectSettings other) =>
        JsonNode.DeepEquals(LocalSerializer.ToNode(this), LocalSerializer.ToNode(other));
}

public class ProjectRuntime(ProjectRuntimeName name)
{
    public ProjectRuntimeName Name { get; set; } = name;

    public ProjectRuntimeOptions? Options { get; set; }
}

public class ProjectRuntimeOptions
{
    public bool? TypeScript { get; set; }

    public string? Binary { get; set; }

    public string? VirtualEnv { get; set; }
}

public class ProjectTemplate
{
    public string? Description { get; set; }

    public string? QuickStart { get; set; }

    public IDictionary<string, ProjectTemplateConfigValue>? Config { get; set; }

    public bool? Important { get; set; }
}

public class ProjectTemplateConfigValue
{
    public string? Description { get; set; }

    public string? Default { get; set; }

    public bool? Secret { get; set; }
}

public class ProjectBackend
{
    public string? Url { get; set; }
}
