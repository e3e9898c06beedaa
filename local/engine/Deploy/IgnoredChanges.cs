using System.Collections.Immutable;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Deploy;

/// <summary><c>ignoreChanges</c>: the old input takes the place of the new one.</summary>
internal static class IgnoredChanges
{
    /// <param name="inform">Called with what cannot be ignored: paths through what came or went.</param>
    public static PropertyMap Apply(
        PropertyMap wanted,
        PropertyMap old,
        ImmutableArray<string> paths,
        Action<string> inform
    )
    {
        PropertyValue? result = wanted;
        var incomplete = new List<string>();
        foreach (var text in paths)
        {
            if (
                PropertyPath.TryParse(text) is { } path
                && !Reset(path.Parts, (old, false), ref result, isSecret: false)
            )
            {
                incomplete.Add(text);
            }
        }

        if (incomplete.Count > 0)
        {
            inform(
                "cannot ignore changes in added or removed elements of the path: "
                    + $"\"{string.Join(", ", incomplete)}\""
            );
        }

        return result?.AsMap ?? wanted;
    }

    /// <summary>
    /// Puts what the path names in the old value into the new one. False when there is no place for it; what was done by
    /// then stays.
    /// </summary>
    private static bool Reset(
        ImmutableArray<PathPart> path,
        (PropertyValue? Value, bool IsSecret) old,
        ref PropertyValue? wanted,
        bool isSecret
    )
    {
        while (old.Value is PropertyValue.SecretValue hidden)
        {
            old = (hidden.Element, true);
        }

        if (wanted is PropertyValue.SecretValue secret)
        {
            PropertyValue? inner = secret.Element;
            var done = Reset(path, old, ref inner, isSecret: true);
            wanted = PropertyValue.Secret(inner!);
            return done;
        }

        return path.Length > 0
            && path[0] switch
            {
                PathPart.Member member => Member(path, member.Name, old, ref wanted, isSecret),
                PathPart.Element element => Element(path, element.Index, old, ref wanted, isSecret),
                _ => All(path, old, ref wanted, isSecret),
            };
    }

    private static bool Member(
        ImmutableArray<PathPart> path,
        string name,
        (PropertyValue? Value, bool IsSecret) old,
        ref PropertyValue? wanted,
        bool isSecret
    )
    {
        var (before, now) = (MapOf(old.Value), MapOf(wanted));
        var value = before?.Find(name);
        if (path.Length == 1)
        {
            if (now is null)
            {
                return value is null;
            }

            wanted = value is null ? now.Without(name) : now.With(name, Marked(value, old.IsSecret, isSecret));
            return true;
        }

        if (before is null || now is null)
        {
            return before is null && now is null;
        }

        var inner = now.Find(name);
        if (inner is null)
        {
            return value is null;
        }

        var done = Reset(path[1..], (value, old.IsSecret), ref inner, isSecret);
        wanted = now.With(name, inner!);
        return done;
    }

    private static bool Element(
        ImmutableArray<PathPart> path,
        int index,
        (PropertyValue? Value, bool IsSecret) old,
        ref PropertyValue? wanted,
        bool isSecret
    )
    {
        var (before, now) = (ListOf(old.Value), ListOf(wanted));
        if (before is null || now is null)
        {
            return before is null && now is null;
        }

        if (index >= before.Items.Length || index >= now.Items.Length)
        {
            return path.Length == 1 && index >= before.Items.Length && index >= now.Items.Length;
        }

        PropertyValue? inner = Marked(before.Items[index], old.IsSecret, isSecret);
        var done = true;
        if (path.Length > 1)
        {
            inner = now.Items[index];
            done = Reset(path[1..], (before.Items[index], old.IsSecret), ref inner, isSecret);
        }

        wanted = PropertyValue.Of(now.Items.SetItem(index, inner!));
        return done;
    }

    private static bool All(
        ImmutableArray<PathPart> path,
        (PropertyValue? Value, bool IsSecret) old,
        ref PropertyValue? wanted,
        bool isSecret
    )
    {
        if (MapOf(wanted) is { } now)
        {
            return MapOf(old.Value) is not { } before ? path.Length == 1
                : path.Length == 1 ? Replace(before, old.IsSecret, ref wanted, isSecret)
                : before.Keys.All(name => now.ContainsKey(name))
                    && AllMembers(path, before, old.IsSecret, ref wanted, isSecret);
        }

        if (ListOf(wanted) is not { } items)
        {
            return false;
        }

        if (ListOf(old.Value) is not { } others)
        {
            return path.Length == 1;
        }

        for (var i = 0; i < Math.Min(items.Items.Length, others.Items.Length); i++)
        {
            if (!Element([new PathPart.Element(i), .. path[1..]], i, old, ref wanted, isSecret))
            {
                return false;
            }
        }

        return items.Items.Length == others.Items.Length;
    }

    private static bool Replace(PropertyMap before, bool wasSecret, ref PropertyValue? wanted, bool isSecret)
    {
        wanted = PropertyMap.Of(
            before.Select(entry => KeyValuePair.Create(entry.Key, Marked(entry.Value, wasSecret, isSecret)))
        );
        return true;
    }

    private static bool AllMembers(
        ImmutableArray<PathPart> path,
        PropertyMap before,
        bool wasSecret,
        ref PropertyValue? wanted,
        bool isSecret
    )
    {
        foreach (var name in before.Keys)
        {
            if (!Member([new PathPart.Member(name), .. path[1..]], name, (before, wasSecret), ref wanted, isSecret))
            {
                return false;
            }
        }

        return true;
    }

    private static PropertyMap? MapOf(PropertyValue? value) => (value as PropertyValue.MapValue)?.Entries;

    private static PropertyValue.ListValue? ListOf(PropertyValue? value) => value as PropertyValue.ListValue;

    private static PropertyValue Marked(PropertyValue value, bool wasSecret, bool isSecret) =>
        wasSecret && !isSecret ? PropertyValue.Secret(value) : value;
}
