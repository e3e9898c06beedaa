using System.Globalization;

namespace CustomerLake.Environments.Report;

/// <summary>What the run would have cost on AWS.</summary>
internal static class CostSection
{
    public static string? Write(ReportInput input, ReportDepth depth)
    {
        if (input.Run is not { } run)
        {
            return null;
        }

        var cost = CostEstimate.Of(run);
        return $"### Cost\n\nOne such run costs about {Dollars(cost.Total)} on AWS: job {Dollars(cost.Job)}, crawlers {Dollars(cost.Crawlers)}, "
            + $"queries {Dollars(cost.Queries)} (list prices with their minimum charges; storage and readers not counted).";
    }

    private static string Dollars(decimal amount) =>
        amount is > 0 and < 0.01m ? "under $0.01" : string.Create(CultureInfo.InvariantCulture, $"${amount:0.00}");
}
