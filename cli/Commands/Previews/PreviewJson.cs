using CustomerLake.Environments;

namespace CustomerLake.Cli.Commands.Previews;

/// <summary>The preview verbs' JSON documents.</summary>
internal static class PreviewJson
{
    public static object Of(Preview preview, TimeProvider time) =>
        new
        {
            preview.PullRequest,
            Stack = Environments.Previews.StackOf(preview.PullRequest),
            Lease = preview.Lease?.ToString(),
            IsOver = preview.Lease?.IsOver(time) ?? false,
            preview.LastUpdate,
        };

    public static object Of(PreviewDown down) =>
        new
        {
            down.Stack,
            Existed = down.Destroyed is not null,
            down.Leftovers,
        };

    public static object Of(Swept swept) =>
        new
        {
            swept.Preview.PullRequest,
            swept.Reason,
            IsGone = swept.IsClean,
            Leftovers = swept.Down?.Leftovers ?? [],
            swept.Fault,
        };
}
