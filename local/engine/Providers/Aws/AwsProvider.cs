using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Providers.Aws;

/// <summary>Finds the class of a type token, and does for all types what is the same for all.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A source without a timer holds nothing to release.")]
internal sealed class AwsProvider(AwsPackageOptions options) : IResourceProvider
{
    private readonly CancellationTokenSource _cancelled = new();
    private AwsApi? _aws;
    private DefaultTags _defaultTags = DefaultTags.None;

    public Task<CheckResult> CheckConfigAsync(CheckRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(
            new CheckResult(request.NewInputs)
            {
                Failures = [.. AwsConfiguration.Faults(request.NewInputs, options.Environment)],
            }
        );

    public Task<DiffResult> DiffConfigAsync(DiffRequest request, CancellationToken cancellationToken)
    {
        // Other keys or another endpoint reach the same things; another region does not.
        var changed = ChangedConfig(request);
        return Task.FromResult(
            changed.IsEmpty
                ? DiffResult.None
                : new DiffResult(DiffChanges.Some)
                {
                    ChangedKeys = changed,
                    ReplaceKeys = [.. changed.Where(k => k == "region")],
                }
        );
    }

    public async Task ConfigureAsync(ConfigureRequest request, CancellationToken cancellationToken)
    {
        var retry = new AwsRetry { Attempts = options.Attempts };
        var configuration = AwsConfiguration.Read(request.Inputs.WithoutSecrets, options.Environment, retry);
        var random = options.Seed is { } seed ? new Random(seed) : Random.Shared;
        var call = new AwsCall(options.Http, configuration, options.Time, random);
        _defaultTags = configuration.DefaultTags;
        _aws = new AwsApi(call, Sts.CallerIdentity.Once(call, _cancelled.Token));
        if (configuration.AllowedAccounts.Length + configuration.ForbiddenAccounts.Length > 0)
        {
            var account = await _aws.AccountAsync();
            if (
                configuration.ForbiddenAccounts.Contains(account)
                || (configuration.AllowedAccounts.Length > 0 && !configuration.AllowedAccounts.Contains(account))
            )
            {
                throw new ProviderException(
                    $"AWS account '{account}' is not one that 'aws:allowedAccountIds' and 'aws:forbiddenAccountIds' permit.",
                    ProviderErrorCode.FailedPrecondition
                );
            }
        }
    }

    public Task<CheckResult> CheckAsync(CheckRequest request, CancellationToken cancellationToken)
    {
        var type = AwsTypes.Find(request.Type);
        var inputs = request.NewInputs;
        if (type.NameInput is { } name && IsMissing(inputs, name))
        {
            inputs = inputs.With(
                name,
                request.OldInputs.Find(name)
                    ?? AutoName.Make(request.Name, request.RandomSeed, type.NameLength, inputs.Text(name + "Prefix"))
            );
        }

        inputs = _defaultTags.Check(type, inputs);
        var missing = type
            .Required.Where(required => IsMissing(inputs, required))
            .Select(required => new CheckFailure(required, $"'{required}' is required."));
        var broken = type.Rules.SelectMany(rule => rule.Failures(inputs));
        var tags = type.TakesTags ? Tags.Failures(DefaultTags.Applied(inputs)) : [];
        return Task.FromResult(
            new CheckResult(inputs) { Failures = [.. missing, .. broken, .. tags, .. type.Check(inputs)] }
        );
    }

    public Task<DiffResult> DiffAsync(DiffRequest request, CancellationToken cancellationToken)
    {
        var type = AwsTypes.Find(request.Type);
        return Task.FromResult(ResourceDiff.Of(type, request.OldInputs, request.NewInputs));
    }

    public Task<CreateResult> CreateAsync(CreateRequest request, CancellationToken cancellationToken) =>
        request.Preview
            ? Task.FromResult(new CreateResult(null, request.Inputs))
            : GuardAsync(
                request.Urn,
                request.Inputs,
                request.Timeout,
                async token =>
                {
                    var type = AwsTypes.Find(request.Type);
                    var inputs = DefaultTags.Applied(request.Inputs.WithoutSecrets);
                    var aws = Api(inputs);
                    var id = await type.CreateAsync(inputs, aws, token);
                    // Made it is; that it cannot be read yet must not lose it.
                    try
                    {
                        var live = await ReadNewAsync(type, id, inputs, aws, token);
                        return new CreateResult(id, Outputs(inputs, live, request.Inputs, aws));
                    }
                    catch (AwsServiceException e)
                    {
                        return new CreateResult(id, request.Inputs)
                        {
                            InitErrors = [Redaction.Of(request.Inputs).Apply(e.Message)],
                        };
                    }
                },
                cancellationToken
            );

    public Task<ReadResult?> ReadAsync(ReadRequest request, CancellationToken cancellationToken) =>
        GuardAsync(
            request.Urn,
            request.Inputs,
            null,
            async token =>
            {
                var type = AwsTypes.Find(request.Type);
                var known = DefaultTags.Applied(request.Outputs.WithoutSecrets.With(request.Inputs.WithoutSecrets));
                var aws = Api(known);
                if (await ReadLiveAsync(type, request.Id, known, aws, token) is not { } live)
                {
                    return null;
                }

                // Of a thing that was never read whole (an interrupted create) nothing is known to have changed.
                var before = request.Outputs.ContainsKey("region") ? request.Outputs : live;
                var inputs = _defaultTags.InputsOf(type, request.Inputs, before, live);
                return new ReadResult(request.Id, inputs, Outputs(known, live, request.Inputs, aws));
            },
            cancellationToken
        );

    public async Task<FindResult?> FindAsync(FindRequest request, CancellationToken cancellationToken)
    {
        var type = AwsTypes.Find(request.Type);
        var inputs = DefaultTags.Applied(request.Inputs.WithoutSecrets);
        if (!type.CanFind(inputs))
        {
            return null;
        }

        var id = await GuardAsync(
            request.Urn,
            request.Inputs,
            null,
            token => type.FindIdAsync(inputs, Api(inputs), token),
            cancellationToken
        );
        if (id is null)
        {
            return new FindResult(null);
        }

        var read = new ReadRequest(request.Urn, id, request.Inputs, PropertyMap.Empty);
        var thing = await ReadAsync(read, cancellationToken);
        // A name is not proof: what bears other tags was made by somebody else. Without tags the create got no further.
        return
            thing is not null
            && Tags.Of(DefaultTags.Applied(thing.Outputs)) is { Count: > 0 } tags
            && !tags.SequenceEqual(Tags.Of(inputs))
            ? null
            : new FindResult(thing);
    }

    public Task<UpdateResult> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken) =>
        request.Preview
            ? Task.FromResult(new UpdateResult(request.OldOutputs.With(request.NewInputs)))
            : GuardAsync(
                request.Urn,
                request.NewInputs.With(request.OldInputs.Where((_, value) => value.ContainsSecrets)),
                request.Timeout,
                async token =>
                {
                    var type = AwsTypes.Find(request.Type);
                    var before = DefaultTags.Applied(request.OldInputs.WithoutSecrets);
                    var after = DefaultTags.Applied(request.NewInputs.WithoutSecrets);
                    var state = request.OldOutputs.WithoutSecrets;
                    var aws = Api(after);
                    var change = new Change(before, state, after, [.. Equality.Differences(type, before, after)]);
                    await type.UpdateAsync(request.Id, change, aws, token);
                    var live = await ReadNewAsync(type, request.Id, state.With(after), aws, token);
                    return new UpdateResult(Outputs(after, live, request.NewInputs, aws));
                },
                cancellationToken
            );

    public Task DeleteAsync(DeleteRequest request, CancellationToken cancellationToken) =>
        GuardAsync(
            request.Urn,
            request.OldInputs,
            request.Timeout,
            async token =>
            {
                var state = DefaultTags.Applied(
                    request.OldOutputs.WithoutSecrets.With(request.OldInputs.WithoutSecrets)
                );
                try
                {
                    await AwsTypes.Find(request.Type).DeleteAsync(request.Id, state, Api(state), token);
                }
                catch (AwsServiceException e) when (e.IsNotFound) { }

                return true;
            },
            cancellationToken
        );

    public Task<InvokeResult> InvokeAsync(InvokeRequest request, CancellationToken cancellationToken) =>
        GuardAsync(
            request.Token,
            request.Arguments,
            null,
            async token =>
            {
                var arguments = request.Arguments.WithoutSecrets;
                return new InvokeResult(await AwsTypes.FindFunction(request.Token)(arguments, Api(arguments), token));
            },
            cancellationToken
        );

    public Task CancelAsync() => _cancelled.CancelAsync();

    private AwsApi Api(PropertyMap inputs) =>
        (_aws ?? throw new InvalidOperationException("The provider is used before it is configured.")).In(
            inputs.Text("region")
        );

    private static bool IsMissing(PropertyMap inputs, string name) => inputs.Find(name) is not { IsNull: false };

    private static ImmutableArray<string> ChangedConfig(DiffRequest request) =>
        [
            .. request
                .OldInputs.Keys.Union(request.NewInputs.Keys)
                .Where(key =>
                    key != "version" && !Equals(request.OldInputs.Find(key)?.Bare, request.NewInputs.Find(key)?.Bare)
                )
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>A thing just made or changed may not be seen everywhere yet.</summary>
    private async Task<PropertyMap> ReadNewAsync(
        AwsResource type,
        string id,
        PropertyMap known,
        AwsApi aws,
        CancellationToken cancellationToken
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await ReadLiveAsync(type, id, known, aws, cancellationToken) is { } live)
            {
                return live;
            }

            if (attempt >= options.Attempts)
            {
                throw new AwsServiceException("Read", "NotFound", $"'{id}' was made, but cannot be found.", 404);
            }

            await aws.Call.BackOffAsync(attempt, cancellationToken);
        }
    }

    private static async Task<PropertyMap?> ReadLiveAsync(
        AwsResource type,
        string id,
        PropertyMap known,
        AwsApi aws,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await type.ReadAsync(id, known, aws, cancellationToken);
        }
        catch (AwsServiceException e) when (e.IsNotFound)
        {
            return null;
        }
    }

    /// <summary>What AWS says, over what the program said; what was a secret input is a secret output.</summary>
    private PropertyMap Outputs(PropertyMap known, PropertyMap live, PropertyMap inputs, AwsApi aws)
    {
        var marked = inputs.Find("tags") is { ContainsSecrets: true } tags ? inputs.With("tagsAll", tags) : inputs;
        var outputs = known.With("region", known.Find("region") ?? aws.Region).With(_defaultTags.Told(inputs, live));
        return PropertyMap.Of(
            outputs
                .Where(o => !o.Value.IsNull)
                .Select(o =>
                    KeyValuePair.Create(
                        o.Key,
                        marked.Find(o.Key) is { ContainsSecrets: true }
                            ? PropertyValue.Secret(o.Value.WithoutSecrets)
                            : o.Value
                    )
                )
        );
    }

    private async Task<T> GuardAsync<T>(
        string subject,
        PropertyMap inputs,
        TimeSpan? timeout,
        Func<CancellationToken, Task<T>> work,
        CancellationToken cancellationToken
    )
    {
        using var limit = timeout is { } span
            ? new CancellationTokenSource(span, options.Time)
            : new CancellationTokenSource();
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(
            cancellationToken,
            _cancelled.Token,
            limit.Token
        );
        try
        {
            return await work(linked.Token);
        }
        catch (AwsServiceException e)
        {
            throw new ProviderException(Redaction.Of(inputs).Apply(e.Message), ErrorCodes.Of(e));
        }
        catch (OperationCanceledException)
            when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ProviderException(
                $"{subject} was not ready within {timeout}.",
                ProviderErrorCode.ResourceExhausted
            );
        }
    }
}
