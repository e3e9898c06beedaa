using System.Collections.Immutable;
using Pulumi;
using Aws = Pulumi.Aws;

namespace CustomerLake.Infra.Serve;

/// <summary>A QuickSight group for each persona.</summary>
internal sealed class ReaderGroups : ComponentResource
{
    public ReaderGroups(Lake lake, ComponentResource parent)
        : base("lake:serve:ReaderGroups", "groups", new ComponentResourceOptions { Parent = parent })
    {
        var groups = Persona.All.Select(persona => (persona.Key, Group: Make(lake, persona))).ToList();
        Names = ByPersona(groups.Select(g => (g.Key, g.Group.GroupName)));
        Arns = ByPersona(groups.Select(g => (g.Key, g.Group.Arn)));
        RegisterOutputs();
    }

    /// <summary>Persona to group name.</summary>
    public Output<ImmutableDictionary<string, string>> Names { get; }

    /// <summary>Persona to group ARN.</summary>
    public Output<ImmutableDictionary<string, string>> Arns { get; }

    private Aws.Quicksight.Group Make(Lake lake, Persona persona) =>
        new(
            persona.Key,
            new Aws.Quicksight.GroupArgs { GroupName = lake.Names.Of(persona.Word), Description = persona.Description },
            Lake.Under(this)
        );

    private static Output<ImmutableDictionary<string, string>> ByPersona(
        IEnumerable<(string Key, Output<string> Value)> values
    )
    {
        var pairs = values.ToList();
        return Output
            .All(pairs.Select(p => p.Value))
            .Apply(known =>
                pairs.Select((p, i) => (p.Key, Value: known[i])).ToImmutableDictionary(p => p.Key, p => p.Value)
            );
    }
}
