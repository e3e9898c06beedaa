using System.Collections.Immutable;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Deploy;

/// <summary><c>ignoreChanges</c>: the old input takes the place of the new one.</summary>
internal static class IgnoredChanges
{
    /// <summary>Stands for "no such member" while a path is followed.</summary>
    private static readonly PropertyValue Absent = new PropertyValue.AssetValue(null, null, null, "absent");

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

            var complete = true;
            result = Reset(result, old, path.Parts, ref complete);
            if (!complete)
            {
                warn(text);
            }
        }

        return result.AsMap ?? wanted;
    }

    /// <summary>
    /// The value with what the path names taken from the old one. Elements that came or went cannot be put back: then
    /// the work is not complete.
    /// </summary>
    private static PropertyValue Reset(
        PropertyValue wanted,
        PropertyValue old,
        ImmutableArray<PathPart> path,
        ref bool complete
    )
    {
        if (path.Length == 0)
        {
            return old;
        }

        return (path[0], (wanted == Absent ? old : wanted).Bare) switch
        {
            (PathPart.Any, PropertyValue.MapValue) => ResetAllMembers(wanted, old, path[1..], ref complete),
            (PathPart.Any, PropertyValue.ListValue list) => ResetElements(list, old, null, path[1..], ref complete),
            (PathPart.Element one, PropertyValue.ListValue list) when wanted != Absent => ResetElements(
                list,
                old,
                one.Index,
                path[1..],
                ref complete
            ),
            (PathPart.Member member, _) => ResetMember(wanted, old, member.Name, path[1..], ref complete),
            _ => wanted,
        };
    }

    private static PropertyValue ResetAllMembers(
        PropertyValue wanted,
        PropertyValue old,
        ImmutableArray<PathPart> rest,
        ref bool complete
    )
    {
        var names = (wanted.AsMap?.Keys ?? []).Union(old.AsMap?.Keys ?? [], StringComparer.Ordinal).ToList();
        foreach (var name in names)
        {
            wanted = ResetMember(wanted, old, name, rest, ref complete);
        }

        return wanted;
    }

    private static PropertyValue ResetElements(
        PropertyValue.ListValue list,
        PropertyValue old,
        int? only,
        ImmutableArray<PathPart> rest,
        ref bool complete
    )
    {
        var others = old.AsItems;
        var items = list.Items.ToArray();
        for (var i = 0; i < Math.Max(items.Length, others.Length); i++)
        {
            if (only is not null && i != only)
            {
                continue;
            }

            if (i >= items.Length || i >= others.Length)
            {
                complete = false;
                continue;
            }

            items[i] = Reset(items[i], others[i], rest, ref complete);
        }

        return PropertyValue.Of(items);
    }

    private static PropertyValue ResetMember(
        PropertyValue wanted,
        PropertyValue old,
        string name,
        ImmutableArray<PathPart> rest,
        ref bool complete
    )
    {
        if ((wanted != Absent && wanted.AsMap is null) || (old.AsMap is null && rest.Length > 0))
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

        var value = Reset(mine, other, rest, ref complete);
        PropertyValue result = value == Absent ? map.Without(name) : map.With(name, value);
        return wanted is PropertyValue.SecretValue ? PropertyValue.Secret(result) : result;
    }
}
