using Pulumi;

namespace Pulumi.Aws;

/// <summary>What the generated classes share.</summary>
internal static class Utilities
{
    public const string Version = "7.48.0";

    /// <summary>The value, marked secret; null stays null.</summary>
    public static Input<T>? Secret<T>(Input<T>? value)
    {
        if (value is null)
        {
            return null;
        }

        return Output.Tuple(value.ToOutput(), Output.CreateSecret(0)).Apply(both => both.Item1);
    }

    /// <summary>The first of the variables that is set.</summary>
    public static Input<string>? Environment(params string[] names) =>
        names.Select(System.Environment.GetEnvironmentVariable).FirstOrDefault(v => !string.IsNullOrEmpty(v))
            is { } value
            ? (Input<string>)value
            : null;

    public static InvokeOptions WithDefaults(this InvokeOptions? options)
    {
        options ??= new InvokeOptions();
        options.Version ??= Version;
        return options;
    }

    public static InvokeOutputOptions WithDefaults(this InvokeOutputOptions options)
    {
        options.Version ??= Version;
        return options;
    }
}

/// <summary>Ties a class to its type token, with the package's version.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class AwsResourceTypeAttribute(string type) : ResourceTypeAttribute(type, Utilities.Version);
