namespace CustomerLake.Local.Cloud.Protocol;

/// <summary>
/// The address of a REST operation: <c>PUT /{Bucket}/{Key+}?partNumber&amp;uploadId #x-amz-copy-source</c>. A query word
/// must be present, <c>name=value</c> must be equal, <c>name={Member}</c> fills a member; a word after <c>#</c> is a
/// header that must be present; <c>{Key+}</c> takes the rest of the path, slashes included.
/// </summary>
internal sealed class RestRoute
{
    private readonly string _method;
    private readonly string[] _segments;
    private readonly List<(string Name, string? Value)> _required = [];
    private readonly List<string> _headers = [];

    public RestRoute(string text)
    {
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        _method = parts[0];
        var address = parts[1].Split('?', 2);
        _segments = address[0].Split('/', StringSplitOptions.RemoveEmptyEntries);
        _headers.AddRange(parts.Skip(2).Select(header => header.TrimStart('#')));
        foreach (var word in address.Length < 2 ? [] : address[1].Split('&'))
        {
            var pair = word.Split('=', 2);
            if (pair is [var name, ['{', .., '}'] member])
            {
                QueryMembers[name] = member[1..^1];
            }
            else
            {
                _required.Add((pair[0], pair.Length == 2 ? pair[1] : null));
            }
        }
    }

    /// <summary>Query names that fill a member.</summary>
    public Dictionary<string, string> QueryMembers { get; } = new(StringComparer.Ordinal);

    /// <summary>The path words that fill a member.</summary>
    public IEnumerable<string> Labels =>
        _segments.Where(segment => segment[0] == '{').Select(segment => segment.Trim('{', '}', '+'));

    /// <summary>Query names that only choose the operation.</summary>
    public IEnumerable<string> QueryLiterals => _required.Select(word => word.Name);

    /// <summary>The more a route demands, the more it means: <c>GET /{Bucket}?versioning</c> before <c>GET /{Bucket}</c>.</summary>
    public int Weight => (_required.Count + _headers.Count) * 10 + _segments.Count(segment => segment[0] != '{');

    /// <summary>The labels' values, decoded; null when this is not the route of the request.</summary>
    public Dictionary<string, string>? Match(AwsRequest request)
    {
        if (
            request.Method != _method
            || _headers.Exists(header => request.Raw(header) is null)
            || _required.Exists(word =>
                request.Target[word.Name] is not { } value || (word.Value is not null && value != word.Value)
            )
        )
        {
            return null;
        }

        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        var rest = request.Target.RawPath[1..];
        for (var index = 0; index < _segments.Length; index++)
        {
            var segment = _segments[index];
            if (segment.EndsWith("+}", StringComparison.Ordinal))
            {
                labels[segment.Trim('{', '}', '+')] = RequestTarget.Decode(rest);
                return rest.Length > 0 ? labels : null;
            }

            var slash = rest.IndexOf('/', StringComparison.Ordinal);
            var word = slash < 0 ? rest : rest[..slash];
            rest = slash < 0 ? "" : rest[(slash + 1)..];
            if (word.Length == 0 || (segment[0] != '{' && segment != RequestTarget.Decode(word)))
            {
                return null;
            }

            if (segment[0] == '{')
            {
                labels[segment.Trim('{', '}')] = RequestTarget.Decode(word);
            }
        }

        return rest.Length == 0 ? labels : null;
    }
}

/// <summary>The routes of one service, the most demanding first.</summary>
internal sealed class RouteTable
{
    private readonly List<(RestRoute Route, OperationRow Row)> _routes;

    public RouteTable(OperationTable operations) =>
        _routes = [
            .. operations
                .Rows.Where(row => row.Route is not null)
                .Select(row => (Route: new RestRoute(row.Route!), Row: row))
                .OrderByDescending(pair => pair.Route.Weight),
        ];

    public (OperationRow Row, RestRoute Route, Dictionary<string, string> Labels)? Find(AwsRequest request)
    {
        foreach (var (route, row) in _routes)
        {
            if (route.Match(request) is { } labels)
            {
                return (row, route, labels);
            }
        }

        return null;
    }
}
