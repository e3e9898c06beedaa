using System.Text.Json.Nodes;
using CsCheck;
using CustomerLake.Tests.Unit.Engine.Lifecycle;

namespace CustomerLake.Tests.Unit.Engine;

/// <summary>What a random program says of one resource; which one it is, is its place in the program.</summary>
internal sealed record RandomNode(int Kind, int Size, int Needs, int Above, int Options)
{
    public const int Count = 6;

    public static readonly Gen<RandomNode> Any = Gen.Select(
        Gen.Int[0, 5],
        Gen.Int[0, 3],
        Gen.Int[-1, Count - 2],
        Gen.Int[-1, Count - 2],
        Gen.Int[0, 1023],
        (kind, size, needs, above, options) => new RandomNode(kind, size, needs, above, options)
    );

    public bool IsRenamed => Has(0) && Has(1);

    public bool IsRetained => Has(2) && Has(3) && Has(4);

    private bool IsProtected => Has(5) && Has(6) && Has(7);

    private bool InComponent => Above < 1;

    private bool Has(int option) => (Options & (1 << option)) > 0;

    /// <summary>The node of a program; those that it names come before it.</summary>
    public JsonObject ToJson(int place, IReadOnlyList<RandomNode?> program)
    {
        var (name, before) = IsRenamed ? ($"m{place}", $"n{place}") : ($"n{place}", $"m{place}");
        var inputs = new JsonObject { ["name"] = $"n{place}", ["size"] = Size };
        if (Needs >= 0 && Needs < place && program[Needs] is not null)
        {
            JsonNode reference = Nodes.Ref($"n{Needs}.{(Has(9) ? "id" : "computed")}");
            var (input, value) = (Kind, Has(8)) switch
            {
                (0, _) => ("immutable", reference),
                (1, _) => ("renamed", reference),
                (_, true) => ("list", new JsonArray("first", reference)),
                _ => ("note", reference),
            };
            inputs[input] = value;
        }
        else if (Kind < 2)
        {
            inputs[Kind == 0 ? "immutable" : "renamed"] = $"{Size}";
        }

        if (Kind == 2)
        {
            inputs["secretText"] = Nodes.Secret("s3cr3t-value");
        }

        var node = Kind == 3 ? Nodes.Plain(name, inputs) : Nodes.Thing(name, inputs);
        node["key"] = $"n{place}";
        node["options"] = OptionsOf(place, before, program);
        return node;
    }

    private JsonObject OptionsOf(int place, string before, IReadOnlyList<RandomNode?> program)
    {
        var options = new JsonObject { ["aliases"] = new JsonArray(new JsonObject { ["name"] = before }) };
        if (InComponent)
        {
            options["parent"] = "g";
        }
        else if (Above < place && program[Above] is not null)
        {
            options[Has(8) ? "parent" : "dependsOn"] = Has(8) ? $"n{Above}" : new JsonArray($"n{Above}");
        }

        if (Kind == 4)
        {
            options["provider"] = "p";
        }

        foreach (
            var (name, isSet) in new[]
            {
                ("deleteBeforeReplace", Has(0)),
                ("protect", IsProtected),
                ("retainOnDelete", IsRetained),
            }
        )
        {
            if (isSet)
            {
                options[name] = true;
            }
        }

        if (Kind == 5)
        {
            options[Has(8) ? "ignoreChanges" : "replaceOnChanges"] = new JsonArray("size");
        }

        return options;
    }
}

/// <summary>What goes wrong at one call of the provider.</summary>
internal sealed record RandomFault(string Call, int Place, string Mode)
{
    private static readonly string[] Calls = ["create", "update", "delete", "read", "check", "diff"];
    private static readonly string[] Modes = ["fail", "partial", "unavailable", "hang"];

    public static readonly Gen<RandomFault> Any = Gen.Select(
        Gen.Int[0, Calls.Length - 1].Select(at => Calls[at]),
        Gen.Int[0, RandomNode.Count - 1],
        Gen.Int[0, Modes.Length - 1].Select(at => Modes[at]),
        (call, place, mode) => new RandomFault(call, place, mode)
    );

    /// <summary>A resource has one of two names.</summary>
    public IEnumerable<string> Keys => [$"{Call}:n{Place}", $"{Call}:m{Place}"];
}

/// <summary>One operation with a program, and what befalls it.</summary>
/// <param name="KilledAt">The write before which the process dies; 0 for none.</param>
/// <param name="GoneOutside">The place of the resource that somebody deletes by hand before; -1 for none.</param>
internal sealed record RandomRound(
    RandomNode?[] Program,
    int ProviderRegion,
    RandomFault[] Faults,
    string Operation,
    int KilledAt,
    int GoneOutside
)
{
    private static readonly string[] Operations =
    [
        "up",
        "up",
        "up --continue-on-error",
        "up --refresh",
        "up --target **3",
        "up --target **2 --target-dependents",
        "preview",
        "refresh",
        "refresh --target **1",
        "destroy",
        "destroy --target **4 --target-dependents",
    ];

    public static readonly Gen<RandomRound> Any = Gen.Select(
        RandomNode.Any.Null(0.3).Array[RandomNode.Count],
        Gen.Int[0, 1],
        RandomFault.Any.Array[0, 2],
        Gen.Int[0, Operations.Length - 1].Select(at => Operations[at]),
        Gen.Int[-60, 30].Select(at => Math.Max(0, at)),
        Gen.Int[-20, RandomNode.Count - 1].Select(place => Math.Max(-1, place)),
        (program, region, faults, operation, killedAt, gone) =>
            new RandomRound(program!, region, faults, operation, killedAt, gone)
    );

    public string Verb => Operation.Split(' ')[0];

    public string[] Flags => Operation.Split(' ')[1..];

    public string ProgramText => Nodes.Program(ProgramNodes);

    /// <summary>The round as a step of a scenario, which <c>./lake scenarios</c> plays.</summary>
    public JsonObject ToStep()
    {
        var step = new JsonObject
        {
            ["operation"] = Verb,
            ["flags"] = new JsonArray([.. Flags.Select(flag => (JsonNode)flag)]),
            ["program"] = JsonNode.Parse(ProgramText),
            ["faults"] = new JsonObject(
                Faults
                    .SelectMany(fault => fault.Keys.Select(key => (key, fault.Mode)))
                    .DistinctBy(fault => fault.key)
                    .Select(fault =>
                        KeyValuePair.Create<string, JsonNode?>(fault.key, new JsonObject { ["mode"] = fault.Mode })
                    )
            ),
            ["result"] = new JsonObject(),
        };
        string[] notes =
        [
            GoneOutside >= 0 ? $"n{GoneOutside} is deleted by hand before it" : "",
            KilledAt > 0 ? $"the process dies before its write {KilledAt}" : "",
        ];
        if (notes.Any(note => note.Length > 0))
        {
            step["note"] = string.Join("; ", notes.Where(note => note.Length > 0));
        }

        return step;
    }

    private IEnumerable<JsonObject> ProgramNodes =>
        [
            Nodes.Provider("p", new { region = $"r{ProviderRegion}" }),
            Nodes.Component("g"),
            .. Program
                .Index()
                .Where(node => node.Item is not null)
                .Select(node => node.Item!.ToJson(node.Index, Program)),
        ];
}
