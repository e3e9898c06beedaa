using System.Collections.Immutable;

namespace CustomerLake.Infra.Serve;

/// <summary>Somebody who consumes the lake's results.</summary>
/// <param name="Key">How outputs call it.</param>
/// <param name="Word">The last word of its names.</param>
internal sealed record Persona(string Key, string Word, string Description)
{
    public static readonly Persona Analyst = new(
        "analyst",
        "analyst",
        "Queries the curated zone and reads dashboards."
    );

    public static readonly Persona DataScientist = new(
        "dataScientist",
        "scientist",
        "Queries raw and curated data, reads curated files and dashboards."
    );

    public static readonly Persona DecisionMaker = new("decisionMaker", "decider", "Reads dashboards.");

    public static readonly ImmutableArray<Persona> All = [Analyst, DataScientist, DecisionMaker];
}
