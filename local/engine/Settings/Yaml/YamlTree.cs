using YamlDotNet.Core;

namespace CustomerLake.Local.Engine.Settings.Yaml;

/// <summary>A YAML value with the style and the comments it was written with, so that an edit leaves the rest alone.</summary>
internal abstract class YamlTree
{
    /// <summary>Lines above it, each with its <c>#</c>.</summary>
    public List<string> Head { get; init; } = [];

    /// <summary>The comment on its own line; empty for none.</summary>
    public string Line { get; set; } = "";

    /// <summary>Lines below it, set off by a blank one.</summary>
    public List<string> Foot { get; init; } = [];

    /// <param name="isText">Whether a reader must take the value for text, whatever it looks like.</param>
    internal sealed class Scalar(string value, ScalarStyle style, bool isText) : YamlTree
    {
        public string Value => value;

        public ScalarStyle Style => style;

        public bool IsText => isText;
    }

    internal sealed class Mapping : YamlTree
    {
        public List<(Scalar Key, YamlTree Value)> Members { get; init; } = [];

        public bool IsFlow { get; init; }
    }

    internal sealed class Sequence : YamlTree
    {
        public List<YamlTree> Items { get; init; } = [];

        public bool IsFlow { get; init; }
    }

    /// <summary>
    /// This tree with the values of another: what both have keeps its place, style and comments, what only the other has
    /// comes last, what it lacks goes.
    /// </summary>
    public YamlTree With(YamlTree wanted) =>
        (this, wanted) switch
        {
            (Scalar, Scalar scalar) => Edited(scalar),
            (Sequence list, Sequence other) => new Sequence
            {
                IsFlow = list.IsFlow,
                Items = [.. other.Items.Select((item, at) => at < list.Items.Count ? list.Items[at].With(item) : item)],
                Head = Head,
                Line = Line,
                Foot = Foot,
            },
            (Mapping map, Mapping other) => new Mapping
            {
                IsFlow = map.IsFlow,
                Members = [.. Merged(map, other)],
                Head = Head,
                Line = Line,
                Foot = Foot,
            },
            _ => wanted,
        };

    private Scalar Edited(Scalar wanted) =>
        new(wanted.Value, ((Scalar)this).Style, wanted.IsText)
        {
            Head = Head,
            Line = Line,
            Foot = Foot,
        };

    private static IEnumerable<(Scalar Key, YamlTree Value)> Merged(Mapping old, Mapping wanted)
    {
        foreach (var (key, value) in old.Members)
        {
            if (wanted.Members.FirstOrDefault(member => member.Key.Value == key.Value) is { Key: not null } kept)
            {
                yield return (key.Edited(kept.Key), value.With(kept.Value));
            }
        }

        foreach (
            var member in wanted.Members.Where(member => old.Members.All(had => had.Key.Value != member.Key.Value))
        )
        {
            yield return member;
        }
    }
}
