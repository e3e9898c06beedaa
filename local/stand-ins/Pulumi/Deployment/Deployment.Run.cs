using System.Collections.Immutable;
using System.Reflection;
using Pulumi.Testing;

namespace Pulumi;

public sealed partial class Deployment
{
    /// <summary>The exit code that tells the language host that the errors have been reported.</summary>
    private const int ReportedFailure = 32;

    public static Task<int> RunAsync(Action action) => RunUnderEngineAsync();

    public static Task<int> RunAsync(Func<IDictionary<string, object?>> func) => RunUnderEngineAsync();

    public static Task<int> RunAsync(Func<Task> func) => RunUnderEngineAsync();

    public static Task<int> RunAsync(Func<Task<IDictionary<string, object?>>> func, StackOptions? options = null) =>
        RunUnderEngineAsync();

    public static Task<int> RunAsync<TStack>()
        where TStack : Stack, new() => RunUnderEngineAsync();

    public static Task<int> RunAsync<TStack>(IServiceProvider serviceProvider)
        where TStack : Stack => RunUnderEngineAsync();

    public static Task<ImmutableArray<Resource>> TestAsync<TStack>(IMocks mocks, TestOptions? options = null)
        where TStack : Stack, new() =>
        TestAsync(
            mocks,
            options,
            () => (TStack)Activator.CreateInstance(typeof(TStack), BindingFlags.DoNotWrapExceptions, null, null, null)!
        );

    public static Task<ImmutableArray<Resource>> TestWithServiceProviderAsync<TStack>(
        IMocks mocks,
        IServiceProvider serviceProvider,
        TestOptions? options = null
    )
        where TStack : Stack =>
        TestAsync(
            mocks,
            options,
            () =>
                (serviceProvider ?? throw new ArgumentNullException(nameof(serviceProvider))).GetService(typeof(TStack))
                    as TStack
                ?? throw new InvalidOperationException(
                    $"Failed to resolve instance of type {typeof(TStack)} from service provider. Register the type with the service provider before calling {nameof(RunAsync)}."
                )
        );

    public static async Task<(ImmutableArray<Resource> Resources, IDictionary<string, object?> Outputs)> TestAsync(
        IMocks testMocks,
        TestOptions testOptions,
        Func<Task<IDictionary<string, object?>>> createResources
    )
    {
        TestStack? stack = null;
        var resources = await TestAsync(
            testMocks,
            testOptions,
            () => stack = new TestStack(() => createResources().GetAwaiter().GetResult())
        );
        return (resources.RemoveAll(resource => resource is TestStack), stack!.Exports);
    }

    public static Task<(ImmutableArray<Resource> Resources, IDictionary<string, object?> Outputs)> TestAsync(
        IMocks testMocks,
        TestOptions testOptions,
        Func<IDictionary<string, object?>> createResources
    ) => TestAsync(testMocks, testOptions, () => Task.FromResult(createResources()));

    public static async Task<ImmutableArray<Resource>> TestAsync(
        IMocks testMocks,
        TestOptions testOptions,
        Func<Task> createResources
    )
    {
        async Task<IDictionary<string, object?>> WithoutExportsAsync()
        {
            await createResources();
            return new Dictionary<string, object?>();
        }

        return (await TestAsync(testMocks, testOptions, WithoutExportsAsync)).Resources;
    }

    public static Task<ImmutableArray<Resource>> TestAsync(
        IMocks testMocks,
        TestOptions testOptions,
        Action createResources
    ) =>
        TestAsync(
            testMocks,
            testOptions,
            () =>
            {
                createResources();
                return Task.CompletedTask;
            }
        );

    // These must be asynchronous methods: they keep the ambient instance from their callers.
    private static async Task<ImmutableArray<Resource>> TestAsync(
        IMocks mocks,
        TestOptions? options,
        Func<Stack> create
    )
    {
        var deployment = new Deployment(mocks, options);
        if (_instance.Value is not null)
        {
            throw new InvalidOperationException(
                "Deployment.Instance should only be set once at the beginning of a 'Run' call."
            );
        }

        _instance.Value = new DeploymentInstance(deployment);
        await deployment.RunToEndAsync(create);
        return deployment._errors switch
        {
            [] => deployment.Monitor.Resources(),
            [var error] => throw new RunException(error),
            var errors => throw new AggregateException(errors.Select(error => new RunException(error))),
        };
    }

    private static async Task<int> RunUnderEngineAsync()
    {
        string[] variables = ["MONITOR", "ENGINE", "PROJECT", "STACK", "DRY_RUN", "QUERY_MODE", "PARALLEL"];
        await Task.CompletedTask;
        throw variables.All(name => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("PULUMI_" + name)))
            ? StandIn.CannotDo("run under the Pulumi CLI")
            : new InvalidOperationException(
                "Program run without the Pulumi engine available; re-run using the `pulumi` CLI"
            );
    }

    private async Task RunToEndAsync(Func<Stack> create)
    {
        List<Exception> faults;
        try
        {
            create().ExportProperties();
            faults = await Run.WaitAsync();
        }
        catch (Exception e)
        {
            faults = [e];
        }

        foreach (var fault in faults)
        {
            AddError(
                fault switch
                {
                    RunException or ResourceException { HideStack: true } => fault.Message,
                    ResourceException => fault.ToString(),
                    _ =>
                        $"Running program '{Assembly.GetEntryAssembly()?.Location}' failed with an unhandled exception:\n{fault}",
                }
            );
        }

        if (faults.Count > 0)
        {
            Environment.ExitCode = ReportedFailure;
        }
    }

    /// <summary>The stack of a program that is given as a function.</summary>
    private sealed class TestStack : Stack
    {
        public TestStack(Func<IDictionary<string, object?>> createResources) => Exports = createResources();

        public IDictionary<string, object?> Exports { get; }
    }
}
