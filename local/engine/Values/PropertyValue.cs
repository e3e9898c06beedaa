using System.Collections.Immutable;

namespace CustomerLake.Local.Engine.Values;

/// <summary>A value in an input or output of a resource: a closed set of kinds, immutable, equal by content.</summary>
public abstract record PropertyValue
{
    private PropertyValue() { }

    /// <summary>JSON null. At the top of a property map it counts as absent.</summary>
    public static readonly PropertyValue Null = new NullValue();

    /// <summary>A value that is not known before the update has run.</summary>
    public static readonly PropertyValue Unknown = new UnknownValue();

    public static readonly PropertyValue True = new BoolValue(true);
    public static readonly PropertyValue False = new BoolValue(false);

    public sealed record NullValue : PropertyValue;

    public sealed record UnknownValue : PropertyValue;

    public sealed record BoolValue(bool Value) : PropertyValue;

    public sealed record NumberValue(double Value) : PropertyValue;

    public sealed record StringValue(string Value) : PropertyValue;

    /// <summary>A list, equal to another one by its elements.</summary>
    public sealed record ListValue(ImmutableArray<PropertyValue> Items) : PropertyValue
    {
        public bool Equals(ListValue? other) => other is not null && Items.SequenceEqual(other.Items);

        public override int GetHashCode() => Items.Length;
    }

    public sealed record MapValue(PropertyMap Entries) : PropertyValue;

    /// <summary>A secret around a value that is not itself a secret.</summary>
    public sealed record SecretValue(PropertyValue Element) : PropertyValue;

    /// <summary>An asset: exactly one of text, path and URI is set.</summary>
    public sealed record AssetValue(string? Text, string? Path, string? Uri, string? Hash = null) : PropertyValue;

    /// <summary>An archive: exactly one of members, path and URI is set.</summary>
    public sealed record ArchiveValue(PropertyMap? Assets, string? Path, string? Uri, string? Hash = null)
        : PropertyValue;

    public sealed record ResourceReferenceValue(string Urn, PropertyValue? Id, string PackageVersion) : PropertyValue;

    public static PropertyValue Of(string? value) => value is null ? Null : new StringValue(value);

    public static PropertyValue Of(bool value) => value ? True : False;

    public static PropertyValue Of(double value) => new NumberValue(value);

    public static PropertyValue Of(PropertyMap value) => new MapValue(value);

    public static PropertyValue Of(IEnumerable<PropertyValue> items) => new ListValue([.. items]);

    public static implicit operator PropertyValue(string? value) => Of(value);

    public static implicit operator PropertyValue(bool value) => Of(value);

    public static implicit operator PropertyValue(double value) => Of(value);

    public static implicit operator PropertyValue(PropertyMap value) => Of(value);

    /// <summary>Marks the value secret, once.</summary>
    public static PropertyValue Secret(PropertyValue value) => value is SecretValue ? value : new SecretValue(value);

    /// <summary>The value without a secret marker at its top.</summary>
    public PropertyValue Bare => this is SecretValue secret ? secret.Element : this;

    public bool IsNull => this is NullValue;

    public bool IsUnknown => Bare is UnknownValue;

    /// <summary>The text of a string value, through a secret marker; otherwise null.</summary>
    public string? AsText => (Bare as StringValue)?.Value;

    /// <summary>The value of a number, through a secret marker; otherwise null.</summary>
    public double? AsNumber => (Bare as NumberValue)?.Value;

    /// <summary>The value of a boolean, through a secret marker; otherwise null.</summary>
    public bool? AsBool => (Bare as BoolValue)?.Value;

    /// <summary>The entries of a map, through a secret marker; otherwise null.</summary>
    public PropertyMap? AsMap => (Bare as MapValue)?.Entries;

    /// <summary>The items of a list, through a secret marker; empty when it is no list.</summary>
    public ImmutableArray<PropertyValue> AsItems => (Bare as ListValue)?.Items ?? [];

    /// <summary>Whether an unknown is anywhere inside.</summary>
    public bool ContainsUnknowns => Any(static value => value is UnknownValue);

    /// <summary>Whether a secret is anywhere inside.</summary>
    public bool ContainsSecrets => Any(static value => value is SecretValue);

    /// <summary>The value with every secret marker taken off, at any depth.</summary>
    public PropertyValue WithoutSecrets =>
        Rewrite(static value => value is SecretValue secret ? secret.Element : value);

    /// <summary>Whether the condition holds for this value or one inside it.</summary>
    public bool Any(Func<PropertyValue, bool> condition) =>
        condition(this)
        || this switch
        {
            ListValue list => list.Items.Any(item => item.Any(condition)),
            MapValue map => map.Entries.Any(condition),
            SecretValue secret => secret.Element.Any(condition),
            ArchiveValue { Assets: { } assets } => assets.Any(condition),
            ResourceReferenceValue { Id: { } id } => id.Any(condition),
            _ => false,
        };

    /// <summary>Rebuilds the value from the inside out, every part passed through the function.</summary>
    public PropertyValue Rewrite(Func<PropertyValue, PropertyValue> rewrite) =>
        rewrite(
            this switch
            {
                ListValue list => new ListValue([.. list.Items.Select(item => item.Rewrite(rewrite))]),
                MapValue map => new MapValue(map.Entries.Rewrite(rewrite)),
                SecretValue secret => Secret(secret.Element.Rewrite(rewrite)),
                ArchiveValue { Assets: { } assets } archive => archive with { Assets = assets.Rewrite(rewrite) },
                _ => this,
            }
        );
}
