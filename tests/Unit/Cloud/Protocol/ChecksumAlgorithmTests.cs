using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Tests.Unit.Cloud.Protocol;

public sealed class ChecksumAlgorithmTests
{
    [Theory]
    [InlineData("CRC32", "CBF43926")]
    [InlineData("CRC32C", "E3069283")]
    [InlineData("CRC64NVME", "AE8B14860A799888")]
    public void The_check_value_of_nine_digits_is_the_published_one(string name, string hex)
    {
        var value = ChecksumAlgorithm.Parse(name).Of("123456789"u8);

        Assert.Equal(hex, Convert.ToHexString(Convert.FromBase64String(value)));
    }

    [Fact]
    public void Pieces_of_any_length_give_the_checksum_of_the_whole()
    {
        var data = Enumerable.Range(0, 1000).Select(index => (byte)(index * 7)).ToArray();
        foreach (var algorithm in ChecksumAlgorithm.All)
        {
            var checksum = algorithm.New();
            for (var start = 0; start < data.Length; start += 13)
            {
                checksum.Append(data.AsSpan(start, Math.Min(13, data.Length - start)));
            }

            Assert.Equal(algorithm.Of(data), Convert.ToBase64String(checksum.Finish()));
        }
    }
}
