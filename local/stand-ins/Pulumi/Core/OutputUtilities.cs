using System.Collections.Immutable;
using Pulumi.Serialization;

namespace Pulumi.Utilities;

/// <summary>Looks behind outputs; for engines and tools, not for programs.</summary>
public static class OutputUtilities
{
    public static Output<T> CreateUnknown<T>(T value) =>
        new(Task.FromResult(new OutputData<T>([], value, false, false)));

    public static Output<T> CreateUnknown<T>(Func<Task<T>> valueFactory) =>
        CreateUnknown(default(T)!).Apply(_ => valueFactory());

    public static Output<T> WithDependency<T>(Output<T> output, Resource resource) =>
        output.With(data => data with { Resources = data.Resources.Add(resource) });

    public static async Task<bool> GetIsKnownAsync<T>(Output<T> output) => (await output.DataTask).IsKnown;

    public static Task<T> GetValueAsync<T>(Output<T> output) => output.ValueAsync(default!);

    public static async Task<ImmutableHashSet<Resource>> GetDependenciesAsync<T>(Output<T> output) =>
        (await output.DataTask).Resources;
}
