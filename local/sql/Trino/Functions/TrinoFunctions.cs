namespace CustomerLake.Local.Sql.Trino.Functions;

/// <summary>Trino's functions: one line each, in a table per subject.</summary>
internal static class TrinoFunctions
{
    public static readonly FunctionTable Table = new(
        TrinoAggregates.Functions,
        TrinoWindowFunctions.Functions,
        TrinoMath.Functions,
        TrinoStrings.Functions,
        TrinoRegexps.Functions,
        TrinoBinaries.Functions,
        TrinoTimes.Functions,
        TrinoArrays.Functions,
        TrinoMaps.Functions,
        TrinoLambdas.Functions,
        TrinoJson.Functions
    );
}
