namespace CustomerLake.Local.Engine.Values;

/// <summary>The parts of <c>urn:pulumi:STACK::PROJECT::PARENT$TYPE::NAME</c>. Kept as text everywhere else.</summary>
public readonly record struct Urn(string Stack, string Project, string QualifiedType, string Name)
{
    public const string RootType = "pulumi:pulumi:Stack";
    private const string Prefix = "urn:pulumi:";

    /// <summary>The resource's own type, without those of its parents.</summary>
    public string Type => QualifiedType[(QualifiedType.LastIndexOf('$') + 1)..];

    public override string ToString() => $"{Prefix}{Stack}::{Project}::{QualifiedType}::{Name}";

    public static Urn Parse(string text) =>
        TryParse(text, out var urn) ? urn : throw new FormatException($"invalid URN \"{text}\"");

    public static bool TryParse(string? text, out Urn urn)
    {
        urn = default;
        if (text is null || !text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        // A name may hold '::' itself, so only the first three separators count.
        var parts = text[Prefix.Length..].Split("::", 4);
        if (parts.Length != 4)
        {
            return false;
        }

        urn = new Urn(parts[0], parts[1], parts[2], parts[3]);
        return true;
    }

    /// <summary>The URN of a resource below a parent; a root stack as parent leaves no trace in it.</summary>
    public static Urn Create(string stack, string project, string? parentUrn, string type, string name)
    {
        var qualified = type;
        if (TryParse(parentUrn, out var parent) && parent.QualifiedType != RootType)
        {
            qualified = $"{parent.QualifiedType}${type}";
        }

        return new Urn(stack, project, qualified, name);
    }

    public static Urn Root(string stack, string project) => new(stack, project, RootType, $"{project}-{stack}");
}
