using System.Net.Http.Headers;
using System.Text;
using CustomerLake.Cli.Output;
using CustomerLake.Harness;
using CustomerLake.Harness.Records;

namespace CustomerLake.Cli.Backend;

/// <summary>Runs the harness on a local environment, prints what came out and leaves it with the console.</summary>
internal static class PipelineRun
{
    /// <returns>0 only if every result is as expected.</returns>
    public static async Task<int> RunAsync(
        LakePaths paths,
        LocalBackend backend,
        RunRequest request,
        CancellationToken cancellationToken
    ) => Print(await ExecuteAsync(paths, backend, request, cancellationToken), request);

    public static async Task<RunRecord> ExecuteAsync(
        LakePaths paths,
        LocalBackend backend,
        RunRequest request,
        CancellationToken cancellationToken
    )
    {
        var outputs = await backend.OutputsAsync(request.Stack, cancellationToken);
        var run = await PipelineHarness.RunAsync(
            new HarnessOptions
            {
                Stack = request.Stack,
                Target = backend.Cloud.Target(outputs.Region),
                Outputs = outputs,
                DataFolder = request.DataFolder,
                ContractsFolder = paths.Contracts,
                ReplaceRaw = request.ReplaceRaw,
                From = request.From,
                To = request.To,
                Progress = Terminal.System.Stages(),
            },
            cancellationToken
        );
        await PublishAsync(backend.Cloud.Address, run, cancellationToken);
        return run;
    }

    /// <returns>0 only if every result is as expected.</returns>
    public static int Print(RunRecord run, RunRequest request)
    {
        if (request.Json)
        {
            Console.Out.WriteLine(run.ToJson());
        }
        else
        {
            RunTable.Write(Terminal.System.Output, run);
        }

        return run.Succeeded ? 0 : 1;
    }

    private static async Task PublishAsync(CloudAddress cloud, RunRecord run, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = cloud.Console };
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/runs/{Uri.EscapeDataString(run.Stack)}")
        {
            Content = new StringContent(run.ToJson(), Encoding.UTF8, "application/json"),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", cloud.Secret) },
        };
        using var answer = await http.SendAsync(request, cancellationToken);
        if (!answer.IsSuccessStatusCode)
        {
            Terminal.System.Say(
                $"The console did not take the run's record: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancellationToken)}"
            );
        }
    }
}

internal sealed record RunRequest(string Stack, string DataFolder)
{
    public bool ReplaceRaw { get; init; }

    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }

    public bool Json { get; init; }
}
