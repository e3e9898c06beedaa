using System.Collections.Immutable;

namespace CustomerLake.Local.Engine.Providers.Aws;

/// <summary>One HTTP request to an AWS service, before it is signed.</summary>
/// <param name="Service">The signing name, such as <c>glue</c>.</param>
/// <param name="Action">What is done, for messages: <c>CreateJob</c>.</param>
internal sealed record AwsRequest(string Service, string Action)
{
    public HttpMethod Method { get; init; } = HttpMethod.Post;

    /// <summary>Not yet percent-encoded segments, each a part of the path.</summary>
    public ImmutableArray<string> Path { get; init; } = [];

    /// <summary>In any order; a value may be empty.</summary>
    public ImmutableArray<(string Name, string Value)> Query { get; init; } = [];

    /// <summary>Lower-case names.</summary>
    public ImmutableArray<(string Name, string Value)> Headers { get; init; } = [];

    public ReadOnlyMemory<byte> Body { get; init; }

    public string? ContentType { get; init; }
}

/// <param name="Headers">Lower-case names.</param>
internal sealed record AwsResponse(int Status, ImmutableDictionary<string, string> Headers, ReadOnlyMemory<byte> Body)
{
    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
