using System.CommandLine;

namespace CustomerLake.Cli.Commands.Previews;

/// <summary><c>lake preview VERB</c>: a pull request's own environment, from nothing to nothing.</summary>
internal static class PreviewCommands
{
    public static void AddTo(Command preview, LakePaths paths)
    {
        preview.Add(PreviewUpCommand.Make(paths));
        preview.Add(PreviewDownCommand.Make(paths));
        preview.Add(PreviewListCommand.Make(paths));
        preview.Add(PreviewSweepCommand.Make(paths));
        preview.Add(PreviewReportCommand.Make(paths));
    }
}
