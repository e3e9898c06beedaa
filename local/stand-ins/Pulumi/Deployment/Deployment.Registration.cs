using Pulumi.Serialization;
using Pulumi.Testing;

namespace Pulumi;

public sealed partial class Deployment
{
    internal void Register(Resource resource, bool custom, ResourceArgs args, ResourceOptions options) =>
        Run.Track(CompleteAsync(resource, custom, args, options));

    internal void RegisterOutputs(Resource resource, Output<IDictionary<string, object?>> outputs) =>
        Run.Track(CompleteOutputsAsync(resource, outputs));

    private async Task CompleteAsync(Resource resource, bool custom, ResourceArgs args, ResourceOptions options)
    {
        try
        {
            var answer = await AskAsync(resource, custom, args, options);
            foreach (var (name, source) in resource.Sources)
            {
                if (name == "urn")
                {
                    source.Set(new OutputData<object?>([], answer.Urn, true, false));
                }
                else if (name == "id" && resource is CustomResource)
                {
                    var id = answer.Id ?? "";
                    source.Set(new OutputData<object?>([], id, id.Length > 0, false));
                }
                else if (answer.State.TryGetValue(name, out var value))
                {
                    source.Set(Converter.Convert($"{resource.GetType().FullName}.{name}", value, source.Type, []));
                }
            }
        }
        catch (Exception e)
        {
            // Nothing may wait for ever on an output of a resource that failed.
            foreach (var source in resource.Sources.Values)
            {
                source.SetException(e);
            }

            throw;
        }
        finally
        {
            // What was not answered is unknown in a preview, and known to be empty in an update.
            foreach (var source in resource.Sources.Values)
            {
                source.SetDefault(isKnown: !IsDryRun);
            }
        }
    }

    private async Task<MockMonitor.Registered> AskAsync(
        Resource resource,
        bool custom,
        ResourceArgs args,
        ResourceOptions options
    )
    {
        if (options.Urn is { } urn)
        {
            return Monitor.Find(urn);
        }

        var id = options.Id is null ? "" : await options.Id.ToOutput().ValueAsync("");
        if (string.IsNullOrEmpty(id))
        {
            var request = await PrepareAsync(resource, custom, args, options);
            return await Monitor.RegisterAsync(resource, request, (options as CustomResourceOptions)?.ImportId ?? "");
        }

        if (resource is not CustomResource)
        {
            throw new ArgumentException($"ResourceOptions.Id is only valid for a {nameof(CustomResource)}");
        }

        return await Monitor.ReadAsync(resource, await PrepareAsync(resource, custom, args, options), id);
    }

    private async Task<MockMonitor.Request> PrepareAsync(
        Resource resource,
        bool custom,
        ResourceArgs args,
        ResourceOptions options
    )
    {
        var type = resource.GetResourceType();
        var name = resource.GetResourceName();
        var explicitly = await options.DependsOn.ToOutput().ValueAsync([]);
        var members = await args.ToDictionaryAsync();
        var inputs = await Serializer.MembersAsync(
            $"resource:{name}[{type}]",
            members.Where(member => member.Key is not ("id" or "urn"))
        );
        var parent =
            options.Parent is { } given ? await given.Urn.ValueAsync("")
            : type == Stack.TypeName ? ""
            : await Stack.Urn.ValueAsync("");
        var provider = custom && options.Provider is { } own ? await own.ReferenceAsync() : "";
        var dependencies = inputs.Dependencies.Concat(explicitly).SelectMany(d => d.Reachable()).Distinct();
        await Task.WhenAll(dependencies.Select(d => d.Urn.DataTask));
        return new MockMonitor.Request(type, name, parent, provider, inputs);
    }

    private async Task CompleteOutputsAsync(Resource resource, Output<IDictionary<string, object?>> outputs)
    {
        var urn = await resource.Urn.ValueAsync("");
        var values = await outputs.ValueAsync(new Dictionary<string, object?>());
        var members = await Serializer.MembersAsync("monitor.registerResourceOutputs(...)", values);
        await Monitor.RegisterOutputsAsync(urn, members.Values);
    }
}
