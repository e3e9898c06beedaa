using CustomerLake.Local.Sql.Print;
using CustomerLake.Local.Sql.Storage;
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
        var tail = ParquetTail.Read(file.Object.Path);
        if (!ParquetTail.IsMagic(tail))
        {
            throw new SqlException(
                "HIVE_BAD_DATA",
                tail is null
                    ? $"Malformed Parquet file. {file.Object.Uri} is not a valid Parquet File"
                    : $"Malformed Parquet file. Expected magic number: PAR1 got: {tail} [{file.Object.Uri}]"
            );
        }
    }
}
