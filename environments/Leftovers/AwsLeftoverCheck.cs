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

    public async Task<IReadOnlyList<Leftover>> AskAsync(EnvironmentMark mark, CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(
            _questions.Select(async question =>
                await question(target, mark, cancellationToken).ToListAsync(cancellationToken)
            )
        );
        return [.. answers.SelectMany(answer => answer)];
    }
}
