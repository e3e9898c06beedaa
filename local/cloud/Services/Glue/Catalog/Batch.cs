using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.Glue.Catalog;

/// <summary>Calls that answer 200 with their faults inside, one for each entry that failed.</summary>
internal static class Batch
{
    public static IReadOnlyList<TError> Run<TItem, TError>(
        IReadOnlyList<TItem> items,
        int limit,
        Action<TItem> work,
        Func<TItem, AwsException, TError> describe
    )
    {
        if (items.Count > limit)
        {
            throw GlueErrors.InvalidInput($"At most {limit} entries are allowed in one call, not {items.Count}.");
        }

        var errors = new List<TError>();
        foreach (var item in items)
        {
            try
            {
                work(item);
            }
            catch (AwsException fault)
            {
                errors.Add(describe(item, fault));
            }
        }

        return errors;
    }
}
