using System.Text.Encodings.Web;
using System.Text.Json;

namespace CustomerLake.Local.Engine.Commands;

/// <summary>JSON for people: indented, quotes escaped as everybody does it.</summary>
internal static class JsonText
{
    public static readonly JsonSerializerOptions Two = Options(2);
    public static readonly JsonSerializerOptions Four = Options(4);

    private static JsonSerializerOptions Options(int indent) =>
        new()
        {
            WriteIndented = true,
            IndentSize = indent,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
}
