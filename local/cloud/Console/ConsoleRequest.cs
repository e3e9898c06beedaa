using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Console;

/// <summary>A request for a page: the path's words, the query and the form, decoded.</summary>
internal sealed record ConsoleRequest(
    string Method,
    IReadOnlyList<string> Path,
    IReadOnlyDictionary<string, string> Query,
    IReadOnlyDictionary<string, string> Form
)
{
    public required Scope Scope { get; init; }

    public string this[string name] => Query.GetValueOrDefault(name, "");
}

/// <summary>A page that is not there, told as such.</summary>
internal sealed class NoSuchPageException(string what) : Exception(what);
