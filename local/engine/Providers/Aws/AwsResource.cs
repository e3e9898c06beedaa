using System.Collections.Immutable;
using System.Text.Json;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Providers.Aws;

/// <summary>
/// One resource type. Values come without secret markers and without unknowns, save in <see cref="Check"/>. After a
/// create or an update the provider reads the thing, so that outputs are always what AWS says.
/// </summary>
internal abstract class AwsResource
{
    /// <summary>The type token, such as <c>aws:s3/bucket:Bucket</c>.</summary>
    public abstract string Type { get; }

    /// <summary>Inputs that AWS cannot change: a difference makes a new thing.</summary>
    public virtual ImmutableArray<string> ReplaceOn => [];

    public virtual ImmutableArray<string> Required => [];

    /// <summary>The input that is the thing's name, made up when the program gives none.</summary>
    public virtual string? NameInput => null;

    /// <summary>The longest name that AWS takes.</summary>
    public virtual int NameLength => 255;

    /// <summary>Whether AWS keeps tags of such things.</summary>
    public virtual bool TakesTags => false;

    /// <summary>Outputs that no input sets: left out of what an import proposes.</summary>
    public virtual ImmutableArray<string> OutputsOnly => ["arn"];

    /// <summary>Inputs that hold an IAM policy as text.</summary>
    public virtual ImmutableArray<string> Policies => [];

    /// <summary>Inputs that hold other JSON as text.</summary>
    public virtual ImmutableArray<string> JsonTexts => [];

    /// <summary>Lists whose order says nothing.</summary>
    public virtual ImmutableArray<string> Sets => [];

    /// <summary>Two things of one name cannot exist at a time, so the old one goes first.</summary>
    public virtual bool DeleteBeforeReplace(PropertyMap oldInputs, PropertyMap newInputs) =>
        NameInput is not null && oldInputs.Find(NameInput) is { } name && name.Equals(newInputs.Find(NameInput));

    /// <summary>Further inputs whose change, as it is, makes a new thing.</summary>
    public virtual IEnumerable<string> ReplacedBy(PropertyMap oldInputs, PropertyMap newInputs) => [];

    /// <summary>What the service demands of single inputs.</summary>
    public virtual ImmutableArray<Rule> Rules => [];

    /// <summary>What is wrong with inputs beyond missing ones and broken rules; shows in a preview already.</summary>
    public virtual IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        foreach (var name in Policies.Concat(JsonTexts))
        {
            if (inputs.Text(name) is { } text && !IsJson(text))
            {
                yield return new CheckFailure(name, $"'{name}' is no valid JSON.");
            }
        }
    }

    /// <summary>Makes the thing and answers its id.</summary>
    public abstract Task<string> CreateAsync(PropertyMap inputs, AwsApi aws, CancellationToken cancellationToken);

    /// <summary>Whether a thing that was made with these inputs can be told from others.</summary>
    public virtual bool CanFind(PropertyMap inputs) => true;

    /// <summary>
    /// The id of the thing that a create with these inputs makes: from its name, when it need not exist, or by asking, when
    /// null says that there is none.
    /// </summary>
    public virtual Task<string?> FindIdAsync(PropertyMap inputs, AwsApi aws, CancellationToken cancellationToken) =>
        Task.FromResult(NameInput is { } name ? inputs.Text(name) : null);

    /// <summary>All that AWS says of the thing, by Pulumi's names; null when it is gone.</summary>
    /// <param name="known">Inputs and outputs as last known; empty in an import.</param>
    public abstract Task<PropertyMap?> ReadAsync(
        string id,
        PropertyMap known,
        AwsApi aws,
        CancellationToken cancellationToken
    );

    public abstract Task UpdateAsync(string id, Change change, AwsApi aws, CancellationToken cancellationToken);

    /// <summary>Deletes the thing; that it is gone already is no error (<see cref="AwsServiceException.IsNotFound"/> is caught).</summary>
    public abstract Task DeleteAsync(string id, PropertyMap state, AwsApi aws, CancellationToken cancellationToken);

    private static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}

/// <summary>What an update is to change.</summary>
/// <param name="Changed">Names of the top-level inputs that differ.</param>
internal sealed record Change(PropertyMap Old, PropertyMap State, PropertyMap New, ImmutableHashSet<string> Changed)
{
    public bool Touches(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Changed.Contains(name))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>What resources work with: calls, and who we are.</summary>
internal sealed class AwsApi(AwsCall call, Lazy<Task<AwsIdentity>> identity)
{
    public AwsCall Call => call;

    public string Region => call.Region;

    /// <summary>The account that calls are made in.</summary>
    public async Task<string> AccountAsync() => (await identity.Value).Account;

    public Task<AwsIdentity> IdentityAsync() => identity.Value;

    public AwsApi In(string? region) =>
        region is null || region == Region ? this : new AwsApi(call.In(region), identity);
}

internal sealed record AwsIdentity(string Account, string Arn, string UserId);
