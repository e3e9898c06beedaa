using System.Buffers;

namespace CustomerLake.Local.Engine.State;

/// <summary>A stack of a project in the file backend, whose only organization is <c>organization</c>.</summary>
public sealed record StackName(string Project, string Name)
{
    public const string Organization = "organization";

    private static readonly SearchValues<char> Allowed = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_."
    );

    public string Qualified => $"{Organization}/{Project}/{Name}";

    /// <summary>Reads <c>name</c>, <c>organization/name</c> or <c>organization/project/name</c>.</summary>
    /// <exception cref="StateFormatException">The text names no stack; the message says why.</exception>
    public static StackName Parse(string text, string project)
    {
        var parts = text.Split('/');
        if (parts.Length > 3)
        {
            throw new StateFormatException($"could not parse stack name '{text}'");
        }

        if (parts.Length > 1 && parts[0] != Organization)
        {
            throw new StateFormatException($"organization name must be '{Organization}'");
        }

        var name = parts[^1];
        if (name.Length == 0)
        {
            throw new StateFormatException("missing stack name");
        }

        if (name.Length > 100)
        {
            throw new StateFormatException("a stack name cannot exceed 100 characters");
        }

        var at = name.AsSpan().IndexOfAnyExcept(Allowed);
        return at < 0
            ? new StackName(parts.Length == 3 ? parts[1] : project, name)
            : throw new StateFormatException(
                "a stack name may only contain alphanumeric, hyphens, underscores, or periods: "
                    + $"invalid character '{name[at]}' at position {at}"
            );
    }
}
