using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.S3;

/// <summary>What to list.</summary>
/// <param name="Prefix">Keys that start so.</param>
/// <param name="Delimiter">Keys that go on behind it count as one common prefix; null or empty: none do.</param>
/// <param name="After">Only keys and common prefixes that sort behind this one.</param>
/// <param name="Limit">At most so many keys and common prefixes together.</param>
internal sealed record ListQuery(string Prefix = "", string? Delimiter = null, string After = "", int Limit = 1000);

/// <summary>A page of a listing; <paramref name="Next"/> is the last name on it when there is more, else null.</summary>
internal sealed record ListPage(
    IReadOnlyList<ObjectVersion> Objects,
    IReadOnlyList<string> CommonPrefixes,
    string? Next
);

internal sealed partial class ObjectStore
{
    private const int Batch = 256;

    /// <summary>One page in key order. With a delimiter the index is skipped from prefix to prefix, not read through.</summary>
    public ListPage List(CallContext call, string bucket, ListQuery query)
    {
        Buckets.Require(bucket, call);
        var objects = new List<ObjectVersion>();
        var prefixes = new List<string>();
        var cursor = query.After;
        var last = "";
        if (SharedPrefix(query, query.After) is { } done)
        {
            cursor = ObjectIndex.EndOf(done);
        }

        while (query.Limit > 0)
        {
            var wanted = string.IsNullOrEmpty(query.Delimiter)
                ? query.Limit - objects.Count + 1
                : Math.Min(Batch, query.Limit - objects.Count - prefixes.Count + 1);
            var rows = _index.Present(bucket, query.Prefix, cursor, wanted);
            foreach (var row in rows)
            {
                if (objects.Count + prefixes.Count == query.Limit)
                {
                    return new ListPage(objects, prefixes, last);
                }

                if (SharedPrefix(query, row.Key) is { } shared)
                {
                    prefixes.Add(shared);
                    last = shared;
                    cursor = ObjectIndex.EndOf(shared);
                    break;
                }

                objects.Add(row);
                last = row.Key;
                cursor = row.Key;
            }

            if (rows.Count == 0 || (rows.Count < wanted && cursor == rows[^1].Key))
            {
                break;
            }
        }

        return new ListPage(objects, prefixes, null);
    }

    /// <summary>Every present object below a prefix, page after page.</summary>
    public IEnumerable<ObjectVersion> ListAll(CallContext call, string bucket, string prefix)
    {
        var after = "";
        while (true)
        {
            var page = List(call, bucket, new ListQuery(prefix, After: after));
            foreach (var version in page.Objects)
            {
                yield return version;
            }

            if (page.Next is null)
            {
                yield break;
            }

            after = page.Next;
        }
    }

    /// <summary>Versions and delete markers, newest first, behind a key and (when given) one version of it.</summary>
    public (
        IReadOnlyList<ObjectVersion> Versions,
        IReadOnlyList<string> CommonPrefixes,
        (string Key, string Version)? Next
    ) ListVersions(CallContext call, string bucket, ListQuery query, string? versionMarker)
    {
        Buckets.Require(bucket, call);
        var versions = new List<ObjectVersion>();
        var prefixes = new List<string>();
        var (cursor, sequence) = (query.After, 0L);
        if (versionMarker is not null)
        {
            CheckVersionId(versionMarker);
            sequence = _index.Find(bucket, cursor, versionMarker)?.Sequence ?? 0;
        }
        else if (SharedPrefix(query, cursor) is { } done)
        {
            cursor = ObjectIndex.EndOf(done);
        }

        (string, string)? last = null;
        while (query.Limit > 0)
        {
            var wanted = Math.Min(Batch, query.Limit - versions.Count - prefixes.Count + 1);
            var rows = _index.Versions(bucket, query.Prefix, cursor, sequence, wanted);
            var skipped = false;
            foreach (var row in rows)
            {
                if (versions.Count + prefixes.Count == query.Limit)
                {
                    return (versions, prefixes, last);
                }

                if (SharedPrefix(query, row.Key) is { } shared)
                {
                    prefixes.Add(shared);
                    last = (shared, "");
                    (cursor, sequence) = (ObjectIndex.EndOf(shared), 0);
                    skipped = true;
                    break;
                }

                versions.Add(row);
                last = (row.Key, row.VersionId);
                (cursor, sequence) = (row.Key, row.Sequence);
            }

            if (!skipped && rows.Count < wanted)
            {
                break;
            }
        }

        return (versions, prefixes, null);
    }

    private static string? SharedPrefix(ListQuery query, string key)
    {
        if (string.IsNullOrEmpty(query.Delimiter) || !key.StartsWith(query.Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        var end = key.IndexOf(query.Delimiter, query.Prefix.Length, StringComparison.Ordinal);
        return end < 0 ? null : key[..(end + query.Delimiter.Length)];
    }
}
