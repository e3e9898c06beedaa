using System.Text.Json.Nodes;

namespace CustomerLake.Tests.Unit.Infra.Controls;

/// <summary>
/// A row of the table of security controls: looked up in the graph that the program made, with no constant of the
/// program's; and a change to the graph that must turn it red.
/// </summary>
/// <param name="Id">The row, such as <c>S3-09</c>.</param>
/// <param name="Violations">What is wrong, a text each.</param>
internal sealed record Control(
    string Id,
    string Demand,
    Func<ResourceGraph, IEnumerable<string>> Violations,
    Func<ResourceGraph, ResourceGraph> Break
)
{
    public const string Bucket = "aws:s3/bucket:Bucket";
    public const string RolePolicy = "aws:iam/policy:Policy";
    public const string RoleType = "aws:iam/role:Role";

    /// <summary>Every resource of a type has, at a path, a value that will do.</summary>
    public static Control Each(
        string id,
        string demand,
        string type,
        string path,
        Func<string?, bool> isRight,
        JsonNode? wrong
    ) =>
        new(
            id,
            demand,
            graph => graph.All(type).Where(r => !isRight(r.Text(path))).Select(r => $"{r}: {path} is '{r.Text(path)}'"),
            graph => graph.Set(type, path, wrong)
        );

    /// <summary>Nothing of a type is made.</summary>
    public static Control None(string id, string demand, string type, string example) =>
        new(
            id,
            demand,
            graph => graph.All(type).Select(r => $"{r} is made"),
            graph => graph.With(type, "wrong", example)
        );

    /// <summary>A rule over every statement of a kind of policy.</summary>
    public static Control Statements(
        string id,
        string demand,
        string type,
        string input,
        Func<PolicyStatement, bool> isRight,
        string wrong
    ) =>
        new(
            id,
            demand,
            graph => PolicyStatement.In(graph, type, input).Where(s => !isRight(s)).Select(s => $"{s}"),
            graph => graph.Changed(type, inputs => inputs[input] = Added($"{inputs[input]}", wrong))
        );

    /// <summary>A policy's text with one more statement.</summary>
    public static string Added(string policy, string statement)
    {
        var document = JsonNode.Parse(policy)!;
        ((JsonArray)document["Statement"]!).Add(JsonNode.Parse(statement));
        return document.ToJsonString();
    }

    public static bool IsTrue(string? value) => value == "true";

    public static bool IsSet(string? value) => !string.IsNullOrEmpty(value);

    /// <summary>A key of ours, rather than one of AWS's.</summary>
    public static bool IsCustomerKey(string? value) =>
        value is not null
        && value.StartsWith("arn:aws:kms:", StringComparison.Ordinal)
        && value.Contains(":key/", StringComparison.Ordinal);
}
