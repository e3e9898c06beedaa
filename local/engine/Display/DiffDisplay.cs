using CustomerLake.Local.Engine.Commands;
using CustomerLake.Local.Engine.Deploy;
using CustomerLake.Local.Engine.Events;
using CustomerLake.Local.Engine.State;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Display;

/// <summary><c>--diff</c>: each resource that changes with the properties that differ.</summary>
internal sealed class DiffDisplay(DisplayOptions options, CommandOutput output) : IDisplay
{
    private readonly HashSet<string> _errors = new(StringComparer.Ordinal);
    private readonly HashSet<string> _shown = new(StringComparer.Ordinal);
    private EngineEvent.Summary? _summary;

    public void Show(EngineEvent happened)
    {
        switch (happened)
        {
            case EngineEvent.Prelude prelude:
                output.Write(prelude.Heading(options));
                break;
            case EngineEvent.ResourcePre pre when IsShown(pre.Step):
                Resource(pre.Step);
                break;
            case EngineEvent.ResourceOutputs outputs when options.IsRefresh && outputs.Step.Op != StepOp.Same:
                Resource(outputs.Step);
                break;
            case EngineEvent.ResourceOutputs { Step.Type: Urn.RootType } outputs when !options.SuppressOutputs:
                StackOutputs(outputs.Step);
                break;
            case EngineEvent.Diagnostic diagnostic:
                if (diagnostic.Severity == "error")
                {
                    _errors.Add(diagnostic.Urn ?? "");
                }

                if (diagnostic.Severity == "info")
                {
                    output.Error(diagnostic.Message.TrimEnd('\n'));
                }
                else
                {
                    output.Write($"{diagnostic.Prefix}{diagnostic.Message}");
                }

                break;
            case EngineEvent.Summary summary:
                _summary = summary;
                break;
        }
    }

    public void Finish()
    {
        if (_summary is { } summary)
        {
            output.Write(SummaryText.Resources(summary, _errors.Count));
            if (!summary.Preview)
            {
                output.WriteLine();
                output.WriteLine($"Duration: {Math.Max(1, (int)Math.Round(summary.Duration.TotalSeconds))}s");
            }
        }
    }

    private bool IsShown(StepView step) =>
        !ProviderReference.IsDefault(step.Urn)
        && !options.IsRefresh
        && (step.Type == Urn.RootType || step.Op != StepOp.Same || options.ShowSames)
        && (options.ShowReplacementSteps || step.Op is not (StepOp.CreateReplacement or StepOp.DeleteReplaced))
        && (!options.ShowReplacementSteps || step.Op != StepOp.Replace);

    private static int Depth(StepView step) =>
        step.State?.Parent is { Length: > 0 } && step.Op is not (StepOp.Delete or StepOp.DeleteReplaced) ? 1 : 0;

    private void Resource(StepView step)
    {
        _shown.Add(step.Urn);
        var indent = new string(' ', Depth(step) * 4);
        var sign = OpText.Sign(step.Op).Trim();
        var head =
            sign.Length == 0
                ? Depth(step) == 0
                    ? "  "
                    : indent
                : $"{indent}{sign} ".TrimStart('\0');
        output.WriteLine($"{head}{step.Type}: ({step.Op.Name()})");
        var inner = indent + "    ";
        if (step.Old?.Id is { Length: > 0 } id)
        {
            output.WriteLine($"{inner}[id={id}]");
        }

        output.WriteLine($"{inner}[urn={step.Urn}]");
        if (step.Provider.Length > 0)
        {
            output.WriteLine($"{inner}[provider={step.Provider}]");
        }

        var text = new ValueText(options.ShowSecrets);
        var at = inner.Length;
        switch (step.Op)
        {
            case StepOp.Create or StepOp.CreateReplacement or StepOp.Import or StepOp.Read:
                text.Members(step.New!.Inputs, at, ' ');
                break;
            case StepOp.Delete or StepOp.DeleteReplaced or StepOp.Discard:
                text.Members(step.Old!.Inputs, at, ' ');
                break;
            case StepOp.Update or StepOp.Replace when step.Old is not null && step.New is not null:
                text.Changes(step.Old, step.New, indent.Length + 4);
                break;
        }

        output.Write(text.ToString());
    }

    private void StackOutputs(StepView step)
    {
        var (old, now) = (step.Old?.Outputs ?? PropertyMap.Empty, step.New?.Outputs ?? PropertyMap.Empty);
        if (old.Equals(now))
        {
            return;
        }

        var text = new ValueText(options.ShowSecrets);
        if (step.Old is null)
        {
            text.Members(now, 4, ' ');
        }
        else
        {
            text.Difference(old, now, 4, all: false);
        }

        output.WriteLine("    --outputs:--");
        output.Write(text.ToString());
    }
}
