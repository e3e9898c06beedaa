using System.Collections.Immutable;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Display.Live;

/// <param name="Branch">The lines that lead from the parent to the resource.</param>
internal sealed record TreePlace(TreeRow Row, string Branch);

/// <summary>Where each resource stands in the tree.</summary>
internal static class TreeLayout
{
    /// <summary>Parents before their children; of what is not meant only the parents of what is.</summary>
    public static ImmutableArray<TreePlace> Of(ImmutableArray<TreeRow> rows, Func<TreeRow, bool> isMeant)
    {
        var known = rows.Select(row => row.Urn).ToHashSet(StringComparer.Ordinal);
        var root = rows.FirstOrDefault(row => row.Type == Urn.RootType);
        var children = rows.Where(row => row != root).ToLookup(ParentOf, StringComparer.Ordinal);
        var places = ImmutableArray.CreateBuilder<TreePlace>();
        foreach (var row in root is null ? [] : Enumerable.Repeat(root, 1).Concat(children[""]))
        {
            Place(row, "", "");
        }

        if (root is null)
        {
            foreach (var row in children[""].Where(IsOnTheWay))
            {
                Place(row, "", "");
            }
        }

        return places.ToImmutable();

        // What hangs in the air hangs below the stack.
        string ParentOf(TreeRow row) => known.Contains(row.Parent) ? row.Parent : root?.Urn ?? "";

        bool IsOnTheWay(TreeRow row) => isMeant(row) || children[row.Urn].Any(IsOnTheWay);

        void Place(TreeRow row, string branch, string below)
        {
            if (!IsOnTheWay(row))
            {
                return;
            }

            places.Add(new TreePlace(row, branch));
            var shown = children[row.Urn].Where(IsOnTheWay).ToList();
            foreach (var (index, child) in shown.Index())
            {
                var isLast = index == shown.Count - 1;
                Place(child, below + (isLast ? "└─ " : "├─ "), below + (isLast ? "   " : "│  "));
            }
        }
    }

    /// <summary><c>aws:s3/bucket:Bucket</c> as <c>aws:s3:Bucket</c>.</summary>
    public static string ShortType(string type) =>
        type.Split(':') is [var package, var module, var name]
        && module.Split('/') is [var folder, var file]
        && name.Length > 0
        && file == char.ToLowerInvariant(name[0]) + name[1..]
            ? $"{package}:{folder}:{name}"
            : type;
}
