using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Providers.Aws;

/// <summary>What the provider's configuration says, with the environment's variables behind it.</summary>
internal sealed record AwsConfiguration
{
    public required string Region { get; init; }

    public required AwsCredentials Credentials { get; init; }

    /// <summary>Service (signing name) to address.</summary>
    public ImmutableDictionary<string, string> Endpoints { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The address of all services that have none of their own; null for AWS itself.</summary>
    public string? Endpoint { get; init; }

    public AwsRetry Retry { get; init; } = new();

    public ImmutableArray<string> AllowedAccounts { get; init; } = [];

    public ImmutableArray<string> ForbiddenAccounts { get; init; } = [];

    public DefaultTags DefaultTags { get; init; } = DefaultTags.None;

    private const string DefaultTagsName = "defaultTags";

    private static readonly ImmutableHashSet<string> _honoured =
    [
        "region",
        "accessKey",
        "secretKey",
        "token",
        "endpoints",
        "maxRetries",
        "allowedAccountIds",
        "forbiddenAccountIds",
        DefaultTagsName,
        // True here whatever they say: the path style is used, nothing is validated ahead, no metadata service is asked.
        "s3UsePathStyle",
        "skipCredentialsValidation",
        "skipMetadataApiCheck",
        "skipRegionValidation",
        "skipRequestingAccountId",
        "version",
        "pluginDownloadURL",
    ];

    // How the provider's endpoint names map to signing names, where they differ.
    private static readonly ImmutableDictionary<string, string> _signingNames = new Dictionary<string, string>
    {
        ["cloudcontrol"] = "cloudcontrolapi",
        ["cloudwatchlogs"] = "logs",
        ["cloudwatchlog"] = "logs",
        ["s3api"] = "s3",
    }.ToImmutableDictionary();

    /// <summary>The address of a service, without a slash at its end.</summary>
    public string EndpointOf(string service) =>
        Endpoints.GetValueOrDefault(service)
        ?? Endpoint
        ?? (service == "iam" ? "https://iam.amazonaws.com" : $"https://{service}.{Region}.amazonaws.com");

    /// <summary>Says all that is wrong with a configuration; unknown values are let pass.</summary>
    public static IEnumerable<CheckFailure> Faults(PropertyMap inputs, Func<string, string?> environment)
    {
        foreach (var (name, value) in inputs)
        {
            if (!_honoured.Contains(name) && !value.IsNull && !name.StartsWith("__", StringComparison.Ordinal))
            {
                yield return new CheckFailure(
                    name,
                    $"'aws:{name}' is not supported by the embedded provider; remove it."
                );
            }
        }

        if (inputs.Find(DefaultTagsName) is { ContainsUnknowns: false } tags && DefaultTagsOf(tags) is null)
        {
            yield return new CheckFailure(
                DefaultTagsName,
                $"'aws:{DefaultTagsName}' must be an object {{\"tags\": {{\"KEY\": \"VALUE\"}}}} whose values are texts."
            );
        }

        if (Text(inputs, "region") is null && !inputs.ContainsKey("region") && EnvironmentRegion(environment) is null)
        {
            yield return new CheckFailure(
                "region",
                "'aws:region' is not set, nor AWS_REGION: say which region to use."
            );
        }
    }

    /// <exception cref="ProviderException">No credentials were found.</exception>
    public static AwsConfiguration Read(PropertyMap inputs, Func<string, string?> environment, AwsRetry retry)
    {
        var access = Text(inputs, "accessKey") ?? environment("AWS_ACCESS_KEY_ID");
        var secret = Text(inputs, "secretKey") ?? environment("AWS_SECRET_ACCESS_KEY");
        if (string.IsNullOrEmpty(access) || string.IsNullOrEmpty(secret))
        {
            throw new ProviderException(
                "No AWS credentials: set 'aws:accessKey' and 'aws:secretKey', or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.",
                ProviderErrorCode.FailedPrecondition
            );
        }

        var token = Text(inputs, "accessKey") is null ? environment("AWS_SESSION_TOKEN") : Text(inputs, "token");
        return new AwsConfiguration
        {
            Region = Text(inputs, "region") ?? EnvironmentRegion(environment) ?? "us-east-1",
            Credentials = new AwsCredentials(access, secret, string.IsNullOrEmpty(token) ? null : token),
            Endpoint = environment("AWS_ENDPOINT_URL")?.TrimEnd('/'),
            Endpoints = EndpointsOf(inputs),
            AllowedAccounts = Texts(inputs, "allowedAccountIds"),
            ForbiddenAccounts = Texts(inputs, "forbiddenAccountIds"),
            DefaultTags = DefaultTagsOf(inputs.Find(DefaultTagsName)) ?? DefaultTags.None,
            Retry =
                int.TryParse(Scalar(inputs.Find("maxRetries")), CultureInfo.InvariantCulture, out var retries)
                && retries >= 0
                    ? retry with
                    {
                        Attempts = retries + 1,
                    }
                    : retry,
        };
    }

    private static string? EnvironmentRegion(Func<string, string?> environment) =>
        environment("AWS_REGION") is { Length: > 0 } region ? region
        : environment("AWS_DEFAULT_REGION") is { Length: > 0 } other ? other
        : null;

    private static ImmutableDictionary<string, string> EndpointsOf(PropertyMap inputs)
    {
        var found = ImmutableDictionary.CreateBuilder<string, string>();
        foreach (
            var (name, address) in Structured(inputs.Find("endpoints")).OfType<JsonObject>().SelectMany(block => block)
        )
        {
            if (address?.ToString() is { Length: > 0 } text)
            {
                found[_signingNames.GetValueOrDefault(name, name)] = text.TrimEnd('/');
            }
        }

        return found.ToImmutable();
    }

    private static ImmutableArray<string> Texts(PropertyMap inputs, string name) =>
        [.. Structured(inputs.Find(name)).Select(n => n?.ToString() ?? "")];

    /// <summary>Null when the value says something else than tags.</summary>
    private static DefaultTags? DefaultTagsOf(PropertyValue? value) =>
        Structured(value) switch
        {
            [] => DefaultTags.None,
            [JsonObject block] when block.All(member => member.Key == "tags") => block["tags"] switch
            {
                null => DefaultTags.None,
                JsonObject tags when tags.All(tag => tag.Value?.GetValueKind() == JsonValueKind.String) =>
                    new DefaultTags(JsonValues.FromJson(tags).AsMap!),
                _ => null,
            },
            _ => null,
        };

    /// <summary>What is not a string travels as JSON text; from a config file it may come as a list.</summary>
    private static JsonArray Structured(PropertyValue? value)
    {
        if (value?.AsText is { } text)
        {
            try
            {
                return JsonNode.Parse(text) switch
                {
                    JsonArray array => array,
                    { } single => new JsonArray(single.DeepClone()),
                    null => [],
                };
            }
            catch (JsonException)
            {
                return new JsonArray(JsonValue.Create(text));
            }
        }

        return value is null || value.IsNull
            ? []
            : JsonValues.ToJson(value) switch
            {
                JsonArray array => array,
                var single => new JsonArray(single),
            };
    }

    private static string? Text(PropertyMap inputs, string name) =>
        inputs.Text(name) is { Length: > 0 } text ? text : null;

    private static string? Scalar(PropertyValue? value) =>
        value?.AsText ?? value?.AsNumber?.ToString(CultureInfo.InvariantCulture);
}
