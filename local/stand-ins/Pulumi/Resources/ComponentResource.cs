using System.Reflection;

namespace Pulumi;

/// <summary>A group of resources under one name.</summary>
public class ComponentResource : Resource
{
    public ComponentResource(string type, string name, ComponentResourceOptions? options = null)
        : this(type, name, ResourceArgs.Empty, options) { }

    public ComponentResource(
        string type,
        string name,
        ResourceArgs? args,
        ComponentResourceOptions? options = null,
        bool remote = false
    )
        : base(
            type,
            name,
            custom: false,
            args ?? ResourceArgs.Empty,
            options ?? new ComponentResourceOptions(),
            remote
        ) => this.remote = remote;

    internal readonly bool remote;

    protected void RegisterOutputs() =>
        RegisterOutputs(
            (
                from property in GetType().GetProperties()
                let attribute = property.GetCustomAttribute<OutputAttribute>()
                where attribute is not null && property.Name != nameof(Urn)
                select (
                    Name: string.IsNullOrWhiteSpace(attribute.Name) ? property.Name : attribute.Name,
                    Value: property.GetValue(this)
                )
            ).ToDictionary(p => p.Name, p => (object?)p.Value)
        );

    protected void RegisterOutputs(IDictionary<string, object?> outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        RegisterOutputs(Output.Create(outputs));
    }

    protected void RegisterOutputs(Task<IDictionary<string, object?>> outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        RegisterOutputs(Output.Create(outputs));
    }

    protected void RegisterOutputs(Output<IDictionary<string, object?>> outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        Deployment.Instance.Internal.RegisterOutputs(this, outputs);
    }
}

/// <summary>The root of all resources of a program.</summary>
public class Stack : ComponentResource
{
    internal const string TypeName = "pulumi:pulumi:Stack";

    public Stack(StackOptions? options = null)
        : base(
            TypeName,
            $"{Deployment.Instance.ProjectName}-{Deployment.Instance.StackName}",
            options is null
                ? null
                : new ComponentResourceOptions
                {
                    ResourceTransformations = options.ResourceTransformations,
                    ResourceTransforms = options.ResourceTransforms,
                }
        ) => Deployment.Instance.Internal.Stack = this;

    /// <summary>Exports the <see cref="OutputAttribute"/> properties that the constructor of the derived class has set.</summary>
    internal void ExportProperties()
    {
        var outputs = (
            from property in GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            let attribute = property.GetCustomAttribute<OutputAttribute>()
            where attribute is not null && !property.DeclaringType!.IsAssignableFrom(typeof(Stack))
            select (Name: attribute.Name ?? property.Name, Value: property.GetValue(this))
        ).ToList();

        if (outputs.Where(o => o.Value is null).Select(o => o.Name).ToList() is { Count: > 0 } unset)
        {
            throw new RunException(
                $"Output(s) '{string.Join(", ", unset)}' have no value assigned. [Output] attributed properties must be assigned inside Stack constructor."
            );
        }

        var wrong = outputs
            .Where(o =>
                o.Value!.GetType() is not { IsGenericType: true } type
                || type.GetGenericTypeDefinition() != typeof(Output<>)
            )
            .Select(o => o.Name)
            .ToList();
        if (wrong.Count > 0)
        {
            throw RunException.OutputsHaveIncorrectType(wrong);
        }

        RegisterOutputs(outputs.ToDictionary(o => o.Name, o => (object?)o.Value));
    }
}
