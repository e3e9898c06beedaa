using System.Collections;
using CustomerLake.Local.Engine.Values;
using Pulumi;

namespace CustomerLake.Local.Engine.Programs.InProcess;

/// <summary>What a program may ask of Pulumi that cannot be had in process: refused by name, never ignored.</summary>
internal static class Unsupported
{
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

        // Members that only newer SDKs have.
        Refuse(args.Options, name, "Hooks", "resource hooks");
        Refuse(args.Options, name, "ReplacementTrigger", "replacement triggers");
    }

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
