using System.Collections.Immutable;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Providers.Aws;

/// <summary>
/// The provider's <c>defaultTags</c>, as the genuine provider has them: a resource has them and its own <c>tags</c>, which
/// win, together as <c>tagsAll</c>. Classes of resources know nothing of it: to them all tags are <c>tags</c>.
/// </summary>
internal sealed record DefaultTags(PropertyMap Tags)
{
    private const string Own = "tags";
    private const string All = "tagsAll";

    public static DefaultTags None { get; } = new(PropertyMap.Empty);

    /// <summary>The inputs of the program with all tags beside its own.</summary>
    public PropertyMap Check(AwsResource type, PropertyMap inputs)
    {
        if (Tags.Count == 0 || !type.TakesTags)
        {
            return inputs;
        }

        var own = inputs.Find(Own);
        return own is { IsUnknown: true }
            ? inputs.With(All, own)
            : inputs.With(All, Tags.With(own?.AsMap ?? PropertyMap.Empty));
    }

    /// <summary>The inputs as a service is to see them.</summary>
    public static PropertyMap Applied(PropertyMap inputs) =>
        inputs.Find(All) is { } all ? inputs.Without(All).With(Own, all) : inputs;

    /// <summary>
    /// What a service says, told apart again: a default tag is none of the resource's own, unless the program gave it one of
    /// the same name.
    /// </summary>
    public PropertyMap Told(PropertyMap inputs, PropertyMap live)
    {
        if (live.Find(Own)?.AsMap is not { } all)
        {
            return live;
        }

        var given = inputs.Find(Own)?.AsMap ?? PropertyMap.Empty;
        return live.With(Own, all.Where((key, value) => given.ContainsKey(key) || !value.Equals(Tags.Find(key))))
            .With(All, all);
    }

    /// <summary>The inputs that a thing which is there was made with, as <see cref="Check"/> would have left them.</summary>
    public PropertyMap InputsOf(AwsResource type, PropertyMap inputs, PropertyMap outputs, PropertyMap live)
    {
        var told = Told(inputs, live);
        var isSeen = inputs.Count == 0 ? Tags.Count > 0 : inputs.ContainsKey(All);
        return Equality.InputsOf(type, inputs, outputs, isSeen ? told : told.Without(All));
    }
}
