using System.Diagnostics;
using CustomerLake.Local.Cloud.Services.Iam;

namespace CustomerLake.Tests.Unit.Cloud.Iam;

public sealed class PolicyEvaluationTests
{
    [Theory]
    [InlineData("s3:GetObject", "s3:Get*", true)]
    [InlineData("s3:GetObject", "s3:?etObject", true)]
    [InlineData("s3:GetObject", "s3:Put*", false)]
    [InlineData("", "*", true)]
    [InlineData("abc", "a*c*", true)]
    [InlineData("abc", "abcd", false)]
    public void Patterns_match_runs_and_single_characters(string text, string pattern, bool matches) =>
        Assert.Equal(matches, PolicyEvaluation.Like(text, pattern));

    [Fact]
    public void No_pattern_can_stall_the_matcher()
    {
        var started = Stopwatch.GetTimestamp();

        Assert.False(PolicyEvaluation.Like(new string('a', 5000), string.Concat(Enumerable.Repeat("a*", 500)) + "b"));

        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void A_denial_beats_an_allowance_and_a_condition_limits_both()
    {
        var policy = PolicyDocument.Parse(
            """
            {
              "Statement": [
                { "Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::b/*" },
                {
                  "Effect": "Deny", "Action": "s3:PutObject", "Resource": "*",
                  "Condition": { "StringNotEquals": { "s3:x-amz-server-side-encryption": "aws:kms" } }
                }
              ]
            }
            """,
            PolicyKind.Identity
        );

        Assert.Equal(PolicyAnswer.Allowed, Ask("s3:GetObject", "arn:aws:s3:::b/k"));
        Assert.Equal(PolicyAnswer.Denied, Ask("s3:PutObject", "arn:aws:s3:::b/k"));
        Assert.Equal(PolicyAnswer.Allowed, Ask("s3:PutObject", "arn:aws:s3:::b/k", "aws:kms"));
        Assert.Equal(PolicyAnswer.Silent, Ask("s3:GetObject", "arn:aws:s3:::other/k"));

        PolicyAnswer Ask(string action, string resource, string? encryption = null) =>
            PolicyEvaluation.Evaluate(
                [policy],
                new PolicyQuestion
                {
                    Principals = [],
                    Action = action,
                    Resource = resource,
                    Context = encryption is null
                        ? new Dictionary<string, string>()
                        : new Dictionary<string, string> { ["s3:x-amz-server-side-encryption"] = encryption },
                }
            );
    }
}
