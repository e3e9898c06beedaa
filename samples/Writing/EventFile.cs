using System.Text.Json.Serialization;
using CustomerLake.Samples.Planting;
using Parquet.Serialization;
using Parquet.Serialization.Attributes;

namespace CustomerLake.Samples.Writing;

/// <summary>The app's events of one day, as Parquet with a nested device.</summary>
internal static class EventFile
{
    public static Task WriteAsync(string path, IEnumerable<AppEvent> events, CancellationToken cancellationToken) =>
        ParquetSerializer.SerializeAsync(
            events.Select(each => new EventRow
            {
                EventId = each.Id,
                CustomerId = each.CustomerId,
                EventType = each.Type,
                OccurredAt = each.OccurredAt,
                Device = new DeviceRow
                {
                    Os = each.Os,
                    Model = each.Model,
                    AppVersion = each.AppVersion,
                },
            }),
            path,
            cancellationToken: cancellationToken
        );

    private sealed class EventRow
    {
        [JsonPropertyName("event_id")]
        public string? EventId { get; set; }

        [JsonPropertyName("customer_id")]
        public string? CustomerId { get; set; }

        [JsonPropertyName("event_type")]
        public string? EventType { get; set; }

        [JsonPropertyName("occurred_at")]
        [ParquetTimestamp(ParquetTimestampResolution.Microseconds)]
        public DateTime OccurredAt { get; set; }

        [JsonPropertyName("device")]
        public DeviceRow? Device { get; set; }
    }

    private sealed class DeviceRow
    {
        [JsonPropertyName("os")]
        public string? Os { get; set; }

        [JsonPropertyName("model")]
        public string? Model { get; set; }

        [JsonPropertyName("app_version")]
        public string? AppVersion { get; set; }
    }
}
