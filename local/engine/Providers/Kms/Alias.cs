using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Providers.Aws;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Providers.Kms;

/// <summary><c>aws:kms/alias:Alias</c>; its id is its name.</summary>
internal sealed class Alias : AwsResource
{
    private const string Prefix = "alias/";

    public override string Type => "aws:kms/alias:Alias";

    public override ImmutableArray<string> ReplaceOn => ["name", "namePrefix"];

    public override ImmutableArray<string> Required => ["name", "targetKeyId"];

    public override ImmutableArray<string> OutputsOnly => ["arn", "targetKeyArn"];

    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        if (inputs.Text("name") is { } name && !name.StartsWith(Prefix, StringComparison.Ordinal))
        {
            yield return new CheckFailure("name", $"'{name}' is no alias: it begins with 'alias/'.");
        }
    }

    public override bool DeleteBeforeReplace(PropertyMap oldInputs, PropertyMap newInputs) =>
        Equals(oldInputs.Find("name"), newInputs.Find("name"));

    public override async Task<string> CreateAsync(PropertyMap inputs, AwsApi aws, CancellationToken cancellationToken)
    {
        await aws.KmsAsync("CreateAlias", Request(inputs), cancellationToken);
        return inputs.Text("name")!;
    }

    public override Task<string?> FindIdAsync(PropertyMap inputs, AwsApi aws, CancellationToken cancellationToken) =>
        Task.FromResult(inputs.Text("name"));

    public override async Task<PropertyMap?> ReadAsync(
        string id,
        PropertyMap known,
        AwsApi aws,
        CancellationToken cancellationToken
    )
    {
        if (await aws.FindAliasAsync(id, cancellationToken) is not { } alias)
        {
            return null;
        }

        var (arn, key) = ($"{alias["AliasArn"]}", $"{alias["TargetKeyId"]}");
        return PropertyMap.Of(
            ("arn", arn),
            ("name", id),
            ("targetKeyArn", $"{arn[..arn.LastIndexOf(":alias/", StringComparison.Ordinal)]}:key/{key}"),
            ("targetKeyId", SameKey(known.Text("targetKeyId"), key))
        );
    }

    public override Task UpdateAsync(string id, Change change, AwsApi aws, CancellationToken cancellationToken) =>
        aws.KmsAsync("UpdateAlias", Request(change.New), cancellationToken);

    public override Task DeleteAsync(string id, PropertyMap state, AwsApi aws, CancellationToken cancellationToken) =>
        aws.KmsAsync("DeleteAlias", new JsonObject { ["AliasName"] = id }, cancellationToken);

    /// <summary>The program may name the key by id or by ARN; AWS answers the id.</summary>
    private static string SameKey(string? known, string id) =>
        known is not null && (known == id || known.EndsWith($":key/{id}", StringComparison.Ordinal)) ? known : id;

    private static JsonObject Request(PropertyMap inputs) =>
        new() { ["AliasName"] = inputs.Text("name"), ["TargetKeyId"] = inputs.Text("targetKeyId") };
}
