using System.Collections.Immutable;
using System.Net.Http.Headers;

namespace CustomerLake.Local.Engine.Providers.Aws;

/// <summary>The one way to AWS: signs a request, sends it, tries again where that helps, and reads the error.</summary>
internal sealed class AwsCall(HttpClient http, AwsConfiguration configuration, TimeProvider time, Random random)
{
    // IAM is one service for the whole world, and signs for this region.
    private const string GlobalRegion = "us-east-1";

    public string Region => configuration.Region;

    /// <summary>The same, in another region.</summary>
    public AwsCall In(string region) =>
        region == Region ? this : new AwsCall(http, configuration with { Region = region }, time, random);

    public TimeProvider Time => time;

    /// <summary>A token that makes one request of several attempts.</summary>
    public string NewToken()
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return Convert.ToHexStringLower(bytes);
    }

    /// <param name="isFresh">The thing was just made, and may not be seen everywhere yet.</param>
    /// <exception cref="AwsServiceException">The service refused.</exception>
    /// <exception cref="ProviderException">The service cannot be reached.</exception>
    public async Task<AwsResponse> SendAsync(
        AwsRequest request,
        CancellationToken cancellationToken,
        bool isFresh = false
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var response = await SendOnceAsync(request, cancellationToken);
                if (response.Status < 300)
                {
                    return response;
                }

                var error = AwsServiceException.From(request.Action, response);
                if (attempt >= configuration.Retry.Attempts || !AwsRetry.Passes(error, isFresh))
                {
                    throw error;
                }
            }
            catch (HttpRequestException e)
            {
                if (attempt >= Math.Min(3, configuration.Retry.Attempts))
                {
                    throw new ProviderException(
                        $"{request.Action}: cannot reach {configuration.EndpointOf(request.Service)}: {e.Message}",
                        e,
                        ProviderErrorCode.Unavailable
                    );
                }
            }

            await BackOffAsync(attempt, cancellationToken);
        }
    }

    /// <summary>Waits before the next attempt at something that passes by itself.</summary>
    public Task BackOffAsync(int attempt, CancellationToken cancellationToken) =>
        Task.Delay(configuration.Retry.Delay(attempt, random.NextDouble()), time, cancellationToken);

    private async Task<AwsResponse> SendOnceAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        var query = AwsSignature.QueryString(request);
        var address =
            $"{configuration.EndpointOf(request.Service)}{AwsSignature.Path(request)}{(query.Length > 0 ? "?" + query : "")}";
        using var message = new HttpRequestMessage(
            request.Method,
            // As it is: the default would fold '..' and decode what the signature has encoded.
            new Uri(address, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true })
        );
        if (request.Method != HttpMethod.Get && request.Method != HttpMethod.Head)
        {
            message.Content = new ReadOnlyMemoryContent(request.Body);
            if (request.ContentType is not null)
            {
                message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(request.ContentType);
            }
        }

        foreach (var (name, value) in request.Headers)
        {
            // .NET keeps headers such as content-encoding with the content.
            if (!message.Headers.TryAddWithoutValidation(name, value))
            {
                message.Content?.Headers.TryAddWithoutValidation(name, value);
            }
        }

        AwsSignature.Sign(
            message,
            request,
            configuration.Credentials,
            request.Service == "iam" ? GlobalRegion : Region,
            time.GetUtcNow()
        );
        using var response = await http.SendAsync(message, cancellationToken);
        return new AwsResponse(
            (int)response.StatusCode,
            response
                .Headers.Concat(response.Content.Headers)
                .ToImmutableDictionary(h => h.Key.ToLowerInvariant(), h => string.Join(',', h.Value)),
            await response.Content.ReadAsByteArrayAsync(cancellationToken)
        );
    }
}
