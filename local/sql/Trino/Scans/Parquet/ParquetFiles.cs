using System.Text;
using CustomerLake.Local.Sql.Print;
using CustomerLake.Local.Sql.Types;
using CustomerLake.Local.Sql.Worker;

namespace CustomerLake.Local.Sql.Trino.Scans.Parquet;

/// <summary>Reads the schemas of Parquet files, and puts together those that read alike.</summary>
internal static class ParquetFiles
{
    private static readonly SqlType[] Types =
    [
        SqlType.Varchar,
        SqlType.Varchar,
        SqlType.Varchar,
        SqlType.Varchar,
        SqlType.Varchar,
        SqlType.BigInt,
    ];

    public static async Task<IReadOnlyList<(IFileReading, IReadOnlyList<ScanFile>)>> ReadingsAsync(
        IReadOnlyList<ScanFile> files,
        ScanPreparer preparer,
        CancellationToken cancellationToken
    )
    {
        var schemas = await SchemasAsync(files, preparer, cancellationToken);
        return
        [
            .. files
                .GroupBy(file => schemas[file.Object.Path].Signature)
                .Select(group =>
                    (
                        (IFileReading)new ParquetReading([.. group], schemas[group.First().Object.Path]),
                        (IReadOnlyList<ScanFile>)[.. group]
                    )
                ),
        ];
    }

    /// <summary>The schemas by path.</summary>
    public static async Task<IReadOnlyDictionary<string, ParquetNode>> SchemasAsync(
        IReadOnlyList<ScanFile> files,
        ScanPreparer preparer,
        CancellationToken cancellationToken
    )
    {
        foreach (var file in files)
        {
            CheckMagic(file);
        }

        var paths = string.Join(", ", files.Select(file => DuckSql.Literal(file.Object.Path)));
        var readable = files.Select(file => new EngineFile(file.Object.Path, file.Object.Size, true)).ToArray();
        return ParquetNode.Read(
            await preparer.QueryAsync(ParquetNode.Query(paths), Types, readable, cancellationToken)
        );
    }

    private static void CheckMagic(ScanFile file)
    {
        using var stream = File.OpenRead(file.Object.Path);
        var tail = new byte[4];
        if (stream.Length >= 12)
        {
            stream.Seek(-4, SeekOrigin.End);
            stream.ReadExactly(tail);
        }
        else
        {
            throw new SqlException(
                "HIVE_BAD_DATA",
                $"Malformed Parquet file. {file.Object.Uri} is not a valid Parquet File"
            );
        }

        var text = Encoding.Latin1.GetString(tail);
        if (text is not ("PAR1" or "PARE"))
        {
            throw new SqlException(
                "HIVE_BAD_DATA",
                $"Malformed Parquet file. Expected magic number: PAR1 got: {text} [{file.Object.Uri}]"
            );
        }
    }
}
