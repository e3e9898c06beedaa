using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace CustomerLake.Local.Engine.Settings.Yaml;

/// <summary>Reads a document with its comments. Aliases are refused: an edit could not tell what they stand for.</summary>
internal sealed class YamlReader
{
    private readonly IParser _parser;
    private readonly Queue<YamlComment> _comments;
    private readonly List<YamlComment> _waiting = [];
    private YamlTree? _last;

    private YamlReader(string text)
    {
        _parser = new Parser(new StringReader(text));
        _comments = new Queue<YamlComment>(YamlComment.Of(text));
    }

    /// <summary>The tree of the text; null when it is empty or cannot be edited in place.</summary>
    public static YamlTree? TryRead(string text)
    {
        try
        {
            var reader = new YamlReader(text);
            reader._parser.Consume<StreamStart>();
            reader.Skip();
            if (!reader._parser.TryConsume<DocumentStart>(out _))
            {
                return null;
            }

            var root = reader.Value();
            reader.Skip();
            (reader._last ?? root).Foot.AddRange(Lines(reader._waiting));
            return root;
        }
        catch (YamlException)
        {
            return null;
        }
    }

    private YamlTree Value()
    {
        Skip();
        switch (_parser.Current)
        {
            case MappingStart map:
                _parser.MoveNext();
                return Mapping(map);
            case SequenceStart list:
                _parser.MoveNext();
                return Sequence(list);
            case Scalar scalar:
                _parser.MoveNext();
                var tree = new YamlTree.Scalar(
                    scalar.Value,
                    scalar.Style,
                    scalar.Style != ScalarStyle.Plain || YamlScalars.IsText(scalar.Value)
                );
                _last = tree;
                return tree;
            default:
                throw new YamlException("not a plain document");
        }
    }

    private YamlTree.Mapping Mapping(MappingStart start)
    {
        var map = new YamlTree.Mapping { IsFlow = start.Style == MappingStyle.Flow };
        while (true)
        {
            Skip();
            if (_parser.TryConsume<MappingEnd>(out _))
            {
                return map;
            }

            var key = _parser.Consume<Scalar>();
            var tree = new YamlTree.Scalar(
                key.Value,
                key.Style,
                key.Style != ScalarStyle.Plain || YamlScalars.IsText(key.Value)
            );
            PlaceAbove(tree, (int)key.Start.Line, map.Members.LastOrDefault().Key);
            _last = tree;
            map.Members.Add((tree, Value()));
            _last = tree;
        }
    }

    private YamlTree.Sequence Sequence(SequenceStart start)
    {
        var list = new YamlTree.Sequence { IsFlow = start.Style == SequenceStyle.Flow };
        while (true)
        {
            Skip();
            if (_parser.TryConsume<SequenceEnd>(out _))
            {
                return list;
            }

            var line = (int)_parser.Current!.Start.Line;
            var above = _waiting.ToList();
            _waiting.Clear();
            var item = Value();
            _waiting.InsertRange(0, above);
            PlaceAbove(item, line, list.Items.LastOrDefault());
            list.Items.Add(item);
            _last = item;
        }
    }

    /// <summary>Comments directly above belong to what follows; those set off by a blank line, to what came before.</summary>
    private void PlaceAbove(YamlTree tree, int line, YamlTree? before)
    {
        var from = _waiting.Count;
        for (var wanted = line - 1; from > 0 && _waiting[from - 1].Line == wanted; wanted--)
        {
            from--;
        }

        if (before is not null && from > 0)
        {
            before.Foot.AddRange([.. Lines(_waiting[..from]), ""]);
            _waiting.RemoveRange(0, from);
        }

        tree.Head.AddRange(Lines(_waiting));
        if (before is null && from > 0 && from == _waiting.Count)
        {
            tree.Head.Add("");
        }

        _waiting.Clear();
    }

    /// <summary>The comments, an empty line where there was a gap.</summary>
    private static IEnumerable<string> Lines(IReadOnlyList<YamlComment> comments) =>
        comments.SelectMany(
            (comment, at) =>
                at > 0 && comments[at - 1].Line < comment.Line - 1 ? new[] { "", comment.Text } : [comment.Text]
        );

    /// <summary>Takes the comments that stand before the next part of the document.</summary>
    private void Skip()
    {
        var line = _parser.Current is null or DocumentEnd ? long.MaxValue : _parser.Current.Start.Line;
        while (_comments.TryPeek(out var comment) && comment.Line < line)
        {
            _comments.Dequeue();
            if (comment.IsInline && _last is not null)
            {
                _last.Line = comment.Text;
            }
            else
            {
                _waiting.Add(comment);
            }
        }
    }
}
