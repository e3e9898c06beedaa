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
    private readonly ClosingText _closing = new(options);
    private bool _stackShown;

    public void Show(EngineEvent happened)
    {
        _closing.Show(happened);
        switch (happened)
        {
            case EngineEvent.Prelude prelude:
                output.Write(prelude.Heading(options));
                output.WriteLine();
                break;
            case EngineEvent.ResourcePre pre:
                Begin(pre.Step);
                break;
            case EngineEvent.ResourceOutputs outputs:
                Done(outputs.Step);
                break;
            case EngineEvent.ResourceFailed failed:
                Line(failed.Step, $"**{OpText.Doing(failed.Step.Op)} failed**", ErrorsOf(failed.Step.Urn));
                break;
            case EngineEvent.Diagnostic diagnostic:
                Diagnose(diagnostic);
                break;
        }
    }

    public void Finish()
    {
        if (_closing.IsComplete)
        {
            LastLine(_closing.ErrorsOfStack);
            _closing.Write(output);
        }
    }

    private bool IsShown(StepView step) =>
        !ProviderReference.IsDefault(step.Urn) && (step.Op != StepOp.Same || options.ShowSames);

    private void Begin(StepView step)
    {
        _begun[step.Urn] = time.GetTimestamp();
        if (IsShown(step) && !options.Preview)
        {
            Line(step, OpText.Doing(step.Op), "");
        }
    }

    private void Done(StepView step)
    {
        if (step.Type == Urn.RootType)
        {
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
        var diff = step.ShownDiffs.Any() ? $"[diff: ~{string.Join(",", step.ShownDiffs)}]" : "";
        output.WriteLine($" {OpText.Sign(step.Op)} {step.Type} {step.Name} {word}{seconds} {diff}{extra}");
    }

    private string Elapsed(string urn) =>
        _begun.TryGetValue(urn, out var begun)
            ? time.GetElapsedTime(begun).TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture) + "s"
            : "0.00s";

    private void Diagnose(EngineEvent.Diagnostic diagnostic)
    {
        var text = $"{diagnostic.Prefix}{diagnostic.Message.TrimEnd('\n').Split('\n')[0]}";
        var (sign, type, name) =
            Urn.TryParse(diagnostic.Urn, out var urn) ? ("  ", urn.Type, urn.Name)
            : _closing.Stack is { } stack ? (OpText.Sign(stack.Op), stack.Type, stack.Name)
            : ("  ", Urn.RootType, options.Stack);
        output.WriteLine($" {sign} {type} {name} {text}");
    }

    private string ErrorsOf(string urn) =>
        _closing.Diagnostics.LastOrDefault(diagnostic => diagnostic.Urn == urn) is { } last
            ? $"error: {last.Message.TrimEnd('\n').Split('\n')[0]}"
            : "";

    private void LastLine(int errors)
    {
        if (_closing.Stack is { } stack && (!_stackShown || errors > 0))
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
}
