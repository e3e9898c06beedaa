using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CustomerLake.Samples.Planting;

namespace CustomerLake.Samples.Writing;

/// <summary>The web shop's orders: JSON Lines, gzipped.</summary>
internal static class OrderLines
{
    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static async Task WriteAsync(
        string path,
        IEnumerable<(Order? Order, string? Text)> lines,
        CancellationToken cancellationToken
    )
    {
        await using var file = File.Create(path);
        await using var gzip = new GZipStream(file, CompressionLevel.Optimal);
        foreach (var (order, text) in lines)
        {
            var line = order is null ? text! : Json(order).ToJsonString(Options);
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"), cancellationToken);
        }
    }

    private static JsonObject Json(Order order) =>
        new()
        {
            ["order_id"] = order.Id,
            ["customer_id"] = order.CustomerId,
            ["ordered_at"] = order.OrderedAt.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
            ["currency"] = order.Currency,
            ["status"] = order.Status,
            ["items"] = new JsonArray([.. order.Items.Select(Json)]),
            ["shipping_address"] = new JsonObject
            {
                ["street"] = order.Buyer.Address,
                ["city"] = order.Buyer.City,
                ["country"] = order.Buyer.Market.Iso2,
            },
        };

    private static JsonObject Json(OrderItem item) =>
        new()
        {
            ["sku"] = item.Sku,
            ["product"] = item.Product,
            ["category"] = item.Category,
            ["quantity"] = item.Quantity,
            ["unit_price"] = item.UnitPrice,
        };
}
