using System.Collections.Immutable;
using CustomerLake.Local.Engine.Providers;

namespace CustomerLake.Local.Engine.Values;

/// <summary>Compares two property maps as Pulumi's engine does where a provider does not say.</summary>
public static class ObjectDiff
{
    /// <summary>Path → kind of difference; empty when equal. Nulls at the top count as absent, secretness counts.</summary>
    public static ImmutableSortedDictionary<string, PropertyDiff> Compare(
        PropertyMap old,
        PropertyMap wanted,
        Func<string, bool>? isReplace = null
    )
    {
        var found = ImmutableSortedDictionary.CreateBuilder<string, PropertyDiff>(StringComparer.Ordinal);
        CompareMaps(PropertyPath.Root, old, wanted, found);
        if (isReplace is not null)
        {
            foreach (var path in found.Keys.ToList())
            {
                var top = ((PathPart.Member)PropertyPath.TryParse(path)!.Parts[0]).Name;
                if (isReplace(top))
                {
                    found[path] = AsReplace(found[path]);
                }
            }
        }

        return found.ToImmutable();
    }

    /// <summary>Names at the top that differ, sorted.</summary>
    public static ImmutableArray<string> ChangedKeys(PropertyMap old, PropertyMap wanted) =>
        [
            .. old
                .Keys.Union(wanted.Keys, StringComparer.Ordinal)
                .Where(name => !IsInternal(name))
                .Where(name => !Same(old.Find(name), wanted.Find(name)))
                .Order(StringComparer.Ordinal),
        ];

    public static PropertyDiff AsReplace(PropertyDiff diff) =>
        diff with
        {
            Kind = diff.Kind switch
            {
                PropertyDiffKind.Add => PropertyDiffKind.AddReplace,
                PropertyDiffKind.Delete => PropertyDiffKind.DeleteReplace,
                PropertyDiffKind.Update => PropertyDiffKind.UpdateReplace,
                var kind => kind,
            },
        };

    private static bool IsInternal(string name) => name.StartsWith("__", StringComparison.Ordinal);

    private static bool Same(PropertyValue? left, PropertyValue? right) =>
        (left ?? PropertyValue.Null).Equals(right ?? PropertyValue.Null);

    private static void CompareMaps(
        PropertyPath path,
        PropertyMap old,
        PropertyMap wanted,
        ImmutableSortedDictionary<string, PropertyDiff>.Builder found
    )
    {
        foreach (var name in old.Keys.Union(wanted.Keys, StringComparer.Ordinal).Where(name => !IsInternal(name)))
        {
            var (left, right) = (old.Find(name), wanted.Find(name));
            if (!Same(left, right))
            {
                Compare(path.Then(name), left, right, found);
            }
        }
    }

    private static void Compare(
        PropertyPath path,
        PropertyValue? old,
        PropertyValue? wanted,
        ImmutableSortedDictionary<string, PropertyDiff>.Builder found
    )
    {
        switch (old, wanted)
        {
            case (null or PropertyValue.NullValue, _):
                found[path.ToString()] = new PropertyDiff(PropertyDiffKind.Add);
                break;
            case (_, null or PropertyValue.NullValue):
                found[path.ToString()] = new PropertyDiff(PropertyDiffKind.Delete);
                break;
            case (PropertyValue.MapValue left, PropertyValue.MapValue right):
                CompareMaps(path, left.Entries, right.Entries, found);
                break;
            case (PropertyValue.ListValue left, PropertyValue.ListValue right):
                for (var i = 0; i < Math.Max(left.Items.Length, right.Items.Length); i++)
                {
                    var one = i < left.Items.Length ? left.Items[i] : null;
                    var two = i < right.Items.Length ? right.Items[i] : null;
                    if (one is null || two is null || !one.Equals(two))
                    {
                        Compare(path.Then(i), one, two, found);
                    }
                }

                break;
            default:
                found[path.ToString()] = new PropertyDiff(PropertyDiffKind.Update);
                break;
        }
    }
}
