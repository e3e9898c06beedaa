namespace Pulumi;

/// <summary>The engine's name of a resource.</summary>
public readonly struct Urn : IEquatable<Urn>
{
    private readonly string _urn;

    public Urn(string urn) => _urn = urn ?? throw new ArgumentNullException(nameof(urn));

    public static implicit operator string(Urn urn) => urn._urn;

    public static bool operator ==(Urn left, Urn right) => left.Equals(right);

    public static bool operator !=(Urn left, Urn right) => !left.Equals(right);

    public bool Equals(Urn other) => string.Equals(_urn, other._urn, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is Urn other && Equals(other);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_urn);

    public override string ToString() => _urn;

    /// <summary>The name that a resource has, or would have under another parent, project or stack.</summary>
    public static Output<string> Create(
        Input<string> name,
        Input<string> type,
        Resource? parent = null,
        Input<string>? parentUrn = null,
        Input<string>? project = null,
        Input<string>? stack = null
    )
    {
        const string Separator = "::";
        Output<string> prefix;
        if (parent is not null || parentUrn is not null)
        {
            var urn = parent?.Urn ?? parentUrn.ToOutput();
            prefix = urn.Apply(text => text[..text.LastIndexOf(Separator, StringComparison.Ordinal)] + "$");
        }
        else
        {
            prefix = Output.Format(
                $"urn:pulumi:{stack ?? Deployment.Instance.StackName}::{project ?? Deployment.Instance.ProjectName}::"
            );
        }

        return Output.Format($"{prefix}{type}::{name}");
    }
}
