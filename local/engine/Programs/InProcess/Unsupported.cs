using System.Collections;
using CustomerLake.Local.Engine.Values;
using Pulumi;

namespace CustomerLake.Local.Engine.Programs.InProcess;

/// <summary>What a program may ask of Pulumi that cannot be had in process: refused by name, never ignored.</summary>
internal static class Unsupported
{
    public const string CallsBack =
        "the program registers hooks or asynchronous transforms, which the embedded engine does not support; "
        + "nothing has been deleted.";

    private const string OutputText = "Calling [ToString] on an [Output<T>] is not supported";

    public static void Refuse(ResourceTransformationArgs args)
    {
        var name = args.Resource.GetResourceName();
        if (args.Options.ResourceTransforms.Count > 0)
        {
            throw new RunException(
                $"'{name}' uses asynchronous resource transforms, which the embedded engine does not support; "
                    + "use ResourceTransformations."
            );
        }

        // Of a package's generated classes those of components are made by its plugin; a program's own bear no token.
        if (
            args.Resource is ComponentResource
            && args.Resource.GetType().IsDefined(typeof(ResourceTypeAttribute), inherit: true)
        )
        {
            throw new RunException(RemoteText(name));
        }

        // Members that only newer SDKs have.
        Refuse(args.Options, name, "Hooks", "resource hooks");
        Refuse(args.Options, name, "ReplacementTrigger", "replacement triggers");
        Refuse(args.Options, name, "EnvVarMappings", "mappings of a provider's environment variables");
    }

    /// <summary>
    /// What is wrong with components that were made with <c>remote: true</c>, which shows only when their constructors are
    /// through; null when there is none.
    /// </summary>
    public static string? Remote(IEnumerable<ComponentResource> components) =>
        components.FirstOrDefault(SdkDeployment.IsRemote) is { } remote ? RemoteText(remote.GetResourceName()) : null;

    private static string RemoteText(string name) =>
        $"'{name}' is a remote component, which only a plugin could make; the embedded engine has none. "
        + "Use a component of the program's own.";

    /// <summary>
    /// An output that was put into a string leaves a sentence of the SDK's in it, which no service should ever be sent.
    /// </summary>
    public static void RefuseOutputText(string name, PropertyMap inputs)
    {
        foreach (var (property, value) in inputs)
        {
            if (value.Any(part => part.AsText?.Contains(OutputText, StringComparison.Ordinal) == true))
            {
                throw new RunException(
                    $"'{name}' has an Output in a string: its property '{property}' contains '{OutputText}'. "
                        + "Use Output.Format or Apply."
                );
            }
        }
    }

    public static void Refuse(StackOptions options)
    {
        if (options.ResourceTransforms.Count > 0)
        {
            throw new RunException(
                "the stack uses asynchronous resource transforms, which the embedded engine does not support; "
                    + "use ResourceTransformations."
            );
        }
    }

    private static void Refuse(ResourceOptions options, string name, string member, string what)
    {
        if (IsUsed(options.GetType().GetProperty(member)?.GetValue(options)))
        {
            throw new RunException($"'{name}' uses {what}, which the embedded engine does not support.");
        }
    }

    /// <summary>A binding is made when it is first read, with a list for each moment; empty ones ask for nothing.</summary>
    private static bool IsUsed(object? value)
    {
        var lists = value?.GetType().GetProperties().Where(p => typeof(ICollection).IsAssignableFrom(p.PropertyType));
        return lists?.ToList() switch
        {
            null => false,
            [] => true,
            var some => some.Any(property => property.GetValue(value) is ICollection { Count: > 0 }),
        };
    }
}
