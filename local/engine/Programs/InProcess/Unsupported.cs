using Pulumi;

namespace CustomerLake.Local.Engine.Programs.InProcess;

/// <summary>What a program may ask of Pulumi that cannot be had in process: refused by name, never ignored.</summary>
internal static class Unsupported
{
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
        if (options.GetType().GetProperty(member)?.GetValue(options) is not null)
        {
            throw new RunException($"'{name}' uses {what}, which the embedded engine does not support.");
        }
    }
}
