using System.CommandLine;
using CustomerLake.Cli.Output;
using CustomerLake.Samples;

namespace CustomerLake.Cli.Commands;

/// <summary><c>lake sample</c>: writes sample data with its expected results.</summary>
internal static class SampleCommand
{
    public static Command Make()
    {
        var defaults = new SampleOptions();
        var customers = new Option<int>("--customers")
        {
            Description = "How many customers; orders and events follow.",
            DefaultValueFactory = _ => defaults.Customers,
        };
        var days = new Option<int>("--days")
        {
            Description = "How many days of data.",
            DefaultValueFactory = _ => defaults.Days,
        };
        var seed = new Option<int>("--seed")
        {
            Description = "Another seed gives other data.",
            DefaultValueFactory = _ => defaults.Seed,
        };
        var output = new Option<string>("--out")
        {
            Description = "The folder to write; must be empty or not exist.",
            Required = true,
        };
        var command = new Command("sample", "Write sample data and the results it must give")
        {
            customers,
            days,
            seed,
            output,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var folder = Path.GetFullPath(parsed.GetValue(output)!);
                var options = defaults with
                {
                    Customers = parsed.GetValue(customers),
                    Days = parsed.GetValue(days),
                    Seed = parsed.GetValue(seed),
                };
                try
                {
                    await SampleGenerator.WriteAsync(options, folder, cancellationToken);
                }
                catch (Exception fault) when (fault is ArgumentException or IOException or UnauthorizedAccessException)
                {
                    throw new UserException(fault.Message, inner: fault);
                }

                Terminal.System.Say($"Wrote {options.Customers} customers over {options.Days} days to '{folder}'.");
                return 0;
            }
        );
        return command;
    }
}
