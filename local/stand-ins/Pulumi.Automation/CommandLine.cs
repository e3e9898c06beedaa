using System.Globalization;

namespace Pulumi.Automation;

/// <summary>The arguments of one command, in the order in which they were added.</summary>
internal sealed class CommandLine(params IEnumerable<string> words)
{
    private readonly List<string> _words = [.. words];

    public CommandLine Add(params IEnumerable<string> words)
    {
        _words.AddRange(words);
        return this;
    }

    public CommandLine Flag(string name, bool? isWanted) => isWanted == true ? Add(name) : this;

    /// <summary><c>name=true</c> or <c>name=false</c>, unless nothing is said.</summary>
    public CommandLine Choice(string name, bool? choice) =>
        choice is { } said ? Add($"{name}={(said ? "true" : "false")}") : this;

    public CommandLine Value(string name, string? value) => string.IsNullOrWhiteSpace(value) ? this : Add(name, value);

    public CommandLine Value(string name, int? value) => Value(name, value?.ToString(CultureInfo.InvariantCulture));

    public CommandLine Each(string name, IEnumerable<string>? values) =>
        Add((values ?? []).SelectMany(value => new[] { name, value }));

    public CommandLine Common(UpdateOptions? options) =>
        options is null
            ? this
            : Value("--parallel", options.Parallel)
                .Value("--message", options.Message)
                .Each("--exclude", options.Exclude)
                .Each("--target", options.Target)
                .Each("--policy-pack", options.PolicyPacks)
                .Each("--policy-pack-configs", options.PolicyPackConfigs)
                .Value("--color", options.Color)
                .Flag("--logflow", options.LogFlow)
                .Value("--verbose", options.LogVerbosity)
                .Flag("--logtostderr", options.LogToStdErr)
                .Value("--tracing", options.Tracing)
                .Flag("--debug", options.Debug)
                .Flag("--json", options.Json)
                .Value("--config-file", options.ConfigFile)
                .Value("--profiling", options.Profiling);

    public List<string> ToList() => _words;
}
