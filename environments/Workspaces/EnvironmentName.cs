using System.Globalization;
using System.Text.RegularExpressions;

namespace CustomerLake.Environments.Workspaces;

/// <summary>The name of an environment: a stack with a file of its own, or <c>pr-N</c>, made from the template.</summary>
internal static partial class EnvironmentName
{
    /// <summary>The flavour that every preview is made from; no environment itself.</summary>
    public const string Template = "preview";

    private const string PreviewPrefix = "pr-";

    public static string OfPreview(int pullRequest) =>
        pullRequest > 0
            ? PreviewPrefix + pullRequest.ToString(CultureInfo.InvariantCulture)
            : throw new EnvironmentException(
                FailureReason.Unknown,
                $"'{pullRequest}' is no number of a pull request; give a whole number from 1."
            );

    public static int? PullRequestOf(string stack) =>
        stack.StartsWith(PreviewPrefix, StringComparison.Ordinal)
        && int.TryParse(stack[PreviewPrefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number > 0
        && OfPreview(number) == stack
            ? number
            : null;

    /// <summary>The file with the stack's definition.</summary>
    /// <exception cref="EnvironmentException">There is no such environment.</exception>
    public static string FileOf(string stack, string projectFolder)
    {
        if (!Allowed().IsMatch(stack))
        {
            throw new EnvironmentException(
                FailureReason.Unknown,
                $"'{stack}' is no name of an environment: letters, digits, '-', '_' and '.', up to 100."
            );
        }

        var file = Path.Combine(projectFolder, $"Pulumi.{stack}.yaml");
        if (stack != Template && File.Exists(file))
        {
            return file;
        }

        var template = Path.Combine(projectFolder, $"Pulumi.{Template}.yaml");
        return PullRequestOf(stack) is not null && File.Exists(template)
            ? template
            : throw new EnvironmentException(
                FailureReason.Unknown,
                $"There is no environment '{stack}': {Known(projectFolder)}. A new one needs a file Pulumi.{stack}.yaml."
            );
    }

    private static string Known(string projectFolder)
    {
        var names = Directory.Exists(projectFolder)
            ? Directory
                .EnumerateFiles(projectFolder, "Pulumi.*.yaml")
                .Select(file => Path.GetFileName(file)["Pulumi.".Length..^".yaml".Length])
                .Where(name => name != Template)
                .Order(StringComparer.Ordinal)
                .ToList()
            : [];
        return names.Count == 0 ? $"'{projectFolder}' has none" : $"there are {string.Join(", ", names)} and pr-N";
    }

    [GeneratedRegex(@"^[A-Za-z0-9_.-]{1,100}\z")]
    private static partial Regex Allowed();
}
