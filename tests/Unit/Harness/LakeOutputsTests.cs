using CustomerLake.Harness;

namespace CustomerLake.Tests.Unit.Harness;

public sealed class LakeOutputsTests
{
    [Fact]
    public void Missing_outputs_are_named_with_what_to_do()
    {
        var fault = Assert.Throws<InvalidDataException>(() => LakeOutputs.FromJson("""{"region": "eu-west-1"}"""));
        Assert.Contains("rawBucket", fault.Message, StringComparison.Ordinal);
        Assert.Contains("up", fault.Message, StringComparison.Ordinal);
    }
}
