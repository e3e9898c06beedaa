using System.Collections.Immutable;
using System.Diagnostics;
using CustomerLake.Local.Engine.Deploy;
using CustomerLake.Local.Engine.Values;
using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;

namespace CustomerLake.Local.Engine.Programs.InProcess;

/// <summary>
/// Answers the SDK's mock calls by asking the engine. The transformation has put what it saw into an asynchronous
/// local, so that it arrives with exactly the registration that it belongs to.
/// </summary>
internal sealed class MonitorMocks(
    IResourceMonitor monitor,
    ProgramResources resources,
    bool preview,
    CancellationToken stop
) : IMocks
{
    private readonly AsyncLocal<Seen?> _seen = new();
    private readonly RequestBuilder _requests = new(resources);
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ending = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SdkDeployment? _deployment;
    private int _inFlight;
    private volatile bool _over;
    private volatile int _programThread;

    private sealed record Seen(ResourceTransformationArgs Args, bool InApply);

    /// <summary>The engine has refused a request: the program may end, nothing more is begun.</summary>
    public bool Bailed { get; private set; }

    /// <summary>A function of a provider failed: why the program ends.</summary>
    public string? InvokeFault { get; private set; }

    /// <summary>The transformation of the root stack: looks, changes nothing.</summary>
    public ResourceTransformationResult? Observe(ResourceTransformationArgs args)
    {
        Unsupported.Refuse(args);
        resources.Observe(args);
        _seen.Value = new Seen(args, IsInApply());
        return null;
    }

    /// <summary>
    /// An Apply is a continuation, on whatever thread; where its value was there already, it runs at once, in the middle of
    /// the program's own code. Only an update looks for that, since the look is slow: a preview sees such a resource.
    /// </summary>
    private bool IsInApply() =>
        System.Environment.CurrentManagedThreadId != _programThread
        || (
            !preview
            && new StackTrace()
                .GetFrames()
                .Select(frame => frame.GetMethod()?.DeclaringType)
                .SkipWhile(type => type == typeof(MonitorMocks))
                .TakeWhile(type => type != typeof(MonitorMocks))
                .Any(IsOfOutput)
        );

    private static bool IsOfOutput(Type? type) =>
        (type?.DeclaringType ?? type) is { IsGenericType: true } outer
        && outer.GetGenericTypeDefinition() == typeof(Output<>);

    /// <summary>The SDK is about to run the program.</summary>
    public void Begin(SdkDeployment deployment)
    {
        _deployment = deployment;
        deployment.Hear(HearAsync);
    }

    /// <summary>What the program has asked for that shows only at its end; null when all can be had.</summary>
    public string? FindUnsupported() =>
        _deployment?.CallsBack == true ? Unsupported.CallsBack : Unsupported.Remote(resources.Components);

    /// <summary>Runs the program's own code on this thread: what is made elsewhere or later is made in a continuation.</summary>
    public Stack Run(Func<Stack> program)
    {
        _programThread = System.Environment.CurrentManagedThreadId;
        try
        {
            return program();
        }
        finally
        {
            _programThread = 0;
        }
    }

    public async Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        var (seen, inApply) = _seen.Value ?? throw new InvalidOperationException($"'{args.Name}' was never observed");
        if (seen.Resource.GetResourceType() != args.Type || seen.Resource.GetResourceName() != args.Name)
        {
            throw new InvalidOperationException(
                $"'{args.Name}' of type '{args.Type}' was observed as '{seen.Resource.GetResourceName()}'"
            );
        }

        if (!Enter())
        {
            return (null, MockState.AllUnknown(seen.Resource));
        }

        try
        {
            var response = await AskAsync(seen, inApply, args);
            resources.Answered(seen.Resource, response);
            return response.Outcome == RegisterOutcome.Success
                ? (response.Id, MockState.Of(response.Outputs))
                : (null, MockState.AllUnknown(seen.Resource));
        }
        catch (MonitorException)
        {
            Bailed = true;
            return (null, MockState.AllUnknown(seen.Resource));
        }
        finally
        {
            Leave();
        }
    }

    public async Task<object> CallAsync(MockCallArgs args)
    {
        if (!Enter())
        {
            throw new RunException("the deployment is being stopped");
        }

        try
        {
            var arguments = (await InputWalker.PlainAsync(args.Args)).AsMap ?? PropertyMap.Empty;
            var request = new MonitorInvokeRequest(args.Token!, arguments)
            {
                Provider = resources.Provider(args.Provider),
            };
            var response = await monitor.InvokeAsync(request, stop);
            return response.Failures.IsEmpty
                ? MockState.Of(response.Outputs)
                : throw new RequestRefusedException(
                    $"{args.Token} failed: "
                        + string.Join("; ", response.Failures.Select(fault => $"{fault.Reason} ({fault.Property})"))
                );
        }
        catch (MonitorException fault)
        {
            Bailed = true;
            throw new RunException(fault.Message);
        }
        catch (RequestRefusedException fault)
        {
            InvokeFault ??= fault.Message;
            throw new RunException(fault.Message);
        }
        finally
        {
            Leave();
        }
    }

    public async Task RegisterResourceOutputs(MockRegisterResourceOutputsRequest args)
    {
        if (!Enter())
        {
            return;
        }

        try
        {
            var isStack = Values.Urn.TryParse(args.Urn, out var mock) && mock.QualifiedType == Values.Urn.RootType;
            var resource = isStack ? resources.Stack : await resources.TakeByMockUrnAsync(args.Urn);
            if (resource is not null && !Bailed)
            {
                await monitor.RegisterOutputsAsync(resources.UrnOf(resource), await OutputsAsync(args.Outputs), stop);
            }
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>A message of the program; one about a resource waits until the resource has its URN.</summary>
    public async Task HearAsync(LogSeverity severity, string message, Resource? resource)
    {
        Interlocked.Increment(ref _inFlight);
        try
        {
            monitor.Log(severity, message, resource is null ? null : await UrnAsync(resource));
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>Null when it gets none: what was said of the resource is still said.</summary>
    private async Task<string?> UrnAsync(Resource resource)
    {
        var registered = OutputUtilities.GetValueAsync(resource.Urn);
        await Task.WhenAny(registered, _ending.Task);
        return registered.IsCompletedSuccessfully ? resources.UrnOf(resource) : null;
    }

    /// <summary>Refuses what the program still begins, and waits for what is being answered.</summary>
    public Task EndAsync()
    {
        _over = true;
        _ending.TrySetResult();
        return Volatile.Read(ref _inFlight) == 0 ? Task.CompletedTask : _idle.Task;
    }

    private static async Task<PropertyMap> OutputsAsync(ImmutableDictionary<string, Output<object?>> outputs)
    {
        var found = new List<KeyValuePair<string, PropertyValue>>();
        foreach (var (name, output) in outputs)
        {
            var value = await OutputUtilities.GetIsKnownAsync(output)
                ? await InputWalker.PlainAsync(await OutputUtilities.GetValueAsync(output))
                : PropertyValue.Unknown;
            var secret = await Output.IsSecretAsync(output);
            found.Add(KeyValuePair.Create(name, secret ? PropertyValue.Secret(value) : value));
        }

        return PropertyMap.Of(found);
    }

    private async Task<RegisterResponse> AskAsync(ResourceTransformationArgs seen, bool inApply, MockResourceArgs args)
    {
        var isImport = seen.Options is CustomResourceOptions { ImportId: { Length: > 0 } };
        return !string.IsNullOrEmpty(args.Id) && !isImport
            ? await monitor.ReadResourceAsync(await _requests.ReadAsync(seen, args), stop)
            : await monitor.RegisterResourceAsync(
                (await _requests.RegistrationAsync(seen, args)) with
                {
                    InApply = inApply,
                },
                stop
            );
    }

    private bool Enter()
    {
        Interlocked.Increment(ref _inFlight);
        if (!_over && !Bailed)
        {
            return true;
        }

        Leave();
        return false;
    }

    private void Leave()
    {
        if (Interlocked.Decrement(ref _inFlight) == 0 && _over)
        {
            _idle.TrySetResult();
        }
    }
}
