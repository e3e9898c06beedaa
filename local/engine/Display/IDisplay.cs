using CustomerLake.Local.Engine.Commands;
using CustomerLake.Local.Engine.Display.Live;
using CustomerLake.Local.Engine.Events;

namespace CustomerLake.Local.Engine.Display;

/// <summary>Shows an operation to a person or a machine as it goes.</summary>
internal interface IDisplay
{
    void Show(EngineEvent happened);

    /// <summary>After the last event.</summary>
    void Finish();
}

internal static class Displays
{
    /// <summary>The display that the flags ask for.</summary>
    public static IDisplay Choose(
        CommandLine line,
        OperationKind kind,
        bool preview,
        string stack,
        CommandOutput output,
        ILiveScreen? screen,
        TimeProvider time
    )
    {
        if (line.Has("json"))
        {
            return preview ? new PreviewJsonDisplay(output, line) : new EventJsonDisplay(output, time);
        }

        var options = new DisplayOptions(stack, kind.Heading(preview), preview)
        {
            IsRefresh = kind == OperationKind.Refresh,
            IsImport = kind == OperationKind.Import,
            ShowSames = line.Has("show-sames"),
            ShowSecrets = line.Has("show-secrets"),
            ShowConfig = line.Has("show-config"),
            SuppressOutputs = line.Has("suppress-outputs"),
            ShowReplacementSteps = line.Has("show-replacement-steps"),
        };
        return line.Has("diff") ? new DiffDisplay(options, output)
            : screen is null ? new ProgressDisplay(options, output, time)
            : new LiveDisplay(options, output, screen, time);
    }

    /// <summary>What stands above the progress of an operation.</summary>
    public static string Heading(this EngineEvent.Prelude prelude, DisplayOptions options) =>
        $"{options.Heading} ({options.Stack}):\n"
        + (
            options.ShowConfig
                ? $"Configuration:\n{string.Concat(prelude.Config.Select(entry => $"    {entry.Key}: {entry.Value}\n"))}"
                : ""
        );
}

internal sealed record DisplayOptions(string Stack, string Heading, bool Preview)
{
    public bool IsRefresh { get; init; }

    public bool IsImport { get; init; }

    public bool ShowSames { get; init; }

    public bool ShowSecrets { get; init; }

    public bool ShowConfig { get; init; }

    public bool SuppressOutputs { get; init; }

    public bool ShowReplacementSteps { get; init; }
}
