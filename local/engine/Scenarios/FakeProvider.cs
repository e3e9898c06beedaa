using System.Collections.Immutable;
using System.Globalization;
using CustomerLake.Local.Engine.Providers;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Scenarios;

/// <summary>The provider of the scenarios (package <c>fake</c>), equal to the one that they were recorded with.</summary>
internal sealed partial class FakeProvider(FakeWorld world) : IResourceProvider
{
    private static readonly string[] Types = ["fake:index:Thing", "fake:index:Store", "fake:index:Plain"];

    private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string _region = "local";
    private string _urn = "";

    public static ProviderPackage Package(FakeWorld world) => new("fake", "1.0.0", () => new FakeProvider(world));

    public Task<CheckResult> CheckConfigAsync(CheckRequest request, CancellationToken cancellationToken)
    {
        world.Record(new FakeCall("CheckConfig") { Urn = request.Urn });
        return Task.FromResult(
            request.NewInputs.Text("region") == "bad"
                ? new CheckResult(request.NewInputs)
                {
                    Failures = [new CheckFailure("region", "region 'bad' is not known")],
                }
                : CheckResult.Ok(request.NewInputs)
        );
    }

    public Task<DiffResult> DiffConfigAsync(DiffRequest request, CancellationToken cancellationToken)
    {
        world.Record(new FakeCall("DiffConfig") { Urn = request.Urn });
        var keys = ObjectDiff.ChangedKeys(request.OldInputs, request.NewInputs);
        return Task.FromResult(
            keys.Length == 0
                ? DiffResult.None
                : new DiffResult(DiffChanges.Some)
                {
                    ChangedKeys = keys,
                    ReplaceKeys = [.. keys.Where(key => key == "region")],
                    Detailed = ObjectDiff.Compare(request.OldInputs, request.NewInputs, key => key == "region"),
                }
        );
    }

    public Task ConfigureAsync(ConfigureRequest request, CancellationToken cancellationToken)
    {
        _urn = request.Urn;
        world.Record(new FakeCall("Configure") { Urn = _urn });
        _region = request.Inputs.Text("region") ?? "local";
        return _region == "unreachable"
            ? throw new ProviderException("cannot reach region 'unreachable'")
            : Task.CompletedTask;
    }

    public async Task<CheckResult> CheckAsync(CheckRequest request, CancellationToken cancellationToken)
    {
        world.Record(new FakeCall("Check") { Urn = request.Urn });
        if (world.Strike("check", request.Name) is { } fault)
        {
            if (fault.Mode == "failures")
            {
                return new CheckResult(request.NewInputs)
                {
                    Failures =
                    [
                        new CheckFailure("note", fault.Message ?? "check failed on demand"),
                        new CheckFailure("", "a failure without a property"),
                    ],
                };
            }

            await SufferAsync(fault, "check");
        }

        if (!Types.Contains(request.Type))
        {
            throw new ProviderException($"unknown resource type '{request.Type}'");
        }

        var failures = Failures(request.NewInputs);
        var inputs =
            failures.Length == 0 && !request.NewInputs.ContainsKey("mode")
                ? request.NewInputs.With("mode", "standard")
                : request.NewInputs;
        return new CheckResult(inputs) { Failures = failures };
    }

    public async Task<DiffResult> DiffAsync(DiffRequest request, CancellationToken cancellationToken)
    {
        world.Record(new FakeCall("Diff") { Urn = request.Urn, Id = request.Id });
        if (world.Strike("diff", Urn.Parse(request.Urn).Name) is { } fault)
        {
            await SufferAsync(fault, "diff");
        }

        if (request.Type == "fake:index:Plain")
        {
            return new DiffResult(DiffChanges.Unknown);
        }

        var keys = ObjectDiff.ChangedKeys(request.OldInputs, request.NewInputs);
        return keys.Length == 0
            ? DiffResult.None
            : new DiffResult(DiffChanges.Some)
            {
                ChangedKeys = keys,
                ReplaceKeys = [.. keys.Where(IsReplace)],
                StableKeys = ["arn"],
                DeleteBeforeReplace = keys.Contains("renamed"),
                Detailed = ObjectDiff.Compare(request.OldInputs, request.NewInputs, IsReplace),
            };
    }

    public async Task<InvokeResult> InvokeAsync(InvokeRequest request, CancellationToken cancellationToken)
    {
        world.Record(new FakeCall("Invoke") { Token = request.Token, Preview = request.Preview });
        if (world.Strike("invoke", request.Token) is { } fault)
        {
            await SufferAsync(fault, "invoke");
        }

        if (request.Token != "fake:index:lookup")
        {
            throw new ProviderException($"unknown function '{request.Token}'");
        }

        if (request.Arguments.Text("name") is not { } name)
        {
            return new InvokeResult(PropertyMap.Empty)
            {
                Failures = [new CheckFailure("name", "missing required argument 'name'")],
            };
        }

        var item = world.Cloud.Newest(name) ?? throw new ProviderException($"no thing named '{name}'");
        return new InvokeResult(Outputs(item, item.Inputs).With("id", item.Id));
    }

    public Task CancelAsync()
    {
        _cancelled.TrySetResult();
        return Task.CompletedTask;
    }

    private static bool IsReplace(string key) => key is "immutable" or "renamed";

    private static ImmutableArray<CheckFailure> Failures(PropertyMap inputs)
    {
        var failures = ImmutableArray.CreateBuilder<CheckFailure>();
        if (!inputs.ContainsKey("name"))
        {
            failures.Add(new CheckFailure("name", "missing required property 'name'"));
        }

        if (inputs.Find("size") is { IsUnknown: false } size)
        {
            if (size.AsNumber is not { } number)
            {
                failures.Add(new CheckFailure("size", "size must be a number"));
            }
            else if (number is < 0 or > 100)
            {
                failures.Add(new CheckFailure("size", $"size must be between 0 and 100, got {Number(number)}"));
            }
        }

        return failures.ToImmutable();
    }

    private static string Number(double number) => number.ToString("0.################", CultureInfo.InvariantCulture);

    /// <summary>Outputs of a thing; inputs as the engine gave them, so that they stay secret.</summary>
    private static PropertyMap Outputs(FakeItem item, PropertyMap inputs)
    {
        var outputs = inputs
            .With("arn", $"arn:fake:{item.Region}:{item.Type.Split(':')[^1].ToLowerInvariant()}:{item.Id}")
            .With("computed", Computed(item.Inputs))
            .With("revision", (double)item.Revision);
        return outputs.Find("secretText") is { } secret
            ? outputs.With("secretText", PropertyValue.Secret(secret))
            : outputs;
    }

    private static PropertyValue Computed(PropertyMap inputs) =>
        inputs.Find("name") is { IsUnknown: true } || inputs.Find("size") is { IsUnknown: true }
            ? PropertyValue.Unknown
            : PropertyValue.Of(
                $"computed-{inputs.Text("name")}-{(inputs.Find("size")?.AsNumber is { } size ? Number(size) : "")}"
            );

    /// <summary>Waits and fails as the fault says; comes back when it is only slow.</summary>
    private async Task SufferAsync(FakeFault fault, string operation)
    {
        if (fault.Delay > TimeSpan.Zero && !fault.After)
        {
            await WaitAsync(fault);
        }

        switch (fault.Mode)
        {
            case "fail":
                throw new ProviderException(fault.Message ?? $"{operation} failed on demand");
            case "throttle":
                throw new ProviderException("ThrottlingException: Rate exceeded", ProviderErrorCode.ResourceExhausted);
            case "unavailable":
                throw new ProviderException(
                    fault.Message ?? $"{operation} failed on demand",
                    ProviderErrorCode.Unavailable
                );
            case "hang" when !fault.After:
                await HangAsync();
                break;
        }
    }

    private async Task HangAsync()
    {
        await _cancelled.Task;
        throw new ProviderException("the provider was told to cancel");
    }

    private async Task WaitAsync(FakeFault fault)
    {
        var wait = fault.Wait(world.Time);
        if (await (fault.IgnoreCancel ? Task.WhenAny(wait) : Task.WhenAny(wait, _cancelled.Task)) != wait)
        {
            throw new ProviderException("the provider was told to cancel");
        }
    }
}
