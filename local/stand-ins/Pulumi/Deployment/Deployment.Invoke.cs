using System.Collections.Immutable;
using Pulumi.Serialization;

namespace Pulumi;

public sealed partial class Deployment
{
    internal async Task<T> InvokeAsync<T>(string token, InvokeArgs? args, InvokeOptions? options)
    {
        var arguments = await ArgumentsAsync("invoke", token, args ?? InvokeArgs.Empty);
        return (await CallAsync<T>(token, arguments.Values, await ProviderAsync(token, options))).Value;
    }

    internal async Task<OutputData<T>> InvokeDataAsync<T>(string token, InvokeArgs? args, InvokeOptions? options)
    {
        var arguments = await ReportedAsync("invoke", token, args ?? InvokeArgs.Empty);
        ImmutableArray<Resource> explicitly = options is InvokeOutputOptions withDependencies
            ? await withDependencies.DependsOn.ToOutput().ValueAsync([])
            : [];
        if (!Wire.Unwrap(arguments.Values).IsKnown || !await AllExistAsync(arguments.Dependencies.Concat(explicitly)))
        {
            return new OutputData<T>([], default!, false, false);
        }

        var data = await CallAsync<T>(token, arguments.Values, await ProviderAsync(token, options));
        return data with { Resources = [.. arguments.Dependencies, .. explicitly] };
    }

    internal async Task<OutputData<T>> CallDataAsync<T>(
        string token,
        CallArgs? args,
        Resource? self,
        CallOptions? options
    )
    {
        var arguments = await ReportedAsync("call", token, args ?? CallArgs.Empty, self);
        var provider = self is null ? options?.Provider ?? options?.Parent?.FindProvider(token) : self.Provider;
        return await CallAsync<T>(token, arguments.Values, provider is null ? "" : await provider.ReferenceAsync());
    }

    private static async Task<bool> AllExistAsync(IEnumerable<Resource> dependencies)
    {
        foreach (var custom in dependencies.SelectMany(d => d.Reachable()).OfType<CustomResource>().Distinct())
        {
            if (!(await custom.Id.DataTask).IsKnown)
            {
                return false;
            }
        }

        return true;
    }

    private static async Task<SerializedMembers> ArgumentsAsync(
        string verb,
        string token,
        InputArgs args,
        Resource? self = null
    )
    {
        var members = await args.ToDictionaryAsync();
        return await Serializer.MembersAsync(
            $"{verb}:{token}",
            self is null ? members : members.SetItem("__self__", self)
        );
    }

    private static async Task<string> ProviderAsync(string token, InvokeOptions? options) =>
        (options?.Provider ?? options?.Parent?.FindProvider(token)) is { } provider
            ? await provider.ReferenceAsync()
            : "";

    /// <summary>A fault of the arguments must be seen, also when nobody looks at the output.</summary>
    private async Task<SerializedMembers> ReportedAsync(
        string verb,
        string token,
        InputArgs args,
        Resource? self = null
    )
    {
        try
        {
            return await ArgumentsAsync(verb, token, args, self);
        }
        catch (Exception e)
        {
            AddError($"Error serializing arguments for {verb} {token}: {e}");
            throw;
        }
    }

    private async Task<OutputData<T>> CallAsync<T>(
        string token,
        ImmutableDictionary<string, object?> arguments,
        string provider
    )
    {
        var answer = await Monitor.CallAsync(token, arguments, provider);
        var data = Converter.Convert($"{token} result", answer, typeof(T), []);
        return new OutputData<T>([], data.Value is null ? default! : (T)data.Value, data.IsKnown, data.IsSecret);
    }
}
