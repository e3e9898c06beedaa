using System.Text;
using System.Text.RegularExpressions;

namespace CustomerLake.Local.Cloud.Services.Glue.Crawlers.Discovery;

/// <summary>
/// The glob patterns of a target, relative to its path: * within a name, ** across folders, ? one character,
/// [a-z], [!a-z], {a,b}, and \ to escape. A leading dot is an ordinary character.
/// </summary>
internal sealed class Exclusions
{
    private readonly List<Regex> _patterns;

    /// <exception cref="Protocol.AwsException">InvalidInputException, for a bracket or brace that is not closed.</exception>
    public Exclusions(IEnumerable<string> globs) => _patterns = [.. globs.Select(Compile)];

    public bool Matches(string relativeKey) => _patterns.Any(pattern => pattern.IsMatch(relativeKey));

    private static Regex Compile(string glob)
    {
        var pattern = new StringBuilder(@"\A");
        var inBraces = false;
        var position = 0;
        while (position < glob.Length)
        {
            var character = glob[position++];
            switch (character)
            {
                case '\\' when position < glob.Length:
                    pattern.Append(Regex.Escape(glob[position++].ToString()));
                    break;
                case '*' when position < glob.Length && glob[position] == '*':
                    position++;
                    pattern.Append(".*");
                    break;
                case '*':
                    pattern.Append("[^/]*");
                    break;
                case '?':
                    pattern.Append("[^/]");
                    break;
                case '[':
                    position = AppendSet(glob, position, pattern);
                    break;
                case '{' when !inBraces:
                    inBraces = true;
                    pattern.Append("(?:");
                    break;
                case '}' when inBraces:
                    inBraces = false;
                    pattern.Append(')');
                    break;
                case ',' when inBraces:
                    pattern.Append('|');
                    break;
                case '{':
                    throw Invalid(glob, "braces do not nest");
                default:
                    pattern.Append(Regex.Escape(character.ToString()));
                    break;
            }
        }

        return inBraces
            ? throw Invalid(glob, "a brace is not closed")
            : new Regex(
                pattern.Append(@"\z").ToString(),
                RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
            );
    }

    private static int AppendSet(string glob, int position, StringBuilder pattern)
    {
        var end = glob.IndexOf(']', position);
        if (end < 0)
        {
            throw Invalid(glob, "a bracket is not closed");
        }

        var isNegated = glob[position] == '!';
        var members = glob[(isNegated ? position + 1 : position)..end];
        if (members.Length == 0)
        {
            throw Invalid(glob, "a bracket is empty");
        }

        // Never the folder's border: a set stands for one character of a name.
        pattern.Append(isNegated ? "[^/" : "[");
        for (var index = 0; index < members.Length; index++)
        {
            var isRange = members[index] == '-' && index > 0 && index < members.Length - 1;
            pattern.Append(isRange ? "-" : $"\\u{(int)members[index]:x4}");
        }

        pattern.Append(']');
        return end + 1;
    }

    private static Protocol.AwsException Invalid(string glob, string why) =>
        GlueErrors.InvalidInput($"The exclusion pattern '{glob}' is not valid: {why}.");
}
