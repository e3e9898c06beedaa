using System.Collections.Immutable;
using CustomerLake.Infra.Foundation;
using CustomerLake.Infra.Serve;
using Pulumi;

namespace CustomerLake.Infra.Consume;

/// <summary>The people who use the results, a role each: analysts, data scientists, decision makers.</summary>
internal sealed class Personas : ComponentResource
{
    public Personas(Lake lake, LakeFoundation foundation, CustomerDashboards serve)
        : base("lake:consume:Personas", "consume")
    {
        var trust = foundation.CallerArn.Apply(caller => Trust(lake.Settings.PersonaPrincipals, caller));
        var roles = Persona.All.Select(persona => Make(persona).Arn).ToList();
        Roles = Output
            .All(roles)
            .Apply(arns =>
                Persona.All.Select((p, i) => (p.Key, Arn: arns[i])).ToImmutableDictionary(p => p.Key, p => p.Arn)
            );
        RegisterOutputs();

        Actor Make(Persona persona) =>
            new(
                lake,
                new ActorArgs
                {
                    Role = persona.Word,
                    Description = persona.Description,
                    Trust = trust,
                    Permissions = foundation.Arns.Apply(arns => Permissions(persona, arns)),
                },
                this
            );
    }

    /// <summary>Persona to role ARN.</summary>
    public Output<ImmutableDictionary<string, string>> Roles { get; }

    internal static PolicyDocument Permissions(Persona persona, LakeArns arns) =>
        persona == Persona.Analyst
            ? new([AthenaGrants.Browse(), .. AthenaGrants.Query(arns, ["curated"]), ReadDashboard(arns)])
        : persona == Persona.DataScientist
            ? new([
                AthenaGrants.Browse(),
                .. AthenaGrants.Query(arns, ["curated", "raw"]),
                .. Files(arns),
                ReadDashboard(arns),
            ])
        : persona == Persona.DecisionMaker ? new(ReadDashboard(arns))
        : throw new ArgumentException($"'{persona.Key}' has no permissions.");

    /// <summary>Files for notebooks, without Athena between; the curated zone only.</summary>
    private static IEnumerable<Statement> Files(LakeArns arns) =>
        [
            .. Grants.Read(arns, BucketRoles.Curated).Select(s => s with { Sid = s.Sid + "Files" }),
            Grants.UseKey(arns, ["kms:Decrypt"]) with
            {
                Sid = "DecryptFiles",
            },
        ];

    private static Statement ReadDashboard(LakeArns arns) =>
        new()
        {
            Sid = "ReadDashboard",
            Actions =
            [
                "quicksight:DescribeDashboard",
                "quicksight:ListDashboardVersions",
                "quicksight:GetDashboardEmbedUrl",
            ],
            Resources = [arns.Dashboard],
        };

    private static PolicyDocument Trust(ImmutableArray<string> principals, string caller) =>
        new(
            new Statement
            {
                Sid = "PeopleActAs",
                Principal = Principal.Aws(principals.IsEmpty ? [Lasting(caller)] : principals),
                Actions = ["sts:AssumeRole"],
            }
        );

    /// <summary>The role behind a session: the session's own ARN would change with every deployment.</summary>
    internal static string Lasting(string caller) =>
        caller.Split(':', 6) is ["arn", var partition, "sts", _, var account, var resource]
        && resource.Split('/') is ["assumed-role", var role, _]
            ? $"arn:{partition}:iam::{account}:role/{role}"
            : caller;
}
