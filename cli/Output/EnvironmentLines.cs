using CustomerLake.Environments;
using CustomerLake.Environments.Changes;

namespace CustomerLake.Cli.Output;

/// <summary>Tells of an environment's operation: either every line the command writes, or one line a step.</summary>
internal sealed class EnvironmentLines(Terminal terminal, bool everyLine) : IProgress<EnvironmentProgress>
{
    public void Report(EnvironmentProgress value)
    {
        switch (value)
        {
            case EnvironmentProgress.Line line when everyLine:
                terminal.WriteLine(line.Text, line.IsError);
                break;
            case EnvironmentProgress.Step { State: StepState.Failed } step:
                terminal.Say($"  failed    {step.Change.Type} {step.Change.Name}");
                break;
            case EnvironmentProgress.Message message when !everyLine && message.Severity is "warning" or "error":
                terminal.Say($"  {message.Severity}: {message.Text}");
                break;
        }
    }

    /// <summary>Such as <c>41 created, 2 updated, 3 unchanged in 1.2 s</c>.</summary>
    public static string Summary(EnvironmentResult result)
    {
        var counts = result
            .Changes.GroupBy(change => change.Kind)
            .OrderBy(group => group.Key)
            .Select(group => $"{group.Count()} {Word(group.Key)}")
            .Append($"{result.Unchanged} unchanged");
        return $"{string.Join(", ", counts)} in {result.Duration.TotalSeconds:F1} s";
    }

    private static string Word(ChangeKind kind) =>
        kind switch
        {
            ChangeKind.Create => "created",
            ChangeKind.Update => "updated",
            ChangeKind.Replace => "replaced",
            ChangeKind.Delete => "deleted",
            ChangeKind.Import => "imported",
            ChangeKind.Read => "read",
            _ => "same",
        };
}
