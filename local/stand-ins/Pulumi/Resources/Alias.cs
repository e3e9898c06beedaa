namespace Pulumi;

/// <summary>A former name of a resource: a whole URN, or the parts that were different.</summary>
public sealed class Alias
{
    public string? Urn { get; set; }

    public Input<string>? Name { get; set; }

    public Input<string>? Type { get; set; }

    public Input<string>? Stack { get; set; }

    public Input<string>? Project { get; set; }

    public Resource? Parent { get; set; }

    public Input<string>? ParentUrn { get; set; }

    public bool NoParent { get; set; }

    internal Alias Validated()
    {
        (string Name, bool Given)[] parents =
        [
            (nameof(Parent), Parent is not null),
            (nameof(ParentUrn), ParentUrn is not null),
            (nameof(NoParent), NoParent),
        ];
        (string Name, bool Given)[] others =
        [
            (nameof(Name), Name is not null),
            (nameof(Type), Type is not null),
            (nameof(Project), Project is not null),
            (nameof(Stack), Stack is not null),
        ];
        if (Urn is not null && others.Concat(parents).FirstOrDefault(p => p.Given).Name is { } other)
        {
            throw new ArgumentException($"{nameof(Alias)} should not specify both {nameof(Urn)} and {other}");
        }

        if (parents.Count(p => p.Given) > 1)
        {
            throw new ArgumentException(
                $"Only specify one of '{nameof(Parent)}', '{nameof(ParentUrn)}' or '{nameof(NoParent)}' in an {nameof(Alias)}"
            );
        }

        return this;
    }
}
