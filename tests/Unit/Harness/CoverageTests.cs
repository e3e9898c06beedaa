using CustomerLake.Harness.Stages;

namespace CustomerLake.Tests.Unit.Harness;

public sealed class CoverageTests
{
    [Fact]
    public void Files_outside_every_partition_are_missed()
    {
        var missed = Coverage.Missed(
            "raw",
            ["events/d=1/a.parquet", "events/d=10/a.parquet", "events/b.parquet"],
            ["s3://raw/events/d=1/"]
        );

        Assert.Equal(["events/d=10/a.parquet", "events/b.parquet"], missed);
    }

    [Fact]
    public void Marks_of_folders_and_hidden_files_are_no_data() =>
        Assert.Empty(Coverage.Missed("raw", ["events/", "events/d=2/", "events/_SUCCESS", "events/.x.crc"], []));
}
