using System.Globalization;
using CustomerLake.Local.Engine.Settings;
using CustomerLake.Local.Engine.State;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Commands;

/// <summary>A stack's configuration file as <c>config</c> works on it.</summary>
internal sealed class StackSettings(CommandContext context, StackName stack, StackFile file, string? given, bool isPath)
{
    public StackFile File => file;

    public StackName Stack => stack;

    public static StackSettings Open(CommandContext context, CommandLine line)
    {
        var stack = context.Stack(line);
        var given = line.Value("config-file");
        return new StackSettings(context, stack, context.LoadStackFile(stack, given), given, line.Has("path"));
    }

    public string Qualified(string name) => ConfigKey.Qualified(name, isPath, context.Project.Name);

    public (string Key, ConfigPath Path) Key(string name) => ConfigKey.Parse(name, isPath, context.Project.Name);

    public CommandFailedException NotFound(string name)
    {
        var shown = ConfigKey.Short(Qualified(name), context.Project.Name);
        return new CommandFailedException($"configuration key '{shown}' not found for stack '{stack.Name}'");
    }

    public string Decrypt(string cipher) => context.Secrets(stack, file, given).Decrypt(cipher);

    public string Encrypt(string clear) => context.Secrets(stack, file, given).Encrypt(clear);

    public void Save() => context.SaveStackFile(stack, file, given);

    /// <param name="type">string, bool, int or float; null takes it from the text, but only below the first level.</param>
    /// <exception cref="SettingsException">The key, the path or the value will not do.</exception>
    public void Set(string name, string text, bool secret, string? type = null)
    {
        var (key, path) = Key(name);
        ConfigNode node =
            secret ? new ConfigNode.Secure(Encrypt(text))
            : type is not null ? Typed(text, type)
            : path.Parts.Count > 1 ? Guessed(text)
            : new ConfigNode.Scalar(text, Plain: false);
        Set(key, path, node);
    }

    public void Set(string key, ConfigPath path, ConfigNode node) =>
        file.Set(key, path.Parts.Count == 1 ? node : path.Set(file.Find(key), node));

    private static ConfigNode.Scalar Typed(string text, string type) =>
        type switch
        {
            "string" => new ConfigNode.Scalar(text, Plain: false),
            "int"
                when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) =>
                new ConfigNode.Scalar(whole.ToString(CultureInfo.InvariantCulture), Plain: true),
            "int" => throw new SettingsException($"strconv.Atoi: parsing \"{text}\": invalid syntax"),
            "bool" => new ConfigNode.Scalar(
                text is "1" or "t" or "T" or "true" or "TRUE" or "True" ? "true" : "false",
                Plain: true
            ),
            "float" when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) =>
                new ConfigNode.Scalar(GoJson.Number(number), Plain: true),
            "float" => throw new SettingsException($"strconv.ParseFloat: parsing \"{text}\": invalid syntax"),
            _ => throw new CommandFailedException(
                $"invalid type \"{type}\"; must be one of string, int, bool, or float"
            ),
        };

    /// <summary>A whole number or a boolean when it looks like one; a leading zero makes it text.</summary>
    private static ConfigNode.Scalar Guessed(string text)
    {
        if (text is "true" or "false")
        {
            return new ConfigNode.Scalar(text, Plain: true);
        }

        var isNumber =
            (text.Length == 1 || !text.StartsWith('0'))
            && Int128.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= long.MinValue
            && number <= ulong.MaxValue;
        return isNumber
            ? new ConfigNode.Scalar(
                Int128.Parse(text, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture),
                Plain: true
            )
            : new ConfigNode.Scalar(text, Plain: false);
    }
}
