using System.Collections.Immutable;
using CustomerLake.Local.Engine.Values;
using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;

namespace CustomerLake.Local.Engine.Programs.InProcess;

/// <summary>Makes the engine's requests from what the mocks say and what the transformation saw.</summary>
internal sealed class RequestBuilder(ProgramResources resources)
{
    public async Task<RegisterRequest> RegistrationAsync(ResourceTransformationArgs seen, MockResourceArgs args)
    {
        var (resource, options) = (seen.Resource, seen.Options);
        var custom = options as CustomResourceOptions;
        var inputs = await InputsAsync(seen, args);
        Unsupported.RefuseOutputText(args.Name!, inputs.Map);
        var explicitly = await ListAsync(options.DependsOn);
        return new RegisterRequest(args.Type!, args.Name!, resource is CustomResource, inputs.Map)
        {
            Parent = resources.UrnOf(options.Parent),
            DependsOn =
            [
                .. resources
                    .Reachable(explicitly.Concat(inputs.Needs.Values.SelectMany(needs => needs)))
                    .Distinct(StringComparer.Ordinal)
                    .Order(StringComparer.Ordinal),
            ],
            PropertyDependencies = inputs.Needs.ToImmutableSortedDictionary(
                entry => entry.Key,
                entry => resources.Reachable(entry.Value).Distinct().Order(StringComparer.Ordinal).ToImmutableArray(),
                StringComparer.Ordinal
            ),
            Provider = resources.Provider(args.Provider),
            Protect = resources.IsProtected(resource),
            RetainOnDelete = options.RetainOnDelete,
            DeleteBeforeReplace = custom?.DeleteBeforeReplace,
            IgnoreChanges = [.. options.IgnoreChanges],
            ReplaceOnChanges = [.. options.ReplaceOnChanges],
            HideDiffs = [.. options.HideDiffs],
            AdditionalSecretOutputs = [.. custom?.AdditionalSecretOutputs ?? []],
            Aliases = await AliasesAsync(options),
            ImportId = string.IsNullOrEmpty(custom?.ImportId) ? null : custom.ImportId,
            DeletedWith = options.DeletedWith is { } with ? await UrnAsync(with) : null,
            ReplaceWith = [.. await Task.WhenAll((await ListAsync(options.ReplaceWith)).Select(UrnAsync))],
            CustomTimeouts = options.CustomTimeouts is { } timeouts
                ? new CustomTimeouts(timeouts.Create, timeouts.Update, timeouts.Delete)
                : null,
            Version = options.Version,
        };
    }

    public async Task<ReadResourceRequest> ReadAsync(ResourceTransformationArgs seen, MockResourceArgs args)
    {
        var inputs = await InputsAsync(seen, args);
        var explicitly = await ListAsync(seen.Options.DependsOn);
        return new ReadResourceRequest(args.Type!, args.Name!, args.Id!, inputs.Map)
        {
            Parent = resources.UrnOf(seen.Options.Parent),
            DependsOn = [.. resources.Reachable(explicitly).Distinct().Order(StringComparer.Ordinal)],
            Provider = resources.Provider(args.Provider),
            AdditionalSecretOutputs = [.. (seen.Options as CustomResourceOptions)?.AdditionalSecretOutputs ?? []],
            Version = seen.Options.Version,
        };
    }

    private static async Task<IEnumerable<Resource>> ListAsync(InputList<Resource> input)
    {
        var list = await OutputUtilities.GetValueAsync(input.ToOutput());
        return list.IsDefault ? [] : list;
    }

    /// <summary>Also of a resource that is still being registered.</summary>
    private async Task<string> UrnAsync(Resource resource)
    {
        await OutputUtilities.GetValueAsync(resource.Urn);
        return resources.UrnOf(resource);
    }

    private static async Task<(PropertyMap Map, Dictionary<string, HashSet<Resource>> Needs)> InputsAsync(
        ResourceTransformationArgs seen,
        MockResourceArgs args
    )
    {
        var map = new List<KeyValuePair<string, PropertyValue>>();
        var needs = new Dictionary<string, HashSet<Resource>>(StringComparer.Ordinal);
        foreach (var input in await InputWalker.WalkAsync(seen.Args))
        {
            map.Add(KeyValuePair.Create(input.Name, await JsonAsync(input, args)));
            needs[input.Name] = input.Needs;
        }

        return (PropertyMap.Of(map), needs);
    }

    /// <summary>Members that are sent as JSON text are taken as the SDK has written them.</summary>
    private static async Task<PropertyValue> JsonAsync(InputWalker.WalkedInput input, MockResourceArgs args)
    {
        if (!input.IsJson)
        {
            return input.Value;
        }

        if (input.Value.ContainsUnknowns || !args.Inputs.TryGetValue(input.Name, out var text))
        {
            return PropertyValue.Unknown;
        }

        var value = await InputWalker.PlainAsync(text);
        return input.Value.ContainsSecrets ? PropertyValue.Secret(value) : value;
    }

    private async Task<ImmutableArray<AliasSpec>> AliasesAsync(ResourceOptions options)
    {
        var found = ImmutableArray.CreateBuilder<AliasSpec>();
        foreach (var input in options.Aliases)
        {
            var alias = await OutputUtilities.GetValueAsync(input.ToOutput());
            found.Add(
                new AliasSpec
                {
                    Urn = alias.Urn,
                    Name = await TextAsync(alias.Name),
                    Type = await TextAsync(alias.Type),
                    Project = await TextAsync(alias.Project),
                    Stack = await TextAsync(alias.Stack),
                    ParentUrn = alias.Parent is { } parent ? resources.UrnOf(parent) : await TextAsync(alias.ParentUrn),
                    NoParent = alias.NoParent,
                }
            );
        }

        return found.ToImmutable();
    }

    private static async Task<string?> TextAsync(Input<string>? input) =>
        input is null ? null : await OutputUtilities.GetValueAsync(input.ToOutput());
}
