using CustomerLake.Local.Sql.Spark.Types;

namespace CustomerLake.Local.Sql.Spark.Bind;

/// <summary>The columns an expression may name: those of its relation, then those of outer queries.</summary>
internal sealed class Scope(IReadOnlyList<Attr> attributes, Scope? outer = null)
{
    public IReadOnlyList<Attr> Attributes => attributes;

    public Scope? Outer => outer;

    /// <summary>Aliases given earlier in the same SELECT list.</summary>
    public Dictionary<string, Bound> Aliases { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Windows named by the WINDOW clause.</summary>
    public Dictionary<string, Syntax.WindowNode> Windows { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Finds a column, with fields after it; null if there is none.</summary>
    /// <exception cref="SparkException">AMBIGUOUS_REFERENCE.</exception>
    public Bound? Find(IReadOnlyList<string> parts, Func<Bound, string, Bound> field)
    {
        for (var skip = Math.Min(parts.Count - 1, 3); skip >= 0; skip--)
        {
            var qualifier = parts.Take(skip).ToList();
            var matches = attributes.Where(attribute => Matches(attribute, qualifier, parts[skip])).ToList();
            if (matches.Count == 0)
            {
                continue;
            }

            var distinct = matches.DistinctBy(attribute => attribute.Id).ToList();
            if (distinct.Count > 1 && distinct.Count(attribute => !attribute.IsHidden) is var visible && visible != 1)
            {
                throw Ambiguous(parts, distinct);
            }

            var found = distinct.FirstOrDefault(attribute => !attribute.IsHidden) ?? distinct[0];
            // A column is called as it was asked for: names match whatever their case.
            var bound = Bound.Of(found with { Name = parts[skip] });
            foreach (var name in parts.Skip(skip + 1))
            {
                bound = field(bound, name);
            }

            return bound;
        }

        return null;
    }

    private static bool Matches(Attr attribute, List<string> qualifier, string name)
    {
        if (!string.Equals(attribute.Name, name, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        if (qualifier.Count == 0)
        {
            return !attribute.IsHidden || attribute.Qualifier is ["_hidden"];
        }

        var own = attribute.Qualifier;
        return own.Count >= qualifier.Count
            && qualifier
                .Zip(own.Skip(own.Count - qualifier.Count))
                .All(pair => string.Equals(pair.First, pair.Second, StringComparison.OrdinalIgnoreCase));
    }

    private static SparkException Ambiguous(IReadOnlyList<string> parts, List<Attr> matches)
    {
        var names = matches.Select(attribute =>
            string.Join(".", attribute.Qualifier.Append(attribute.Name).Select(part => $"`{part}`"))
        );
        var name = string.Join(".", parts.Select(part => $"`{part}`"));
        return SparkException.Analysis(
            "AMBIGUOUS_REFERENCE",
            $"Reference {name} is ambiguous, could be: [{string.Join(", ", names)}]."
        );
    }
}
