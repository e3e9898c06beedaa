using System.Globalization;
using System.Text;
using CustomerLake.Local.Engine.Deploy;
using CustomerLake.Local.Engine.Events;

namespace CustomerLake.Local.Engine.Display;

/// <summary>The block <c>Resources:</c> at the end.</summary>
internal static class SummaryText
{
    private static readonly StepOp[] Order =
    [
        StepOp.Create,
        StepOp.Update,
        StepOp.Delete,
        StepOp.Replace,
        StepOp.Read,
        StepOp.Import,
        StepOp.Discard,
        StepOp.RemovePendingReplace,
    ];

    public static string Resources(EngineEvent.Summary summary, int errors)
    {
        var text = new StringBuilder("Resources:\n");
        var kinds = 0;
        var changes = 0;
        foreach (var op in Order)
        {
            var count = summary.Changes.GetValueOrDefault(op.Name());
            if (count == 0)
            {
                continue;
            }

            kinds++;
            changes += count;
            var word = summary.Preview ? $"to {OpText.Planned(op)}" : OpText.Done(op);
            text.Append("    ").Append(OpText.Sign(op)).Append(Number(count)).Append(' ').Append(word).Append('\n');
        }

        var same = summary.Changes.GetValueOrDefault("same");
        var parts = new List<string>();
        if (kinds > 1)
        {
            parts.Add($"{Number(changes)} changes");
        }

        if (same > 0)
        {
            parts.Add($"{Number(same)} unchanged");
        }

        if (parts.Count > 0)
        {
            text.Append("    ").AppendJoin(". ", parts).Append('\n');
        }

        if (errors > 0)
        {
            text.Append("    ").Append(Number(errors)).Append(" errored\n");
        }

        return text.ToString();
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
