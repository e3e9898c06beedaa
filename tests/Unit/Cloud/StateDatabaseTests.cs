using CustomerLake.Local.Cloud.Storage;
using Microsoft.Data.Sqlite;

namespace CustomerLake.Tests.Unit.Cloud;

public sealed class StateDatabaseTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lake-state-").FullName;

    private string File => Path.Combine(_folder, "state.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_state_is_opened_again()
    {
        new StateDatabase(File).Dispose();

        new StateDatabase(File).Dispose();
    }

    [Fact]
    public void A_state_of_a_newer_program_is_refused_and_left_alone()
    {
        new StateDatabase(File).Dispose();
        Run("PRAGMA user_version=99");

        var fault = Assert.Throws<IOException>(() => new StateDatabase(File));

        Assert.Contains("has version 99, written by a newer program", fault.Message, StringComparison.Ordinal);
        Assert.Equal(99L, Run("PRAGMA user_version"));
    }

    [Fact]
    public void What_is_no_database_is_refused_by_name()
    {
        System.IO.File.WriteAllText(File, new string('x', 8192));

        var fault = Assert.Throws<IOException>(() => new StateDatabase(File));

        Assert.Contains(File, fault.Message, StringComparison.Ordinal);
    }

    private object? Run(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
