namespace CustomerLake.Local.Cloud.Services.Athena;

/// <summary>Batch reads answer 200 and list what they could not find.</summary>
internal static class AthenaBatch
{
    public static void Check(IReadOnlyList<string> ids, int most, string member)
    {
        if (ids.Count is 0 || ids.Count > most)
        {
            throw AthenaErrors.Constraint(
                member,
                ids.Count == 0 ? "have length greater than or equal to 1" : $"have length less than or equal to {most}"
            );
        }
    }

    public static (IReadOnlyList<T> Found, IReadOnlyList<string> Missing) Split<T>(
        IReadOnlyList<string> ids,
        Func<string, T?> find
    )
        where T : class
    {
        var found = new List<T>();
        var missing = new List<string>();
        foreach (var id in ids.Distinct(StringComparer.Ordinal))
        {
            if (find(id) is { } item)
            {
                found.Add(item);
            }
            else
            {
                missing.Add(id);
            }
        }

        return (found, missing);
    }
}
