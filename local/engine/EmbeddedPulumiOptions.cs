using System.Collections.Immutable;
using CustomerLake.Local.Engine.Display.Live;
using CustomerLake.Local.Engine.Programs;
using CustomerLake.Local.Engine.Providers;
using CustomerLake.Local.Engine.State;

namespace CustomerLake.Local.Engine;

/// <summary>What the embedded engine is made of.</summary>
public sealed record EmbeddedPulumiOptions
{
    /// <summary>Where stacks are kept, unless a project or <c>PULUMI_BACKEND_URL</c> names a backend.</summary>
    public required string StateFolder { get; init; }

    /// <summary>The packages whose resources a program may use.</summary>
    public ImmutableArray<ProviderPackage> Packages { get; init; } = [];

    /// <summary>Runs the program of a project.</summary>
    public required IProgramRunner Runner { get; init; }

    /// <summary>Used when the environment gives none; null demands one, as the pulumi CLI does.</summary>
    public string? Passphrase { get; init; }

    /// <summary>Gives up at once: steps under way are left as pending operations, the lock stays.</summary>
    public CancellationToken Forceful { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Ids of providers and locks.</summary>
    public Func<string> NewId { get; init; } = () => Guid.NewGuid().ToString();

    /// <summary>The salt of a new stack, 8 bytes; null draws it at random.</summary>
    public byte[]? Salt { get; init; }

    /// <summary>The process's own environment; a caller's variables lie on top.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = ProcessEnvironment();

    /// <summary>The writer of state files; a test's throws where a crash is to happen.</summary>
    public StateFiles Files { get; init; } = new();

    /// <summary>Where a person watches operations; null tells of them line by line.</summary>
    public ILiveScreen? Screen { get; init; }

    private static Dictionary<string, string> ProcessEnvironment() =>
        System
            .Environment.GetEnvironmentVariables()
            .Cast<System.Collections.DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "");
}
