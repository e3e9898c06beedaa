namespace CustomerLake.Environments.Leftovers;

/// <summary>Asks the services what is left of an environment.</summary>
public interface ILeftoverCheck
{
    /// <exception cref="EnvironmentException">A service did not say.</exception>
    Task<IReadOnlyList<Leftover>> AskAsync(EnvironmentMark mark, CancellationToken cancellationToken);

    /// <summary>
    /// Removes what a service made by itself on behalf of the environment and so no stack can destroy: the log groups of
    /// Glue's jobs and crawlers. Only with a suffix in the mark: a name alone could be another's.
    /// </summary>
    /// <exception cref="EnvironmentException">A service refused.</exception>
    Task RemoveMadeByServicesAsync(
        EnvironmentMark mark,
        IReadOnlyList<Leftover> leftovers,
        CancellationToken cancellationToken
    );
}
