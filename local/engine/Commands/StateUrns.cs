using CustomerLake.Local.Engine.State;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Commands;

/// <summary>Resources of a state as users name them, and what to say when there is none.</summary>
internal static class StateUrns
{
    public static CommandFailedException Missing() =>
        new("Must supply <resource URN> unless pulumi is run interactively");

    /// <param name="stack">Where to look; empty for the current stack.</param>
    public static string Hint(string stack = "")
    {
        var flag = stack.Length == 0 ? "" : $" --stack {stack}";
        return $"To list the resource URNs in the stack, run `pulumi stack --show-urns{flag}`; "
            + $"to inspect the full state, run `pulumi stack export{flag}`.";
    }

    /// <summary>The one resource of that URN.</summary>
    public static ResourceState Find(Snapshot snapshot, string urn)
    {
        if (!Urn.TryParse(urn, out _))
        {
            throw new CommandFailedException($"\"{urn}\" is not a valid resource URN\n{Hint()}");
        }

        var found = snapshot.Resources.Where(state => state.Urn == urn).ToList();
        return found switch
        {
            [] => throw NotFound(snapshot.Resources, urn),
            [var one] => one,
            _ => throw new CommandFailedException(
                "Resource URN ambiguously referred to multiple resources. Did you mean:\n"
                    + string.Concat(found.Select(state => $"  {state.Id}\n"))
            ),
        };
    }

    public static CommandFailedException NotFound(IEnumerable<ResourceState> candidates, string urn)
    {
        var near = Math.Max(2, urn.Length / 4);
        var alike = candidates
            .Select(state => state.Urn)
            .Distinct(StringComparer.Ordinal)
            .Select(candidate => (Urn: candidate, Distance: Distance(candidate, urn)))
            .Where(candidate => candidate.Distance <= near)
            .OrderBy(candidate => candidate.Distance)
            .Take(3)
            .Select(candidate => $"  {candidate.Urn}\n")
            .ToList();
        return new CommandFailedException(
            $"No such resource \"{urn}\" exists in the current state\n"
                + (alike.Count == 0 ? "" : $"Did you mean:\n{string.Concat(alike)}")
                + Hint()
        );
    }

    /// <summary>How many letters must be changed, added or dropped, capitals aside.</summary>
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var isSame = char.ToLowerInvariant(left[i - 1]) == char.ToLowerInvariant(right[j - 1]);
                var change = diagonal + (isSame ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(Math.Min(row[j], row[j - 1]) + 1, change);
            }
        }

        return row[^1];
    }
}
