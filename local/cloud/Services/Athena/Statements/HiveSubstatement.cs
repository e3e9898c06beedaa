using CustomerLake.Local.Cloud.Services.Athena.Hive;

namespace CustomerLake.Local.Cloud.Services.Athena.Statements;

/// <summary>The SubstatementType of an ALTER statement.</summary>
internal static class HiveSubstatement
{
    public static string OfAlter(HiveTokens tokens)
    {
        if (tokens.Accept("DATABASE") || tokens.Accept("SCHEMA"))
        {
            return "ALTER_DATABASE_PROPERTIES";
        }

        for (; tokens.Peek().Kind != HiveTokenKind.End; tokens.Take())
        {
            if (Phrase(tokens) is { } phrase)
            {
                return phrase;
            }
        }

        return "ALTER_TABLE";
    }

    private static string? Phrase(HiveTokens tokens) =>
        tokens.Accept("ADD", "COLUMNS") ? "ALTER_TABLE_ADD_COLUMN"
        : tokens.Accept("REPLACE", "COLUMNS") ? "ALTER_TABLE_REPLACE_COLUMN"
        : tokens.Accept("DROP", "COLUMN") ? "ALTER_TABLE_DROP_COLUMN"
        : tokens.Accept("RENAME", "TO", "PARTITION") ? "ALTER_TABLE_RENAME_PARTITION"
        : tokens.Accept("RENAME", "TO") ? "ALTER_TABLE_RENAME"
        : tokens.Accept("SET", "LOCATION") ? "ALTER_TABLE_SET_LOCATION"
        : tokens.Accept("SET", "TBLPROPERTIES") ? "ALTER_TABLE_PROPERTIES"
        : tokens.Accept("CHANGE") ? "ALTER_TABLE_CHANGE_COLUMN"
        : tokens.Accept("ADD") ? "ALTER_TABLE_ADD_PARTITION"
        : tokens.Accept("DROP") ? "ALTER_TABLE_DROP_PARTITION"
        : null;
}
