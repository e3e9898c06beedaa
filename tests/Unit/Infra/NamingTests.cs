using System.Text.RegularExpressions;
using CsCheck;
using CustomerLake.Infra;

namespace CustomerLake.Tests.Unit.Infra;

public sealed partial class NamingTests
{
    // What Pulumi allows: letters, digits, '-', '_' and '.', up to 100; short ones are likely to clash.
    private static readonly Gen<string> _stacks = Gen.OneOf(
        Gen.Char["abAB01-_."].Array[1, 6].Select(chars => new string(chars)),
        Gen.Char["abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_."]
            .Array[1, 100]
            .Select(chars => new string(chars)),
        Gen.Int[1, 99999].Select(n => $"pr-{n}")
    );

    private static readonly Gen<string> _suffixes = Gen.Char["abcxyz0189"]
        .Array[4, 10]
        .Select(chars => new string(chars));

    private static readonly Gen<string> _roles = Gen.Char["abcdefxyz"].Array[1, 12].Select(chars => new string(chars));

    [Fact]
    public void Case_preview_branch_names_every_name_is_valid_for_every_kind_of_resource() =>
        Gen.Select(_stacks, _suffixes, _roles)
            .Sample(
                (stack, suffix, role) =>
                {
                    var names = new Naming(stack, suffix);

                    Assert.Matches(BucketName(), names.Of(role));
                    Assert.Matches(DatabaseName(), names.ForSql(role));
                    Assert.InRange(names.Of(role).Length, 3, Naming.MaxLength);
                    Assert.StartsWith(names.Prefix, names.Of(role), StringComparison.Ordinal);
                }
            );

    [Fact]
    public void Case_preview_branch_names_different_stacks_suffixes_and_roles_have_different_names() =>
        Gen.Select(Gen.Select(_stacks, _suffixes, _roles), Gen.Select(_stacks, _suffixes, _roles))
            .Sample(
                (one, other) =>
                    one == other
                    || (
                        new Naming(one.Item1, one.Item2).Of(one.Item3)
                            != new Naming(other.Item1, other.Item2).Of(other.Item3)
                        && new Naming(one.Item1, one.Item2).ForSql(one.Item3)
                            != new Naming(other.Item1, other.Item2).ForSql(other.Item3)
                    )
            );

    [Fact]
    public void A_stack_that_is_called_like_a_hashed_name_does_not_clash_with_it()
    {
        var hashed = new Naming("Dev", "ab12").Of("raw");
        var imitated = hashed["lake-".Length..^"-ab12-raw".Length];

        Assert.NotEqual(hashed, new Naming(imitated, "ab12").Of("raw"));
    }

    [Theory]
    [InlineData("dev", "lake-dev-ab12-raw")]
    [InlineData("pr-7", "lake-pr-7-ab12-raw")]
    public void A_plain_stack_keeps_its_name(string stack, string expected) =>
        Assert.Equal(expected, new Naming(stack, "ab12").Of("raw"));

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("ABCD")]
    [InlineData("ab-cd")]
    [InlineData("abcd\n")]
    [InlineData("abcdefghijk")]
    public void A_suffix_of_another_form_is_refused(string suffix) =>
        Assert.Throws<ArgumentException>(() => new Naming("dev", suffix));

    [Theory]
    [InlineData("")]
    [InlineData("two-words")]
    [InlineData("Raw")]
    [InlineData("thirteenchars")]
    public void A_role_of_another_form_is_refused(string role) =>
        Assert.Throws<ArgumentException>(() => new Naming("dev", "ab12").Of(role));

    [GeneratedRegex("^lake-[a-z0-9]+(-[a-z0-9]+)*\\z")]
    private static partial Regex BucketName();

    [GeneratedRegex("^lake_[a-z0-9]+(_[a-z0-9]+)*\\z")]
    private static partial Regex DatabaseName();
}
