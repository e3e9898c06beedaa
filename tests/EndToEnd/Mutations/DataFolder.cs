using System.IO.Compression;
using System.Text;

namespace CustomerLake.Tests.EndToEnd.Mutations;

/// <summary>A copy of the committed sample that a test may spoil.</summary>
internal sealed class DataFolder : IDisposable
{
    public DataFolder(string source)
    {
        Path = Directory.CreateTempSubdirectory("lake-data-").FullName;
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var target = System.IO.Path.Combine(Path, System.IO.Path.GetRelativePath(source, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    public string Path { get; }

    public string Orders(string day) => System.IO.Path.Combine(Path, "orders", $"ingest_date={day}", "orders.jsonl.gz");

    public string Customers(string day) =>
        System.IO.Path.Combine(Path, "customers", $"ingest_date={day}", "customers.csv");

    public void EditOrders(string day, Func<List<string>, IEnumerable<string>> edit)
    {
        var lines = ReadLines(Orders(day));
        using var target = new StreamWriter(new GZipStream(File.Create(Orders(day)), CompressionLevel.Fastest))
        {
            NewLine = "\n",
        };
        foreach (var line in edit(lines))
        {
            target.WriteLine(line);
        }
    }

    public void EditCustomers(string day, Func<List<string>, IEnumerable<string>> edit)
    {
        List<string> lines = [.. File.ReadAllText(Customers(day)).TrimEnd('\n').Split('\n')];
        File.WriteAllText(Customers(day), string.Concat(edit(lines).Select(line => line + "\n")));
    }

    public static List<string> ReadLines(string gzipped)
    {
        using var file = new StreamReader(
            new GZipStream(File.OpenRead(gzipped), CompressionMode.Decompress),
            Encoding.UTF8
        );
        return [.. file.ReadToEnd().TrimEnd('\n').Split('\n')];
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
