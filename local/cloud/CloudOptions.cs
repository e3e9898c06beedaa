using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Storage;
using CustomerLake.Local.Sql.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CustomerLake.Local.Cloud;

/// <summary>How a local cloud is started. Everything has a default but where its state lies.</summary>
public sealed record CloudOptions
{
    /// <summary>Let the system choose a free port.</summary>
    public const int AnyPort = 0;

    /// <summary>The port of the AWS endpoint on 127.0.0.1.</summary>
    public int Port { get; init; } = AnyPort;

    /// <summary>The port of the console on 127.0.0.1: another origin, so that no stored object can act as the console.</summary>
    public int ConsolePort { get; init; } = AnyPort;

    /// <summary>The folder of the database, the blobs and the secret; made with mode 0700 when missing.</summary>
    public required string StateFolder { get; init; }

    /// <summary>The secret of every account's root key; null makes a random one that the state folder keeps.</summary>
    public string? RootSecret { get; init; }

    /// <summary>Starts SQL workers: a process for each query and each run of a job. Null: all of it runs in this process.</summary>
    public WorkerCommand? SqlWorkers { get; init; }

    /// <summary>The Python that runs Glue jobs.</summary>
    public string Python { get; init; } = "python3";

    /// <summary>The folder that holds our <c>pyspark</c> and <c>awsglue</c>; null when no job will run.</summary>
    public string? GlueRuntimeFolder { get; init; }

    public Durability Durability { get; init; } = Durability.Process;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Makes ids repeatable, for approved texts; null in ordinary use.</summary>
    public int? IdSeed { get; init; }

    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>Told of every call that was answered; the contract tests see with it what foreign clients send.</summary>
    public Action<RecordedCall>? OnCall { get; init; }

    /// <exception cref="ArgumentException">Says every fault at once.</exception>
    internal void Validate()
    {
        var faults = new List<string>();
        CheckPort(faults, nameof(Port), Port);
        CheckPort(faults, nameof(ConsolePort), ConsolePort);
        if (Port != AnyPort && Port == ConsolePort)
        {
            faults.Add($"The endpoint and the console cannot both have port {Port}.");
        }

        if (string.IsNullOrWhiteSpace(StateFolder))
        {
            faults.Add("The state folder has no name.");
        }

        if (RootSecret is { Length: 0 })
        {
            faults.Add("The root secret is empty.");
        }

        if (faults.Count > 0)
        {
            throw new ArgumentException(string.Join(Environment.NewLine, faults));
        }
    }

    private static void CheckPort(List<string> faults, string name, int port)
    {
        if (port is < 0 or > 65535)
        {
            faults.Add($"{name} is {port}; a port is a number from 0 (any) to 65535.");
        }
    }
}
