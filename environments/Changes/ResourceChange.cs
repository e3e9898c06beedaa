namespace CustomerLake.Environments.Changes;

/// <summary>What happens to a resource.</summary>
/// <param name="Urn">Its URN; its last part is <paramref name="Name"/>.</param>
/// <param name="Type">The type token, such as <c>aws:s3/bucket:Bucket</c>.</param>
/// <param name="Properties">Those that differ; empty where none can be named.</param>
public sealed record ResourceChange(
    ChangeKind Kind,
    string Urn,
    string Type,
    string Name,
    IReadOnlyList<PropertyChange> Properties
);

/// <summary>A property before and after; null where it is not there, secrets as <c>[secret]</c>.</summary>
/// <param name="Path">Such as <c>tags.owner</c> or <c>rules[0].days</c>.</param>
public sealed record PropertyChange(string Path, string? Before, string? After);

public enum ChangeKind
{
    Same,
    Create,
    Update,
    Replace,
    Delete,
    Import,
    Read,
}
