using System.Buffers;
using System.Text;

namespace CustomerLake.Local.Engine.State;

/// <summary>A stack of a project in the file backend, whose only organization is <c>organization</c>.</summary>
public sealed record StackName(string Project, string Name)
{
    public const string Organization = "organization";

    private static readonly SearchValues<byte> Allowed = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_."u8
    );

    public string Qualified => $"{Organization}/{Project}/{Name}";

    /// <summary>Reads <c>name</c>, <c>organization/name</c> or <c>organization/project/name</c>.</summary>
    /// <exception cref="StateFormatException">The text names no stack; the message says why.</exception>
    public static StackName Parse(string text, Func<string> project)
    {
        if (text.Length == 0)
        {
            throw new StateFormatException("stack name must not be empty");
        }

        var parts = text.Split('/');
        if (parts.Length is 2 or 3 && parts[0].Length > 0 && parts[0] != Organization)
        {
            throw new StateFormatException($"organization name must be '{Organization}'");
        }

        var within = parts.Length == 3 && parts[1].Length > 0 ? parts[1] : project();
        ThrowIfNoName(within);
        var name = parts.Length > 3 ? "" : parts[^1];
        if (name.Length == 0)
        {
            throw new StateFormatException("a stack name may not be empty");
        }

        var bytes = Encoding.UTF8.GetBytes(name);
        if (bytes.Length > 100)
        {
            throw new StateFormatException("a stack name cannot exceed 100 characters");
        }

        var at = bytes.AsSpan().IndexOfAnyExcept(Allowed);
        return at < 0
            ? new StackName(within, name)
            : throw new StateFormatException(
                "a stack name may only contain alphanumeric, hyphens, underscores, or periods: "
                    + $"invalid character '{(char)bytes[at]}' at position {at}"
            );
    }

    private static void ThrowIfNoName(string project)
    {
        var bytes = Encoding.UTF8.GetBytes(project);
        if (bytes.Length > 100)
        {
            throw new StateFormatException("project names are limited to 100 characters");
        }

        if (bytes.AsSpan().ContainsAnyExcept(Allowed))
        {
            throw new StateFormatException(
                "project names may only contain alphanumerics, hyphens, underscores, and periods"
            );
        }
    }
}
