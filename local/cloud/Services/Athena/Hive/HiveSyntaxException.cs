namespace CustomerLake.Local.Cloud.Services.Athena.Hive;

/// <summary>A Hive statement that cannot be read; Athena refuses it before an execution exists.</summary>
internal sealed class HiveSyntaxException(int line, int column, string problem)
    : Exception($"line {line}:{column}: {problem}")
{
    public static HiveSyntaxException Mismatched(HiveToken token, string expecting) =>
        new(token.Line, token.Column, $"mismatched input '{token.Value}'. Expecting: {expecting}");
}
