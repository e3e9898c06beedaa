using Pulumi.Automation.Commands;

namespace CustomerLake.Environments;

/// <summary>Where an environment's definition and workspace are, and who carries out what is asked.</summary>
public sealed record EnvironmentOptions
{
    /// <summary>Carries out the commands of the pulumi CLI; null starts the CLI of this machine.</summary>
    public PulumiCommand? PulumiCommand { get; init; }

    /// <summary>Holds <c>Pulumi.yaml</c> and a <c>Pulumi.STACK.yaml</c> for each flavour; never written to.</summary>
    public required string ProjectFolder { get; init; }

    /// <summary>Gets a folder for each stack, with the files that Pulumi reads and writes.</summary>
    public required string WorkFolder { get; init; }

    /// <summary>Configuration over that of the stack's file; a key without <c>:</c> is the project's own.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Variables of the commands over those of this process; null unsets one.</summary>
    public IReadOnlyDictionary<string, string?> EnvironmentVariables { get; init; } = new Dictionary<string, string?>();

    /// <summary>Told of lines and steps as they come.</summary>
    public IProgress<EnvironmentProgress>? Progress { get; init; }

    public OperationFlags Flags { get; init; } = new();

    /// <summary>How long a preview that is to go waits for the lock of one that is still being made.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.Zero;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Makes the part of an environment's names that nobody can guess: 4 to 10 lower-case letters and digits.</summary>
    public Func<string> NewSuffix { get; init; } = Suffixes.New;
}

/// <summary>What an operation can be told, in the pulumi CLI's terms.</summary>
public sealed record OperationFlags
{
    public int? Parallel { get; init; }

    public string? Message { get; init; }

    /// <summary>URNs, and patterns of them, that alone are touched; empty means all.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>Those that depend on a target are touched too.</summary>
    public bool TargetDependents { get; init; }

    /// <summary>URNs that are left as they are.</summary>
    public IReadOnlyList<string> Excludes { get; init; } = [];

    public bool ExcludeDependents { get; init; }

    /// <summary>URNs that are replaced although nothing asks for it.</summary>
    public IReadOnlyList<string> Replace { get; init; } = [];

    /// <summary>A refresh or destroy only says what it would do.</summary>
    public bool PreviewOnly { get; init; }

    public bool Refresh { get; init; }

    public bool Diff { get; init; }

    public bool ExpectNoChanges { get; init; }

    public bool ContinueOnError { get; init; }

    /// <summary>The file of a plan: written by a preview, kept to by an update.</summary>
    public string? Plan { get; init; }

    /// <summary>A refresh forgets interrupted creations.</summary>
    public bool ClearPendingCreates { get; init; }

    /// <summary>A refresh takes over what interrupted creations have made.</summary>
    public IReadOnlyList<(string Urn, string Id)> ImportPendingCreates { get; init; } = [];

    /// <summary>A refresh leaves interrupted creations as they are.</summary>
    public bool SkipPendingCreates { get; init; }

    /// <summary>A refresh or destroy runs the program first.</summary>
    public bool RunProgram { get; init; }

    /// <summary>The program's debug messages are shown.</summary>
    public bool Debug { get; init; }

    public bool Json { get; init; }
}
