namespace CustomerLake.Local.Engine.Settings;

/// <summary>A configuration key as a user gives it: without a namespace it belongs to the project.</summary>
internal static class ConfigKey
{
    /// <summary>The key with its namespace, and the path below it.</summary>
    /// <exception cref="SettingsException">The text names no key.</exception>
    public static (string Key, ConfigPath Path) Parse(string text, bool isPath, string project)
    {
        var full = Qualified(text, isPath, project);
        if (!isPath)
        {
            return (full, new ConfigPath([full]));
        }

        var colon = full.IndexOf(':', StringComparison.Ordinal);
        var path = ConfigPath.Parse(full[(colon + 1)..]);
        return ($"{full[..colon]}:{path.Key}", path);
    }

    /// <summary>The full key, its path still in it: only the first part of a path is asked for a namespace.</summary>
    /// <exception cref="SettingsException">The text names no key.</exception>
    public static string Qualified(string text, bool isPath, string project)
    {
        if (isPath && text.AsSpan().IndexOfAny('[', '.') is > 0 and var end)
        {
            return Qualified(text[..end], isPath: false, project) + text[end..];
        }

        return text.Split(':') switch
        {
            [_] => $"{project}:{text}",
            [_, _] => text,
            [var space, "config", var name] => $"{space}:{name}",
            _ => throw new SettingsException(
                $"invalid configuration key: could not parse {text} as a configuration key "
                    + "(configuration keys should be of the form `<namespace>:<name>`)"
            ),
        };
    }

    /// <summary>A key as a stack file has it.</summary>
    /// <exception cref="SettingsException">The text is no key.</exception>
    public static string OfFile(string text, string project)
    {
        try
        {
            return Qualified(text, isPath: false, project);
        }
        catch (SettingsException fault)
        {
            throw new SettingsException(
                fault.Message.Replace("invalid configuration key", "could not unmarshal map", StringComparison.Ordinal)
            );
        }
    }

    /// <summary>Without the namespace when it is the project's.</summary>
    public static string Short(string key, string project) =>
        key.StartsWith(project + ":", StringComparison.Ordinal) ? key[(project.Length + 1)..] : key;
}
