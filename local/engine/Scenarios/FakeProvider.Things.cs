using System.Collections.Immutable;
using CustomerLake.Local.Engine.Providers;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Scenarios;

/// <summary>Making, reading, changing and deleting things.</summary>
internal sealed partial class FakeProvider
{
    public async Task<CreateResult> CreateAsync(CreateRequest request, CancellationToken cancellationToken)
    {
        world.Record(
            new FakeCall("Create")
            {
                Urn = request.Urn,
                Preview = request.Preview,
                Timeout = request.Timeout?.TotalSeconds,
            }
        );
        var fault = world.Strike(request.Preview ? "preview-create" : "create", request.Name);
        if (fault is not null)
        {
            await SufferAsync(fault, request.Preview ? "preview-create" : "create");
        }

        if (request.Preview)
        {
            return new CreateResult(null, Planned(request.Inputs));
        }

        var bare = request.Inputs.WithoutSecrets;
        if (bare.Find("unique") is { } unique && world.Cloud.FindBy("unique", unique) is { } other)
        {
            throw new ProviderException($"'{unique.AsText}' is already taken by {other.Id}");
        }

        var item = world.Cloud.Create(bare.Text("name") ?? "", request.Type, _region, bare);
        await AfterAsync(fault);
        return new CreateResult(item.Id, Outputs(item, request.Inputs)) { InitErrors = InitErrors(fault) };
    }

    public async Task<ReadResult?> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        world.Record(new FakeCall("Read") { Urn = request.Urn, Id = request.Id });
        var fault = world.Strike("read", Urn.Parse(request.Urn).Name);
        if (fault is not null)
        {
            await SufferAsync(fault, "read");
        }

        var item = world.Cloud.Find(request.Id);
        if (fault is { Mode: "gone" } || item is null || item.Type != request.Type)
        {
            return null;
        }

        if (fault is { Mode: "drift" })
        {
            item = item with { Inputs = item.Inputs.With("note", fault.Message ?? "drifted") };
        }

        var inputs = item.Inputs.With(
            item.Inputs.Where((name, value) => request.Inputs.Find(name) is PropertyValue.SecretValue)
                .Select(entry => KeyValuePair.Create(entry.Key, PropertyValue.Secret(entry.Value)))
        );
        return new ReadResult(item.Id, inputs, Outputs(item, inputs)) { InitErrors = InitErrors(fault) };
    }

    public async Task<UpdateResult> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken)
    {
        world.Record(
            new FakeCall("Update")
            {
                Urn = request.Urn,
                Id = request.Id,
                Preview = request.Preview,
                Timeout = request.Timeout?.TotalSeconds,
            }
        );
        if (request.Preview)
        {
            return new UpdateResult(PlannedUpdate(request));
        }

        var fault = world.Strike("update", Urn.Parse(request.Urn).Name);
        if (fault is not null)
        {
            await SufferAsync(fault, "update");
        }

        var item = world.Cloud.Find(request.Id) ?? throw new ProviderException($"{request.Id} does not exist");
        item = item with { Revision = item.Revision + 1, Inputs = request.NewInputs.WithoutSecrets };
        world.Cloud.Put(item);
        await AfterAsync(fault);
        return new UpdateResult(Outputs(item, request.NewInputs)) { InitErrors = InitErrors(fault) };
    }

    public async Task DeleteAsync(DeleteRequest request, CancellationToken cancellationToken)
    {
        world.Record(
            new FakeCall("Delete")
            {
                Urn = request.Urn,
                Id = request.Id,
                Timeout = request.Timeout?.TotalSeconds,
            }
        );
        var fault = world.Strike("delete", Urn.Parse(request.Urn).Name);
        if (fault is not null)
        {
            await SufferAsync(fault, "delete");
        }

        if (world.Cloud.FindBy("store", request.Id) is { } held)
        {
            throw new ProviderException(
                $"{request.Id} is not empty: it holds {held.Id}",
                ProviderErrorCode.FailedPrecondition
            );
        }

        world.Cloud.Remove(request.Id);
        await AfterAsync(fault);
    }

    private static PropertyMap Planned(PropertyMap inputs)
    {
        var outputs = inputs
            .With("arn", PropertyValue.Unknown)
            .With("computed", PropertyValue.Unknown)
            .With("revision", PropertyValue.Unknown);
        return Secret(outputs);
    }

    private static PropertyMap PlannedUpdate(UpdateRequest request)
    {
        var changes = new[] { "name", "size" }.Any(name =>
            request.NewInputs.Find(name) is { IsUnknown: true }
            || !Equals(request.OldInputs.Find(name), request.NewInputs.Find(name))
        );
        var outputs = request
            .NewInputs.With("arn", request.OldOutputs.Find("arn") ?? PropertyValue.Unknown)
            .With(
                "computed",
                changes ? PropertyValue.Unknown : request.OldOutputs.Find("computed") ?? PropertyValue.Unknown
            )
            .With("revision", PropertyValue.Unknown);
        return Secret(outputs);
    }

    private static PropertyMap Secret(PropertyMap outputs) =>
        outputs.Find("secretText") is { } secret ? outputs.With("secretText", PropertyValue.Secret(secret)) : outputs;

    private async Task AfterAsync(FakeFault? fault)
    {
        if (fault is { After: true, Mode: "hang" })
        {
            await HangAsync();
        }
        else if (fault is { After: true } && fault.Delay > TimeSpan.Zero)
        {
            await WaitAsync(fault);
        }
    }

    private static ImmutableArray<string> InitErrors(FakeFault? fault) =>
        fault is { Mode: "partial" } ? [fault.Message ?? "partial failure on demand"] : [];
}
