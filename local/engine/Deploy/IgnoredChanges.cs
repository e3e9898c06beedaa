using System.Collections.Immutable;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Deploy;

/// <summary><c>ignoreChanges</c>: the old input takes the place of the new one.</summary>
internal static class IgnoredChanges
{
    /// <param name="warn">Called with each path that meets elements which were added or removed.</param>
    public static PropertyMap Apply(
        PropertyMap wanted,
        PropertyMap old,
        ImmutableArray<string> paths,
        Action<string> warn
    )
    {
        PropertyValue result = wanted;
        foreach (var text in paths)
        {
            if (PropertyPath.TryParse(text) is not { } path)
            {
                continue;
            }

            var changed = Reset(result, old, path.Parts);
            if (changed is null)
            {
                warn(text);
                continue;
            }

            result = changed == Absent ? PropertyMap.Empty : changed;
        }

        return result.AsMap ?? wanted;
    }

    /// <summary>Stands for "no such member" while a path is followed.</summary>
    private static readonly PropertyValue Absent = new PropertyValue.AssetValue(null, null, null, "absent");

    /// <summary>The value with what the path names taken from the old one; null when elements do not match up.</summary>
    private static PropertyValue? Reset(PropertyValue wanted, PropertyValue old, ImmutableArray<PathPart> path)
    {
        if (path.Length == 0)
        {
            return old;
        }

        var rest = path[1..];
        switch (path[0])
        {
            case PathPart.Any when (wanted == Absent ? old : wanted).Bare is PropertyValue.MapValue:
            {
                var names = (wanted.AsMap?.Keys ?? []).Union(old.AsMap?.Keys ?? [], StringComparer.Ordinal);
                return names.Aggregate(
                    (PropertyValue?)wanted,
                    (value, name) => value is null ? null : ResetMember(value, old, name, rest)
                );
            }
            case PathPart.Any when wanted.Bare is PropertyValue.ListValue list:
            {
                var others = old.AsItems;
                if (others.Length != list.Items.Length)
                {
                    return null;
                }

                var items = list.Items.Select((item, index) => Reset(item, others[index], rest)).ToList();
                return items.Any(item => item is null || item == Absent) ? null : PropertyValue.Of(items!);
            }
            case PathPart.Element element when wanted.Bare is PropertyValue.ListValue list:
            {
                var others = old.AsItems;
                if (element.Index >= list.Items.Length && element.Index >= others.Length)
                {
                    return wanted;
                }

                if (element.Index >= list.Items.Length || element.Index >= others.Length)
                {
                    return null;
                }

                var item = Reset(list.Items[element.Index], others[element.Index], rest);
                return item is null || item == Absent
                    ? null
                    : PropertyValue.Of(list.Items.SetItem(element.Index, item));
            }
            case PathPart.Member member:
                return ResetMember(wanted, old, member.Name, rest);
            default:
                return wanted;
        }
    }

    private static PropertyValue? ResetMember(
        PropertyValue wanted,
        PropertyValue old,
        string name,
        ImmutableArray<PathPart> rest
    )
    {
        if (wanted != Absent && wanted.Bare is not PropertyValue.MapValue)
        {
            return wanted;
        }

        if (old.AsMap is null && rest.Length > 0)
        {
            return wanted;
        }

        var map = wanted.AsMap ?? PropertyMap.Empty;
        var (mine, other) = (map.Find(name) ?? Absent, old.AsMap?.Find(name) ?? Absent);
        if (mine == Absent && other == Absent)
        {
            return wanted;
        }

        if (rest.Length > 0 && other == Absent)
        {
            // Nothing there before: what the path would name below is dropped, the rest stays.
            other = PropertyMap.Empty;
        }

        var value = Reset(mine, other, rest);
        return value is null ? null
            : value == Absent ? map.Without(name)
            : wanted is PropertyValue.SecretValue && rest.Length > 0 ? PropertyValue.Secret(map.With(name, value))
            : map.With(name, value);
    }
}
