using CustomerLake.Tests.Contract.Boto;

namespace CustomerLake.Tests.Contract.Glue;

/// <summary>The local cloud of Glue's tests.</summary>
public sealed class GlueContract() : BotoContract(Scripts)
{
    internal const string Scripts = "Glue";
}
