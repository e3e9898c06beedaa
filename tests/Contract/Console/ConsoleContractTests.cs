using CustomerLake.Tests.Contract.Boto;

namespace CustomerLake.Tests.Contract.Console;

/// <summary>The local cloud of the console's tests.</summary>
public sealed class ConsoleContract() : BotoContract(Scripts)
{
    internal const string Scripts = "Console";
}

/// <summary>The console over HTTP. A row is a Python function; its name says what holds.</summary>
public sealed class ConsoleContractTests(ConsoleContract contract) : IClassFixture<ConsoleContract>
{
    public static TheoryData<string, string> Tests() => BotoContract.TestsOf(ConsoleContract.Scripts, ["pages.py"]);

    [Theory]
    [MemberData(nameof(Tests))]
    public Task A_browser_finds_that(string file, string test) => contract.PassAsync(file, test);
}
