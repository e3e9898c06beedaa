using System.Collections.Concurrent;
using System.Collections.Immutable;
using Pulumi;
using Pulumi.Utilities;

namespace CustomerLake.Local.Engine.Programs.InProcess;

/// <summary>What is behind an output.</summary>
internal sealed record OutputContent(
    object? Value,
    bool IsKnown,
    bool IsSecret,
    ImmutableHashSet<Resource> Dependencies
);

/// <summary>
/// Reads <c>Output&lt;T&gt;</c> and <c>Input&lt;T&gt;</c> whose type argument is only known at run time, through the
/// public API; the generic methods are closed once per type.
/// </summary>
internal static class OutputReader
{
    private static readonly ConcurrentDictionary<Type, IReader?> Readers = new();

    /// <summary>The content; null when the object is neither an output nor an input.</summary>
    public static Task<OutputContent>? TryRead(object value) => ReaderOf(value.GetType())?.ReadAsync(value);

    private static IReader? ReaderOf(Type type) =>
        Readers.GetOrAdd(
            type,
            static type =>
            {
                for (var at = type; at is not null; at = at.BaseType)
                {
                    if (!at.IsGenericType)
                    {
                        continue;
                    }

                    var definition = at.GetGenericTypeDefinition();
                    var reader =
                        definition == typeof(Output<>) ? typeof(FromOutput<>)
                        : definition == typeof(Input<>) ? typeof(FromInput<>)
                        : null;
                    if (reader is not null)
                    {
                        return (IReader)Activator.CreateInstance(reader.MakeGenericType(at.GetGenericArguments()))!;
                    }
                }

                return null;
            }
        );

    private interface IReader
    {
        Task<OutputContent> ReadAsync(object value);
    }

    private sealed class FromOutput<T> : IReader
    {
        public Task<OutputContent> ReadAsync(object value) => ContentAsync((Output<T>)value);
    }

    private sealed class FromInput<T> : IReader
    {
        public Task<OutputContent> ReadAsync(object value) => ContentAsync(((Input<T>)value).ToOutput());
    }

    private static async Task<OutputContent> ContentAsync<T>(Output<T> output)
    {
        var known = await OutputUtilities.GetIsKnownAsync(output);
        return new OutputContent(
            known ? await OutputUtilities.GetValueAsync(output) : null,
            known,
            await Output.IsSecretAsync(output),
            await OutputUtilities.GetDependenciesAsync(output)
        );
    }
}
