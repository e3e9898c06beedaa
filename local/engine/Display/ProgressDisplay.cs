using System.Globalization;
using CustomerLake.Local.Engine.Commands;
using CustomerLake.Local.Engine.Deploy;
using CustomerLake.Local.Engine.Events;
using CustomerLake.Local.Engine.State;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Display;

/// <summary>A line for each step that begins and ends, then diagnostics, outputs and the summary.</summary>
internal sealed class ProgressDisplay(DisplayOptions options, CommandOutput output, TimeProvider time) : IDisplay
{
    private readonly Dictionary<string, long> _begun = new(StringComparer.Ordinal);
    private readonly List<EngineEvent.Diagnostic> _diagnostics = [];
    private readonly HashSet<string> _failed = new(StringComparer.Ordinal);
    private StepView? _stack;
    private PropertyMap? _oldOutputs;
    private EngineEvent.Summary? _summary;
    private bool _stackShown;

    public void Show(EngineEvent happened)
    {
        switch (happened)
        {
            case EngineEvent.Prelude prelude:
                output.WriteLine($"{options.Heading} ({options.Stack}):");
                if (options.ShowConfig)
                {
                    output.WriteLine("Configuration:");
                    foreach (var (key, value) in prelude.Config)
                    {
                        output.WriteLine($"    {key}: {value}");
                    }
                }

                output.WriteLine();
                break;
            case EngineEvent.ResourcePre pre:
                Begin(pre.Step);
                break;
            case EngineEvent.ResourceOutputs outputs:
                Done(outputs.Step);
                break;
            case EngineEvent.ResourceFailed failed:
                _failed.Add(failed.Step.Urn);
                Line(failed.Step, $"**{OpText.Doing(failed.Step.Op)} failed**", ErrorsOf(failed.Step.Urn));
                break;
            case EngineEvent.Diagnostic diagnostic:
                Diagnose(diagnostic);
                break;
            case EngineEvent.Summary summary:
                _summary = summary;
                break;
        }
    }

    public void Finish()
    {
        if (_summary is not { } summary)
        {
            return;
        }

        var errors = _diagnostics.Where(diagnostic => diagnostic.Severity == "error").ToList();
        LastLine(errors.Count(error => error.Urn is null));
        Diagnostics();
        Outputs();
        output.Write(SummaryText.Resources(summary, errors.Select(error => error.Urn).Distinct().Count()));
        output.WriteLine();
        if (!summary.Preview)
        {
            var seconds = Math.Max(1, (int)Math.Round(summary.Duration.TotalSeconds));
            output.WriteLine($"Duration: {seconds.ToString(CultureInfo.InvariantCulture)}s");
            output.WriteLine();
        }
    }

    private bool IsShown(StepView step) =>
        !ProviderReference.IsDefault(step.Urn) && (step.Op != StepOp.Same || options.ShowSames);

    private void Begin(StepView step)
    {
        _begun[step.Urn] = time.GetTimestamp();
        if (step.Type == Urn.RootType)
        {
            _stack = step;
            _oldOutputs ??= step.Old?.Outputs;
        }

        if (IsShown(step) && !options.Preview)
        {
            Line(step, OpText.Doing(step.Op), "");
        }
    }

    private void Done(StepView step)
    {
        if (step.Type == Urn.RootType)
        {
            _stack = step;
            _stackShown = step.Op != StepOp.Same;
        }

        if (IsShown(step))
        {
            Line(step, options.Preview ? OpText.Planned(step.Op) : OpText.Done(step.Op), "");
        }
    }

    private void Line(StepView step, string word, string extra)
    {
        var seconds = options.Preview || word.Length == 0 ? "" : $" ({Elapsed(step.Urn)})";
        var diff = step.Diffs.Length > 0 ? $"[diff: ~{string.Join(",", step.Diffs)}]" : "";
        output.WriteLine($" {OpText.Sign(step.Op)} {step.Type} {step.Name} {word}{seconds} {diff}{extra}");
    }

    private string Elapsed(string urn) =>
        _begun.TryGetValue(urn, out var begun)
            ? time.GetElapsedTime(begun).TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture) + "s"
            : "0.00s";

    private void Diagnose(EngineEvent.Diagnostic diagnostic)
    {
        _diagnostics.Add(diagnostic);
        var text = $"{diagnostic.Prefix}{diagnostic.Message.TrimEnd('\n').Split('\n')[0]}";
        var (sign, type, name) =
            Urn.TryParse(diagnostic.Urn, out var urn) ? ("  ", urn.Type, urn.Name)
            : _stack is { } stack ? (OpText.Sign(stack.Op), stack.Type, stack.Name)
            : ("  ", Urn.RootType, options.Stack);
        output.WriteLine($" {sign} {type} {name} {text}");
    }

    private string ErrorsOf(string urn) =>
        _diagnostics.LastOrDefault(diagnostic => diagnostic.Urn == urn) is { } last
            ? $"error: {last.Message.TrimEnd('\n').Split('\n')[0]}"
            : "";

    private void LastLine(int errors)
    {
        if (_stack is { } stack && (!_stackShown || errors > 0))
        {
            var word =
                errors == 0 ? ""
                : options.Preview ? ""
                : "**failed**";
            output.WriteLine(
                $" {OpText.Sign(stack.Op)} {stack.Type} {stack.Name} {word} {(errors == 0 ? "" : $"{errors} error{(errors == 1 ? "" : "s")}")}"
            );
        }
    }

    private void Diagnostics()
    {
        if (_diagnostics.Count == 0)
        {
            return;
        }

        output.WriteLine("Diagnostics:");
        foreach (var group in _diagnostics.GroupBy(diagnostic => diagnostic.Urn))
        {
            var heading = Urn.TryParse(group.Key ?? _stack?.Urn, out var urn)
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

    private void Outputs()
    {
        if (options.SuppressOutputs || options.IsRefresh || _stack is not { } stack || stack.Op == StepOp.Delete)
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
