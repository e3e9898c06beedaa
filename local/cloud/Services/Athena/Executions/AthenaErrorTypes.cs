namespace CustomerLake.Local.Cloud.Services.Athena.Executions;

/// <summary>
/// The category (1 system, 2 user, 3 other) and type number of each error name, after measurements of the service and
/// the user guide's "Athena error reference".
/// </summary>
internal static class AthenaErrorTypes
{
    public const int System = 1;
    public const int User = 2;
    private const int AnyUserError = 1000;

    private static readonly Dictionary<string, int> UserErrors = new(StringComparer.Ordinal)
    {
        ["TABLE_NOT_FOUND"] = 1301,
        ["SCHEMA_NOT_FOUND"] = 1301,
        ["COLUMN_NOT_FOUND"] = 1006,
        ["CATALOG_NOT_FOUND"] = 1006,
        ["SYNTAX_ERROR"] = 1006,
        ["TYPE_MISMATCH"] = 1002,
        ["TYPE_NOT_FOUND"] = 1303,
        ["FUNCTION_NOT_FOUND"] = 1303,
        ["DIVISION_BY_ZERO"] = 1001,
        ["INVALID_CAST_ARGUMENT"] = 1100,
        ["NUMERIC_VALUE_OUT_OF_RANGE"] = 1100,
        ["INVALID_PARAMETER_USAGE"] = 1100,
        ["INVALID_FUNCTION_ARGUMENT"] = 1106,
        ["TABLE_ALREADY_EXISTS"] = 1110,
        ["NOT_SUPPORTED"] = 1200,
        ["INVALID_VIEW"] = 1107,
        ["VIEW_IS_STALE"] = 1107,
        ["HIVE_BAD_DATA"] = 1001,
        ["HIVE_CURSOR_ERROR"] = 1001,
        ["HIVE_PARTITION_SCHEMA_MISMATCH"] = 1004,
        ["INVALID_TABLE_PROPERTY"] = 1103,
        ["HIVE_PATH_ALREADY_EXISTS"] = 1109,
        ["PERMISSION_DENIED"] = 1500,
        ["EXCEEDED_TIME_LIMIT"] = 1014,
    };

    private static readonly Dictionary<string, int> SystemErrors = new(StringComparer.Ordinal)
    {
        ["GENERIC_INTERNAL_ERROR"] = 233,
        ["EXCEEDED_MEMORY_LIMIT"] = 1,
        ["EXCEEDED_LOCAL_MEMORY_LIMIT"] = 1,
        ["EXCEEDED_SPILL_LIMIT"] = 2,
    };

    public static AthenaError For(string name, string message) =>
        SystemErrors.TryGetValue(name, out var type)
            ? new AthenaError(System, type, Retryable: false, message)
            : new AthenaError(User, UserErrors.GetValueOrDefault(name, AnyUserError), Retryable: false, message);
}

internal sealed record AthenaError(int ErrorCategory, int ErrorType, bool Retryable, string ErrorMessage);
