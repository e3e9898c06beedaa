using CustomerLake.Bench;
using CustomerLake.Bench.Engine;

// Each benchmark prints ratios to the limit on this machine, measured in the same run; none asserts a time.
var all = new (string Name, string What, Func<CancellationToken, Task<int>> RunAsync)[]
{
    ("demo", "./lake demo --once against the same work in bare DuckDB and a bare python3 start", DemoBench.RunAsync),
    ("s3", "objects put and got through the local cloud against copying the files with their MD5", S3Bench.RunAsync),
    (
        "engine",
        "the embedded engine at 50, 500 and 2,000 resources against the same API calls issued directly",
        EngineBench.RunAsync
    ),
};

var wanted = args.Length == 0 ? all : [.. all.Where(bench => args.Contains(bench.Name))];
if (wanted.Length == 0)
{
    Console.Error.WriteLine($"There is no benchmark '{string.Join(' ', args)}'. There are:");
    foreach (var (name, what, _) in all)
    {
        Console.Error.WriteLine($"  {name, -8} {what}");
    }

    return 2;
}

var result = 0;
foreach (var (name, what, runAsync) in wanted)
{
    Console.WriteLine($"{name}: {what}");
    result = Math.Max(result, await runAsync(CancellationToken.None));
}

return result;
