using System.Collections.Immutable;
using Pulumi;

namespace CustomerLake.Tests.Unit.PulumiSdk;

/// <summary>A resource with a member of every shape, written as generated SDKs write theirs.</summary>
[ResourceType("fake:index:Thing", "1.2.3")]
public sealed class Thing(string name, ThingArgs? args = null, CustomResourceOptions? options = null)
    : CustomResource(
        "fake:index:Thing",
        name,
        args ?? new ThingArgs(),
        CustomResourceOptions.Merge(new CustomResourceOptions { Version = "1.2.3" }, options)
    )
{
    [Output("size")]
    public Output<int?> Size { get; private set; } = null!;

    [Output("title")]
    public Output<string> Title { get; private set; } = null!;

    [Output("items")]
    public Output<ImmutableArray<string>> Items { get; private set; } = null!;

    [Output("labels")]
    public Output<ImmutableDictionary<string, string>?> Labels { get; private set; } = null!;

    [Output("part")]
    public Output<PartResult?> Part { get; private set; } = null!;
}

public sealed class ThingArgs : ResourceArgs
{
    [Input("items")]
    private InputList<string>? _items;

    [Input("labels")]
    private InputMap<string>? _labels;

    [Input("parts")]
    private InputList<PartArgs>? _parts;

    [Input("title")]
    public Input<string>? Title { get; set; }

    [Input("size")]
    public Input<int>? Size { get; set; }

    [Input("ratio")]
    public Input<double>? Ratio { get; set; }

    [Input("isOpen")]
    public Input<bool>? IsOpen { get; set; }

    [Input("color")]
    public InputUnion<string, Color>? Color { get; set; }

    [Input("part")]
    public Input<PartArgs>? Part { get; set; }

    [Input("content")]
    public Input<AssetOrArchive>? Content { get; set; }

    [Input("other")]
    public Input<Resource>? Other { get; set; }

    public InputList<string> Items
    {
        get => _items ??= [];
        set => _items = value;
    }

    public InputMap<string> Labels
    {
        get => _labels ??= [];
        set => _labels = value;
    }

    public InputList<PartArgs> Parts
    {
        get => _parts ??= [];
        set => _parts = value;
    }
}

public sealed class PartArgs : ResourceArgs
{
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;

    [Input("weight")]
    public Input<double>? Weight { get; set; }
}

[OutputType]
public sealed class PartResult
{
#pragma warning disable CA1051 // The SDK reads an output type by its fields.
    public readonly string Name;
    public readonly double? Weight;
#pragma warning restore CA1051

    [OutputConstructor]
    private PartResult(string name, double? weight) => (Name, Weight) = (name, weight);
}

[EnumType]
public readonly struct Color : IEquatable<Color>
{
    private readonly string _value;

    private Color(string value) => _value = value;

    public static Color DarkRed { get; } = new("dark-red");

    public static explicit operator string(Color value) => value._value;

    public static bool operator ==(Color left, Color right) => left.Equals(right);

    public static bool operator !=(Color left, Color right) => !left.Equals(right);

    public bool Equals(Color other) => _value == other._value;

    public override bool Equals(object? obj) => obj is Color other && Equals(other);

    public override int GetHashCode() => _value?.GetHashCode(StringComparison.Ordinal) ?? 0;

    public override string ToString() => _value;
}

public sealed class FakeProvider(string name, FakeProviderArgs args, CustomResourceOptions? options = null)
    : ProviderResource("fake", name, args, options);

public sealed class FakeProviderArgs : ResourceArgs
{
    [Input("region")]
    public Input<string>? Region { get; set; }

    [Input("isStrict", json: true)]
    public Input<bool>? IsStrict { get; set; }

    [Input("endpoints", json: true)]
    private InputList<PartArgs>? _endpoints;

    public InputList<PartArgs> Endpoints
    {
        get => _endpoints ??= [];
        set => _endpoints = value;
    }
}

public sealed class Group : ComponentResource
{
    public Group(string name, ComponentResourceOptions? options = null, Action<Group>? content = null)
        : base("lake:index:Group", name, options)
    {
        Label = Output.Create($"label of {name}");
        content?.Invoke(this);
        RegisterOutputs();
    }

    [Output("label")]
    public Output<string> Label { get; private set; }
}
