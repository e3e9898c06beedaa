using CustomerLake.Local.Engine.Values;
using Pulumi;
using Pulumi.Testing;

namespace CustomerLake.Local.Engine.Programs.InProcess;

/// <summary>
/// Runs a stack class of this process through the SDK's public testing entry, with mocks that ask the engine and a
/// transformation of the root stack that observes what the mocks do not tell.
/// </summary>
/// <param name="program">
/// Makes the stack; it must hand the options to its base constructor. Called once per run.
/// </param>
public sealed class InProcessProgramRunner(Func<StackOptions, Stack> program) : IProgramRunner
{
    private const int Failed = 1;

    public async Task<ProgramResult> RunAsync(
        ProgramRequest request,
        IResourceMonitor monitor,
        CancellationToken cancellationToken
    )
    {
        var root = Values.Urn.Root(request.Stack, request.Project);
        RegisterResponse answer;
        try
        {
            answer = await monitor.RegisterResourceAsync(
                new RegisterRequest(Values.Urn.RootType, root.Name, Custom: false, PropertyMap.Empty),
                cancellationToken
            );
        }
        catch (MonitorException)
        {
            return new ProgramResult((string?)null) { Bailed = true };
        }

        var resources = new ProgramResources { RootUrn = answer.Urn };
        var mocks = new MonitorMocks(monitor, resources, request.Preview, cancellationToken);
        AppDomain.CurrentDomain.ProcessExit += Refuse;
        var exitCode = System.Environment.ExitCode;
        try
        {
            await Task.Run(() => Start(request, mocks), CancellationToken.None).WaitAsync(cancellationToken);
            return new ProgramResult(mocks.Bailed ? null : mocks.FindUnsupported()) { Bailed = mocks.Bailed };
        }
        catch (Exception fault)
            when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return mocks.Bailed
                ? new ProgramResult((string?)null) { Bailed = true }
                : new ProgramResult(mocks.InvokeFault is { } text ? $"program failed: {text}" : Describe(fault));
        }
        finally
        {
            AppDomain.CurrentDomain.ProcessExit -= Refuse;
            await mocks.EndAsync();

            // A failed program leaves a code for its language host, which there is none of here.
            System.Environment.ExitCode = exitCode;
        }
    }

    /// <summary>
    /// A program may end the process that it shares with the engine, and call that a success: it has not said all of what
    /// it wants, so the operation has failed. What it did so far is in the journal.
    /// </summary>
    private static void Refuse(object? sender, EventArgs happened)
    {
        if (System.Environment.ExitCode == 0)
        {
            System.Environment.ExitCode = Failed;
        }

        Console.Error.WriteLine(
            "error: the process was ended while the program ran (Environment.Exit?); nothing that the program did not reach "
                + "was deleted. `pulumi cancel` frees the lock of the stack, and the next `pulumi up` goes on from here."
        );
    }

    private Task Start(ProgramRequest request, MonitorMocks mocks)
    {
        var options = new TestOptions
        {
            ProjectName = request.Project,
            StackName = request.Stack,
            OrganizationName = request.Organization,
            IsPreview = request.Preview,
            RootDirectory = request.WorkDirectory,
        };
        using var turn = new ConfigurationTurn(request);
        return Deployment.TestWithServiceProviderAsync<Stack>(mocks, new StackProvider(program, mocks, turn), options);
    }

    private static string Describe(Exception fault) =>
        fault is AggregateException { InnerExceptions: { Count: > 0 } inner }
            ? string.Join("\n", inner.Select(one => one.Message).Distinct())
            : fault.Message;

    /// <summary>Hands out the stack with the observing transformation in its options; the SDK has its configuration by then.</summary>
    private sealed class StackProvider(Func<StackOptions, Stack> program, MonitorMocks mocks, ConfigurationTurn turn)
        : IServiceProvider
    {
        public object? GetService(Type serviceType)
        {
            turn.Dispose();
            mocks.Begin(SdkDeployment.Current());
            var options = new StackOptions();
            options.ResourceTransformations.Add(mocks.Observe);
            var stack = mocks.Run(() => program(options));
            Unsupported.Refuse(options);
            return stack;
        }
    }
}
