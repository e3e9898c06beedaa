using System.Text;
using System.Text.RegularExpressions;

namespace CustomerLake.Local.Cloud.Services.Athena.Ddl;

/// <summary>The pattern of SHOW: a regular expression over the whole name, in which a bare <c>*</c> means anything.</summary>
internal sealed class HivePattern(string? pattern)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Regex? _expression = pattern is null ? null : Compile(pattern);

    public bool Matches(string name) => _expression?.IsMatch(name) ?? true;

    private static Regex Compile(string pattern)
    {
        var text = new StringBuilder();
        for (var index = 0; index < pattern.Length; index++)
        {
            text.Append(
                pattern[index] == '*' && (index == 0 || pattern[index - 1] is '|' or not ('.' or ']' or ')' or '\\'))
                    ? ".*"
                    : pattern[index]
            );
        }

        try
        {
            return new Regex($"^(?:{text})$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, Patience);
        }
        catch (ArgumentException)
        {
            throw HiveFailure.Semantic($"The pattern '{pattern}' is no regular expression.");
        }
    }
}
