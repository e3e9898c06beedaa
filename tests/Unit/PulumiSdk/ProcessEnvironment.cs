namespace CustomerLake.Tests.Unit.PulumiSdk;

/// <summary>Tests that borrow variables of the process: nothing else runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessEnvironment
{
    public const string Name = "process environment";
}
