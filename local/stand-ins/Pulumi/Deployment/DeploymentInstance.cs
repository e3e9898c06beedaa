using System.Collections.Immutable;

namespace Pulumi;

/// <summary>The running deployment, as a program sees it.</summary>
public sealed class DeploymentInstance
{
    internal DeploymentInstance(Deployment inner) => Inner = inner;

    internal Deployment Inner { get; }

    public string StackName => Inner.StackName;

    public string ProjectName => Inner.ProjectName;

    public string OrganizationName => Inner.OrganizationName;

    public string RootDirectory => Inner.RootDirectory;

    public bool IsDryRun => Inner.IsDryRun;

    public Output<T> Invoke<T>(string token, InvokeArgs args, InvokeOptions? options = null) =>
        new(Inner.InvokeDataAsync<T>(token, args, options));

    public Output<T> Invoke<T>(string token, InvokeArgs args, InvokeOutputOptions options) =>
        new(Inner.InvokeDataAsync<T>(token, args, options));

    public Output<T> InvokeSingle<T>(string token, InvokeArgs args, InvokeOptions? options = null) =>
        Invoke<ImmutableDictionary<string, T>>(token, args, options).Apply(values => values.Values.First());

    public Output<T> InvokeSingle<T>(string token, InvokeArgs args, InvokeOutputOptions options) =>
        Invoke<ImmutableDictionary<string, T>>(token, args, options).Apply(values => values.Values.First());

    public Task<T> InvokeAsync<T>(string token, InvokeArgs args, InvokeOptions? options = null) =>
        Inner.InvokeAsync<T>(token, args, options);

    public Task InvokeAsync(string token, InvokeArgs args, InvokeOptions? options = null) =>
        Inner.InvokeAsync<object>(token, args, options);

    public async Task<T> InvokeSingleAsync<T>(string token, InvokeArgs args, InvokeOptions? options = null) =>
        (await InvokeAsync<ImmutableDictionary<string, T>>(token, args, options)).Values.First();

    public Output<T> Call<T>(string token, CallArgs args, Resource? self = null, CallOptions? options = null) =>
        new(Inner.CallDataAsync<T>(token, args, self, options));

    public void Call(string token, CallArgs args, Resource? self = null, CallOptions? options = null) =>
        _ = Call<object>(token, args, self, options);
}

public class InvokeOptions
{
    public Resource? Parent { get; set; }

    public ProviderResource? Provider { get; set; }

    public string? Version { get; set; }

    public string? PluginDownloadURL { get; set; }
}

public class InvokeOutputOptions : InvokeOptions
{
    public InputList<Resource> DependsOn
    {
        get => field ??= [];
        set;
    }
}

public class CallOptions
{
    public Resource? Parent { get; set; }

    public ProviderResource? Provider { get; set; }

    public string? Version { get; set; }

    public string? PluginDownloadURL { get; set; }
}
