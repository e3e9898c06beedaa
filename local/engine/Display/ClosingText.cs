using System.Globalization;
using CustomerLake.Local.Engine.Commands;
using CustomerLake.Local.Engine.Deploy;
using CustomerLake.Local.Engine.Events;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Display;

/// <summary>What stands below the progress of an operation: diagnostics, outputs, the summary.</summary>
internal sealed class ClosingText(DisplayOptions options)
{
    private readonly List<EngineEvent.Diagnostic> _diagnostics = [];
    private PropertyMap? _oldOutputs;
    private EngineEvent.Summary? _summary;

    /// <summary>The last that is known of the stack itself.</summary>
    public StepView? Stack { get; private set; }

    public IReadOnlyList<EngineEvent.Diagnostic> Diagnostics => _diagnostics;

    /// <summary>Whether the operation came to its end; else there is nothing to say.</summary>
    public bool IsComplete => _summary is not null;

    private IEnumerable<EngineEvent.Diagnostic> Errors =>
        _diagnostics.Where(diagnostic => diagnostic.Severity == "error");

    public int ErrorsOfStack => Errors.Count(error => error.Urn is null);

    public void Show(EngineEvent happened)
    {
        switch (happened)
        {
            case EngineEvent.ResourcePre { Step: { Type: Urn.RootType } step }:
                Stack = step;
                _oldOutputs ??= step.Old?.Outputs;
                break;
            case EngineEvent.ResourceOutputs { Step: { Type: Urn.RootType } step }:
                Stack = step;
                break;
            case EngineEvent.Diagnostic diagnostic:
                _diagnostics.Add(diagnostic);
                break;
            case EngineEvent.Summary summary:
                _summary = summary;
                break;
        }
    }

    public void Write(CommandOutput output)
    {
        if (_summary is not { } summary)
        {
            return;
        }

        WriteDiagnostics(output);
        WriteOutputs(output);
        output.Write(SummaryText.Resources(summary, Errors.Select(error => error.Urn).Distinct().Count()));
        output.WriteLine();
        if (!summary.Preview)
        {
            var seconds = Math.Max(1, (int)Math.Round(summary.Duration.TotalSeconds));
            output.WriteLine($"Duration: {seconds.ToString(CultureInfo.InvariantCulture)}s");
            output.WriteLine();
        }
    }

    private void WriteDiagnostics(CommandOutput output)
    {
        if (_diagnostics.Count == 0)
        {
            return;
        }

        output.WriteLine("Diagnostics:");
        foreach (var group in _diagnostics.GroupBy(diagnostic => diagnostic.Urn))
        {
            var heading = Urn.TryParse(group.Key ?? Stack?.Urn, out var urn)
                ? $"{urn.Type} ({urn.Name})"
                : $"{Urn.RootType} ({options.Stack})";
            output.WriteLine($"  {heading}:");
            foreach (var diagnostic in group)
            {
                var lines = $"{diagnostic.Prefix}{diagnostic.Message.TrimEnd('\n')}".Split('\n');
                output.WriteLine(string.Join("\n", lines.Select(line => line.Length == 0 ? "" : $"    {line}")));
            }

            output.WriteLine();
        }
    }

    private void WriteOutputs(CommandOutput output)
    {
        if (options.SuppressOutputs || options.IsRefresh || Stack is not { } stack || stack.Op == StepOp.Delete)
        {
            return;
        }

        var (old, now) = (_oldOutputs ?? PropertyMap.Empty, stack.New?.Outputs ?? PropertyMap.Empty);
        if (old.Count == 0 && now.Count == 0)
        {
            return;
        }

        var text = new ValueText(options.ShowSecrets);
        if (stack.Op == StepOp.Create)
        {
            text.Members(now, 4, ' ');
        }
        else
        {
            text.Difference(old, now, 4, all: true);
        }

        output.WriteLine("Outputs:");
        output.Write(text.ToString());
        output.WriteLine();
    }
}
