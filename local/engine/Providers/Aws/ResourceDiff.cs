using System.Collections.Immutable;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Providers.Aws;

/// <summary>What differs between two sets of inputs, down to the member.</summary>
internal static class ResourceDiff
{
    public static DiffResult Of(AwsResource type, PropertyMap before, PropertyMap after)
    {
        var changed = Equality.Differences(type, before, after);
        if (changed.IsEmpty)
        {
            return DiffResult.None;
        }

        // Another region is another place for every type.
        var further = type.ReplacedBy(before.WithoutSecrets, after.WithoutSecrets).ToImmutableHashSet();
        var replace = changed
            .Where(name => name == "region" || type.ReplaceOn.Contains(name) || further.Contains(name))
            .ToImmutableArray();
        var details = ImmutableSortedDictionary.CreateBuilder<string, PropertyDiff>(StringComparer.Ordinal);
        foreach (var name in changed)
        {
            Describe(type, name, name, before.Find(name), after.Find(name), replace.Contains(name), details);
        }

        return new DiffResult(DiffChanges.Some)
        {
            ChangedKeys = changed,
            ReplaceKeys = replace,
            DeleteBeforeReplace = replace.Length > 0 && type.DeleteBeforeReplace(before, after),
            Detailed = details.ToImmutable(),
        };
    }

    private static void Describe(
        AwsResource type,
        string name,
        string path,
        PropertyValue? before,
        PropertyValue? after,
        bool isReplace,
        ImmutableSortedDictionary<string, PropertyDiff>.Builder details
    )
    {
        if (before?.AsMap is { } left && after?.AsMap is { } right)
        {
            foreach (var member in left.Keys.Union(right.Keys))
            {
                if (!Equality.AreEqual(type, member, left.Find(member), right.Find(member)))
                {
                    Describe(
                        type,
                        member,
                        Join(path, member),
                        left.Find(member),
                        right.Find(member),
                        isReplace,
                        details
                    );
                }
            }

            return;
        }

        if (
            before is { Bare: PropertyValue.ListValue }
            && after is { Bare: PropertyValue.ListValue }
            && !type.Sets.Contains(name)
        )
        {
            var (olds, news) = (before.AsItems, after.AsItems);
            for (var i = 0; i < Math.Max(olds.Length, news.Length); i++)
            {
                var (old, now) = (i < olds.Length ? olds[i] : null, i < news.Length ? news[i] : null);
                if (!Equality.AreEqual(type, name, old, now))
                {
                    Describe(type, name, $"{path}[{i}]", old, now, isReplace, details);
                }
            }

            return;
        }

        details[path] = new PropertyDiff(KindOf(before, after, isReplace));
    }

    private static string Join(string path, string member) =>
        member.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? $"{path}.{member}" : $"{path}[\"{member}\"]";

    private static PropertyDiffKind KindOf(PropertyValue? before, PropertyValue? after, bool isReplace) =>
        (before is null or { IsNull: true }, after is null or { IsNull: true }) switch
        {
            (true, _) => isReplace ? PropertyDiffKind.AddReplace : PropertyDiffKind.Add,
            (_, true) => isReplace ? PropertyDiffKind.DeleteReplace : PropertyDiffKind.Delete,
            _ => isReplace ? PropertyDiffKind.UpdateReplace : PropertyDiffKind.Update,
        };
}
