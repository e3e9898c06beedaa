using System.Collections.Immutable;
using System.Reflection;
using CustomerLake.Local.Engine.Values;
using Pulumi;
using Pulumi.Utilities;

namespace CustomerLake.Local.Engine.Programs.InProcess;

/// <summary>Outputs of the engine in the form that the SDK's mocks may return.</summary>
internal static class MockState
{
    public static ImmutableDictionary<string, object> Of(PropertyMap outputs) =>
        outputs
            .Where((_, value) => !value.IsNull)
            .ToImmutableDictionary(entry => entry.Key, entry => Value(entry.Value)!);

    /// <summary>Every output of the resource's class unknown: what depends on it waits for nothing and does nothing.</summary>
    public static ImmutableDictionary<string, object> AllUnknown(Resource resource) =>
        resource
            .GetType()
            .GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Select(property => (property, Attribute: property.GetCustomAttribute<OutputAttribute>()))
            .Where(entry => entry.Attribute is not null)
            .Select(entry => entry.Attribute!.Name ?? entry.property.Name)
            .Where(name => name is not ("id" or "urn"))
            .Distinct()
            .ToImmutableDictionary(name => name, _ => Unknown());

    private static object Unknown() => OutputUtilities.CreateUnknown<object>("");

    private static object? Value(PropertyValue value) =>
        value switch
        {
            PropertyValue.NullValue => null,
            PropertyValue.UnknownValue => Unknown(),
            PropertyValue.BoolValue flag => flag.Value,
            PropertyValue.NumberValue number => number.Value,
            PropertyValue.StringValue text => text.Value,
            PropertyValue.SecretValue { Element: PropertyValue.UnknownValue } => Unknown(),
            PropertyValue.SecretValue secret => Output.CreateSecret(Value(secret.Element)!),
            PropertyValue.ListValue list => list.Items.Select(Value).ToImmutableArray(),
            PropertyValue.MapValue map => map
                .Entries.Where((_, entry) => !entry.IsNull)
                .ToImmutableDictionary(entry => entry.Key, entry => Value(entry.Value)!),
            PropertyValue.AssetValue { Text: { } text } => new StringAsset(text),
            PropertyValue.AssetValue { Path: { } path } => new FileAsset(path),
            PropertyValue.AssetValue { Uri: { } uri } => new RemoteAsset(uri),
            PropertyValue.ArchiveValue { Path: { } path } => new FileArchive(path),
            PropertyValue.ResourceReferenceValue reference => reference.Id is { } id ? Value(id) : reference.Urn,
            _ => throw new NotSupportedException($"an output of kind {value.GetType().Name} is not supported"),
        };
}
