using System.Runtime.CompilerServices;
using CustomerLake.Local.Cloud;
using CustomerLake.Local.Cloud.Ledger;

namespace CustomerLake.Tests.Contract;

/// <summary>docs/fidelity.md says what the code says. <c>LAKE_RENEW=1</c> in the environment writes it anew.</summary>
public sealed class FidelityLedgerTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ledger-").FullName;
    private CloudServer? _server;

    public async ValueTask InitializeAsync() =>
        _server = await CloudServer.StartAsync(new CloudOptions { StateFolder = _folder });

    public async ValueTask DisposeAsync()
    {
        await _server!.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task The_ledger_is_the_one_that_the_code_makes()
    {
        var path = Path.Combine(RepositoryRoot(), "docs", "fidelity.md");
        var expected = FidelityLedger.Write(_server!.Services);
        if (Environment.GetEnvironmentVariable("LAKE_RENEW") == "1")
        {
            await File.WriteAllTextAsync(path, expected, TestContext.Current.CancellationToken);
        }

        Assert.Equal(expected, await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Every_operation_names_its_IAM_action()
    {
        var nameless = _server!
            .Services.SelectMany(service => service.Operations.Rows)
            .Where(row => row.Refusal is null && !row.IamAction.Contains(':', StringComparison.Ordinal));

        Assert.Empty(nameless.Select(row => row.Name));
    }

    private static string RepositoryRoot([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", ".."));
}
