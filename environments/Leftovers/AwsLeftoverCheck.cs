using Amazon.Runtime;
using CustomerLake.Harness;

namespace CustomerLake.Environments.Leftovers;

/// <summary>
/// Asks every service that the program uses for everything it has, and keeps what bears the environment's mark. No state,
/// no list of what was made: what nobody remembers is found too.
/// </summary>
public sealed class AwsLeftoverCheck(AwsTarget target) : ILeftoverCheck
{
    private static readonly Func<
        AwsTarget,
        EnvironmentMark,
        CancellationToken,
        IAsyncEnumerable<Leftover>
    >[] _questions =
    [
        StorageLeftovers.AskAsync,
        GlueLeftovers.AskAsync,
        AthenaLeftovers.AskAsync,
        QuickSightLeftovers.AskAsync,
        AccessLeftovers.AskAsync,
        KeyLeftovers.AskAsync,
        LogLeftovers.AskAsync,
    ];

    public Task<IReadOnlyList<Leftover>> AskAsync(EnvironmentMark mark, CancellationToken cancellationToken) =>
        WordedAsync<IReadOnlyList<Leftover>>(
            $"What is left of '{mark.Stack}' is not known, a service did not say",
            async () =>
            {
                var answers = await Task.WhenAll(
                    _questions.Select(async question =>
                        await question(target, mark, cancellationToken).ToListAsync(cancellationToken)
                    )
                );
                return [.. answers.SelectMany(answer => answer)];
            }
        );

    public Task RemoveMadeByServicesAsync(
        EnvironmentMark mark,
        IReadOnlyList<Leftover> leftovers,
        CancellationToken cancellationToken
    ) =>
        WordedAsync(
            $"What services made for '{mark.Stack}' was not removed",
            async () =>
            {
                var groups = LogLeftovers.MadeByServices(mark, leftovers);
                await LogLeftovers.RemoveAsync(target, groups, cancellationToken);
                return groups.Count;
            }
        );

    private static async Task<T> WordedAsync<T>(string trouble, Func<Task<T>> askAsync)
    {
        try
        {
            return await askAsync();
        }
        catch (Exception fault) when (fault is AmazonServiceException or AmazonClientException or HttpRequestException)
        {
            var code = fault is AmazonServiceException { ErrorCode: { } name } ? $"{name}: " : "";
            throw new EnvironmentException(
                FailureReason.Failed,
                $"{trouble} ({fault.GetType().Name}): {code}{fault.Message}",
                fault
            );
        }
    }
}
