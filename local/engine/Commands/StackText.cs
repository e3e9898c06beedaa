using System.Globalization;
using System.Text;
using CustomerLake.Local.Engine.State;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Commands;

/// <summary>What <c>pulumi stack</c> and <c>stack output</c> print.</summary>
internal static class StackText
{
    public static string Outputs(PropertyMap outputs, SecretForm form)
    {
        var text = new StringBuilder($"Current stack outputs ({outputs.Count}):\n");
        return outputs.Count == 0
            ? text.Append("    No output values currently in this stack\n").ToString()
            : text.Append(
                    Table.Render(
                        ["OUTPUT", "VALUE"],
                        outputs.Select(entry => new[] { entry.Key, Value(entry.Value, form) }),
                        "    "
                    )
                )
                .ToString();
    }

    /// <summary>Text as it is, anything else as compact JSON.</summary>
    public static string Value(PropertyValue value, SecretForm form) =>
        value switch
        {
            PropertyValue.SecretValue when form is SecretForm.MaskedText => SecretForm.Mask,
            { AsText: { } text } => text,
            _ => PropertyJson.Write(value, form).ToCompact(),
        };

    /// <summary>As a shell's assignment.</summary>
    public static string Shell(string name, PropertyValue value, SecretForm form) =>
        $"{name}={ShellText.Quote(Value(value, form))}";

    public static string Overview(CommandContext context, StackName stack, DateTimeOffset? time, CommandLine line)
    {
        var snapshot = context.LoadSnapshot(stack);
        var text = new StringBuilder($"Current stack is {context.Shown(stack)}:\n");
        text.Append(CultureInfo.InvariantCulture, $"    Managed by {Environment.MachineName}\n");
        if (time is { } saved)
        {
            var local = saved.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss.ffffff zz00", CultureInfo.InvariantCulture);
            text.Append(
                CultureInfo.InvariantCulture,
                $"    Last updated: {TimeText.Ago(context.Time.GetUtcNow(), saved)} ({local})\n"
            );
            text.Append(CultureInfo.InvariantCulture, $"    Pulumi version used: {Snapshot.EngineVersion}\n");
        }

        text.Append("    Secrets provider: passphrase\n");
        text.Append(CultureInfo.InvariantCulture, $"Current stack resources ({snapshot.Resources.Length}):\n");
        if (snapshot.Resources.Length == 0)
        {
            text.Append("    No resources currently in this stack\n\n");
        }
        else
        {
            text.Append(new StackTree(snapshot, line.Has("show-urns"), line.Has("show-ids")).Render()).Append('\n');
            SecretForm form = line.Has("show-secrets") ? new SecretForm.Bare() : new SecretForm.MaskedText();
            text.Append(Outputs(snapshot.RootStack?.Outputs ?? PropertyMap.Empty, form)).Append('\n');
        }

        return text.Append("Use `pulumi stack select` to change stack; `pulumi stack ls` lists known ones\n")
            .ToString();
    }
}
