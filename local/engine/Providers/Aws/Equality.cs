using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Providers.Aws;

/// <summary>
/// The one home of what "equal" means: policies by meaning, other JSON texts by content, sets without order, an empty
/// optional like one left out.
/// </summary>
internal static class Equality
{
    // Maps whose keys are data, not properties: compared and taken over as a whole.
    private static readonly ImmutableHashSet<string> _freeMaps =
    [
        "tags",
        "tagsAll",
        "defaultArguments",
        "nonOverridableArguments",
        "parameters",
        "metadata",
    ];

    /// <summary>Top-level inputs that differ.</summary>
    public static ImmutableArray<string> Differences(AwsResource type, PropertyMap before, PropertyMap after) =>
        [
            .. before
                .Keys.Union(after.Keys)
                .Where(name => !name.StartsWith("__", StringComparison.Ordinal))
                .Where(name => !AreEqual(type, name, before.Find(name), after.Find(name)))
                .Order(StringComparer.Ordinal),
        ];

    public static bool AreEqual(AwsResource type, string name, PropertyValue? before, PropertyValue? after)
    {
        var (left, right) = (Normal(before), Normal(after));
        if (left is null || right is null)
        {
            return left is null && right is null;
        }

        if (left.ContainsUnknowns || right.ContainsUnknowns)
        {
            return left.Equals(right);
        }

        if (left.AsText is { } leftText && right.AsText is { } rightText)
        {
            return leftText == rightText
                || (type.Policies.Contains(name) && PolicyMeaning.AreEqual(leftText, rightText))
                || (type.JsonTexts.Contains(name) && SameJson(leftText, rightText));
        }

        return type.Sets.Contains(name) ? SameSet(left.AsItems, right.AsItems) : left.Equals(right);
    }

    /// <summary>
    /// The inputs that would make the thing as it is: the old ones, with what AWS says otherwise put in. What the program
    /// never set comes in only when it is no longer as it was, so that AWS's defaults are no drift and a change by hand is.
    /// </summary>
    /// <param name="outputs">What AWS said of the thing before.</param>
    public static PropertyMap InputsOf(AwsResource type, PropertyMap inputs, PropertyMap outputs, PropertyMap live) =>
        inputs.Count == 0
            ? live.Where((name, value) => !type.OutputsOnly.Contains(name) && Normal(value) is not null)
            : Members(type, inputs, outputs, live.Where((name, _) => !type.OutputsOnly.Contains(name)), isWhole: false);

    /// <param name="isWhole">Whether what is not told is not there; otherwise only null says so.</param>
    private static PropertyMap Members(
        AwsResource type,
        PropertyMap known,
        PropertyMap before,
        PropertyMap live,
        bool isWhole
    )
    {
        PropertyValue Now(string name, PropertyValue value) =>
            (live.Find(name) ?? (isWhole ? PropertyValue.Null : value)) is { IsNull: false } now
                ? Project(type, name, value, before.Find(name), now)
            : Normal(value) is null || IsDefault(value) ? value
            : PropertyValue.Null;

        return PropertyMap.Of(
            known
                .Select(member => KeyValuePair.Create(member.Key, Now(member.Key, member.Value)))
                .Concat(
                    live.Where(member =>
                        !known.ContainsKey(member.Key)
                        && !AreEqual(type, member.Key, before.Find(member.Key), member.Value)
                    )
                )
        );
    }

    private static PropertyValue Project(
        AwsResource type,
        string name,
        PropertyValue input,
        PropertyValue? output,
        PropertyValue live
    )
    {
        if (input.AsMap is { } known && live.AsMap is { } now && !_freeMaps.Contains(name))
        {
            return AreEqual(type, name, input, live)
                ? input
                : Members(type, known, output?.AsMap ?? PropertyMap.Empty, now, isWhole: true);
        }

        if (
            input.Bare is PropertyValue.ListValue
            && input.AsItems.Length == live.AsItems.Length
            && !type.Sets.Contains(name)
        )
        {
            var before = output?.AsItems ?? [];
            return PropertyValue.Of(
                input.AsItems.Select(
                    (item, i) => Project(type, name, item, before.ElementAtOrDefault(i), live.AsItems[i])
                )
            );
        }

        return AreEqual(type, name, input, live) ? input : live;
    }

    // APIs leave out what is false or zero.
    private static bool IsDefault(PropertyValue value) => value.AsBool == false || value.AsNumber == 0;

    private static PropertyValue? Normal(PropertyValue? value) =>
        value?.WithoutSecrets switch
        {
            null or PropertyValue.NullValue => null,
            PropertyValue.StringValue { Value: "" } => null,
            PropertyValue.ListValue { Items.Length: 0 } => null,
            PropertyValue.MapValue map => NormalMap(map.Entries),
            PropertyValue.ListValue list => PropertyValue.Of(
                list.Items.Select(item => Normal(item) ?? PropertyValue.Null)
            ),
            var other => other,
        };

    private static PropertyValue? NormalMap(PropertyMap map)
    {
        var kept = map.Select(e => (e.Key, Value: Normal(e.Value))).Where(e => e.Value is not null).ToList();
        return kept.Count == 0
            ? null
            : (PropertyValue)PropertyMap.Of(kept.Select(e => KeyValuePair.Create(e.Key, e.Value!)));
    }

    private static bool SameSet(ImmutableArray<PropertyValue> left, ImmutableArray<PropertyValue> right) =>
        left.Length == right.Length && left.All(right.Contains) && right.All(left.Contains);

    private static bool SameJson(string left, string right)
    {
        try
        {
            return JsonNode.DeepEquals(JsonNode.Parse(left), JsonNode.Parse(right));
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
