using System.Collections.Immutable;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>A thing that the engine keeps in its state.</summary>
public class Resource
{
    private readonly string _type;
    private readonly string _name;
    private readonly bool? _protect;
    private readonly ImmutableArray<ResourceTransformation> _transformations;
    private readonly ImmutableDictionary<string, ProviderResource> _providers = ImmutableDictionary<
        string,
        ProviderResource
    >.Empty;

    private protected Resource(
        string type,
        string name,
        bool custom,
        ResourceArgs args,
        ResourceOptions options,
        bool remote
    )
    {
        ThrowIfEmpty(type, nameof(type));
        ThrowIfEmpty(name, nameof(name));
        (_type, _name) = (type, name);

        // Before the parent learns of this resource, so that no other thread meets it half made.
        Sources = OutputSource.Attach(this, overwriteComponent: remote || options.Urn is not null);

        var deployment = Deployment.Instance.Internal;
        var parent = options.Parent ?? (type == Stack.TypeName || options.Urn is not null ? null : deployment.Stack);
        _transformations = [.. options.ResourceTransformations, .. parent?._transformations ?? []];
        (args, options) = Transform(args, options);

        options = options.Clone();
        if (options is ComponentResourceOptions { Provider: not null, Providers.Count: > 0 })
        {
            throw new ResourceException(
                "Do not supply both 'provider' and 'providers' options to a ComponentResource.",
                options.Parent
            );
        }

        if (options.Parent is { } given)
        {
            given.AddChild(this);
            options.Protect ??= given._protect;
            _providers = given._providers;
        }

        _providers = _providers.SetItems(OwnProviders(custom, options));
        _protect = options.Protect;
        if (custom)
        {
            options.Provider ??= options.Parent?.FindProvider(type);
            Provider = options.Provider;
        }

        foreach (var alias in options.Aliases)
        {
            alias.Apply(a => a.Validated());
        }

        deployment.Register(this, custom, args, options);
    }

    [Output("urn")]
    public Output<string> Urn { get; private protected set; } = null!;

    internal ImmutableDictionary<string, OutputSource> Sources { get; }

    internal ProviderResource? Provider { get; }

    internal HashSet<Resource> Children { get; } = [];

    public string GetResourceType() => _type;

    public string GetResourceName() => _name;

    /// <summary>The provider that this resource hands to children of the package that a token names.</summary>
    internal ProviderResource? FindProvider(string token) =>
        token.Split(':') is [var package, _, _] ? _providers.GetValueOrDefault(package) : null;

    /// <summary>The resources that stand for this one as a dependency: itself, or what is in a component.</summary>
    internal IEnumerable<Resource> Reachable()
    {
        if (this is not ComponentResource { remote: false })
        {
            return [this];
        }

        lock (Children)
        {
            return [.. Children.SelectMany(child => child.Reachable())];
        }
    }

    private static void ThrowIfEmpty(string value, string parameter)
    {
        if (string.IsNullOrEmpty(value))
        {
            throw new ArgumentException($"'{parameter}' cannot be null or empty.", parameter);
        }
    }

    private (ResourceArgs Args, ResourceOptions Options) Transform(ResourceArgs args, ResourceOptions options)
    {
        foreach (var transformation in _transformations)
        {
            if (transformation(new ResourceTransformationArgs(this, args, options)) is not { } result)
            {
                continue;
            }

            if (result.Options.Parent != options.Parent)
            {
                throw new ArgumentException(
                    "Transformations cannot currently be used to change the 'parent' of a resource."
                );
            }

            (args, options) = (result.Args, result.Options);
        }

        return (args, options);
    }

    private IEnumerable<KeyValuePair<string, ProviderResource>> OwnProviders(bool custom, ResourceOptions options)
    {
        if (custom)
        {
            return options.Provider is { } provider && _type.Split(':') is [var package, _, _]
                ? [new(package, provider)]
                : [];
        }

        IEnumerable<ProviderResource> providers = options.Provider is { } only
            ? [only]
            : (options as ComponentResourceOptions)?.Providers ?? [];
        return providers.Select(p => KeyValuePair.Create(p.Package, p));
    }

    private void AddChild(Resource child)
    {
        lock (Children)
        {
            Children.Add(child);
        }
    }
}

/// <summary>A resource of a provider.</summary>
public class CustomResource : Resource
{
    public CustomResource(string type, string name, ResourceArgs? args, CustomResourceOptions? options = null)
        : base(
            type,
            name,
            custom: true,
            args ?? ResourceArgs.Empty,
            options ?? new CustomResourceOptions(),
            remote: false
        ) { }

    public CustomResource(
        string type,
        string name,
        ResourceArgs? args,
        CustomResourceOptions? options = null,
        RegisterPackageRequest? registerPackageRequest = null
    )
        : this(type, name, args, options) => RegisterPackageRequest.Refuse(registerPackageRequest);

    [Output("id")]
    public Output<string> Id { get; private protected set; } = null!;
}

/// <summary>A configured plugin that other resources can name as theirs.</summary>
public class ProviderResource : CustomResource
{
    public ProviderResource(string package, string name, ResourceArgs args, CustomResourceOptions? options = null)
        : base($"pulumi:providers:{package}", name, args, options) => Package = package;

    public ProviderResource(
        string package,
        string name,
        ResourceArgs args,
        CustomResourceOptions? options = null,
        RegisterPackageRequest? registerPackageRequest = null
    )
        : this(package, name, args, options) => RegisterPackageRequest.Refuse(registerPackageRequest);

    // The subject of a type token is the package, also while the constructor of the base class runs.
    internal string Package
    {
        get => field ?? GetResourceType().Split(':')[2];
    }

    internal async Task<string> ReferenceAsync()
    {
        var id = await Id.ValueAsync("");
        return $"{await Urn.ValueAsync("")}::{(string.IsNullOrEmpty(id) ? Wire.UnknownText : id)}";
    }
}

/// <summary>A request to load a parameterised package, which only the engine of the Pulumi CLI can do.</summary>
public sealed class RegisterPackageRequest
{
    private RegisterPackageRequest() { }

    internal static void Refuse(RegisterPackageRequest? request)
    {
        if (request is not null)
        {
            throw StandIn.CannotDo("register a parameterised package");
        }
    }
}
