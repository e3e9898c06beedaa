using System.Text.RegularExpressions;
using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.Logs;

/// <summary>Log groups, their retention and their tags.</summary>
internal sealed partial class LogGroupOperations(LogStore store, TimeProvider time)
{
    private const int MostListed = 50;

    private static readonly HashSet<int> Retentions =
    [
        1,
        3,
        5,
        7,
        14,
        30,
        60,
        90,
        120,
        150,
        180,
        365,
        400,
        545,
        731,
        1096,
        1827,
        2192,
        2557,
        2922,
        3288,
        3653,
    ];

    public Task<Nothing> CreateAsync(CreateLogGroupRequest request, CallContext call, CancellationToken _)
    {
        if (!GroupName().IsMatch(request.LogGroupName))
        {
            throw LogsErrors.Invalid(
                $"1 validation error detected: Value '{request.LogGroupName}' at 'logGroupName' failed to satisfy "
                    + @"constraint: Member must satisfy regular expression pattern: [\.\-_/#A-Za-z0-9]+"
            );
        }

        if (request.LogGroupClass is not (null or "STANDARD" or "INFREQUENT_ACCESS" or "DELIVERY"))
        {
            throw LogsErrors.Invalid($"The log group class '{request.LogGroupClass}' does not exist.");
        }

        store.AddGroup(
            call.Scope,
            new LogGroup
            {
                Name = request.LogGroupName,
                Created = time.GetUtcNow().ToUnixTimeMilliseconds(),
                Class = request.LogGroupClass ?? "STANDARD",
                KmsKeyId = request.KmsKeyId,
                Tags = request.Tags ?? new Dictionary<string, string>(),
            }
        );
        return Nothing.Task;
    }

    public Task<Nothing> DeleteAsync(LogGroupRequest request, CallContext call, CancellationToken _)
    {
        store.DeleteGroup(call.Scope, request.LogGroupName);
        return Nothing.Task;
    }

    public Task<DescribeLogGroupsResponse> DescribeAsync(
        DescribeLogGroupsRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        if (request.LogGroupNamePrefix is not null && request.LogGroupNamePattern is not null)
        {
            throw LogsErrors.Invalid(
                "LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters."
            );
        }

        var matching = store
            .Groups(call.Scope, request.LogGroupNamePrefix ?? "")
            .Where(group => request.LogGroupClass is null || group.Class == request.LogGroupClass)
            .Where(group =>
                request.LogGroupNamePattern is not { } pattern
                || group.Name.Contains(pattern, StringComparison.OrdinalIgnoreCase)
            );
        var (page, next) = LogPaging.Page(matching, group => group.Name, request.NextToken, request.Limit, MostListed);
        return Task.FromResult(
            new DescribeLogGroupsResponse
            {
                LogGroups = [.. page.Select(group => Describe(group, call))],
                NextToken = next,
            }
        );
    }

    public Task<Nothing> PutRetentionAsync(PutRetentionPolicyRequest request, CallContext call, CancellationToken _)
    {
        if (!Retentions.Contains(request.RetentionInDays))
        {
            throw LogsErrors.Invalid(
                $"1 validation error detected: Value '{request.RetentionInDays}' at 'retentionInDays' failed to satisfy "
                    + $"constraint: Member must satisfy enum value set: [{string.Join(", ", Retentions.Order())}]"
            );
        }

        store.ChangeGroup(
            call.Scope,
            request.LogGroupName,
            group => group with { RetentionInDays = request.RetentionInDays }
        );
        return Nothing.Task;
    }

    public Task<Nothing> DeleteRetentionAsync(LogGroupRequest request, CallContext call, CancellationToken _)
    {
        store.ChangeGroup(call.Scope, request.LogGroupName, group => group with { RetentionInDays = null });
        return Nothing.Task;
    }

    public Task<Nothing> TagAsync(TagResourceRequest request, CallContext call, CancellationToken _)
    {
        store.ChangeGroup(
            call.Scope,
            NameOf(request.ResourceArn),
            group => group with { Tags = Merged(group.Tags, request.Tags) }
        );
        return Nothing.Task;
    }

    public Task<Nothing> UntagAsync(UntagResourceRequest request, CallContext call, CancellationToken _)
    {
        store.ChangeGroup(
            call.Scope,
            NameOf(request.ResourceArn),
            group =>
                group with
                {
                    Tags = group
                        .Tags.Where(tag => !request.TagKeys.Contains(tag.Key))
                        .ToDictionary(tag => tag.Key, tag => tag.Value),
                }
        );
        return Nothing.Task;
    }

    public Task<ListTagsResponse> ListTagsAsync(
        ListTagsForResourceRequest request,
        CallContext call,
        CancellationToken _
    ) =>
        Task.FromResult(
            new ListTagsResponse { Tags = store.RequireGroup(call.Scope, NameOf(request.ResourceArn)).Tags }
        );

    public Task<ListTagsResponse> ListTagsOfGroupAsync(
        LogGroupRequest request,
        CallContext call,
        CancellationToken _
    ) => Task.FromResult(new ListTagsResponse { Tags = store.RequireGroup(call.Scope, request.LogGroupName).Tags });

    /// <summary>The name in a group's ARN, with or without the star that older answers end with.</summary>
    public static string NameOf(string identifier)
    {
        if (!identifier.StartsWith("arn:", StringComparison.Ordinal))
        {
            return identifier;
        }

        var parts = identifier.Split(':');
        return parts.Length >= 7 && parts[2] == "logs" && parts[5] == "log-group"
            ? parts[6]
            : throw LogsErrors.Invalid($"'{identifier}' is not the ARN of a log group.");
    }

    private LogGroupEntry Describe(LogGroup group, CallContext call)
    {
        var arn = LogsService.GroupArn(call, group.Name);
        return new LogGroupEntry
        {
            LogGroupName = group.Name,
            CreationTime = group.Created,
            RetentionInDays = group.RetentionInDays,
            Arn = arn + ":*",
            LogGroupArn = arn,
            StoredBytes = store.SizeOf(call.Scope, group.Name),
            LogGroupClass = group.Class,
            KmsKeyId = group.KmsKeyId,
        };
    }

    private static Dictionary<string, string> Merged(
        IReadOnlyDictionary<string, string> present,
        IReadOnlyDictionary<string, string> added
    )
    {
        var result = new Dictionary<string, string>(present);
        foreach (var (key, value) in added)
        {
            result[key] = value;
        }

        return result;
    }

    [GeneratedRegex(@"\A[.\-_/#A-Za-z0-9]{1,512}\z")]
    private static partial Regex GroupName();
}
