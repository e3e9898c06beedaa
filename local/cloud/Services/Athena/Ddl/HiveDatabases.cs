using CustomerLake.Local.Cloud.Services.Athena.Hive;
using CustomerLake.Local.Cloud.Services.Glue.Catalog;

namespace CustomerLake.Local.Cloud.Services.Athena.Ddl;

/// <summary>CREATE, DROP and ALTER DATABASE.</summary>
internal static class HiveDatabases
{
    public static void Create(HiveContext context, HiveStatement.CreateDatabase create)
    {
        if (context.Catalog.Databases.Find(context.Scope, create.Name) is not null)
        {
            if (!create.IfNotExists)
            {
                throw HiveFailure.Execution($"Database {create.Name} already exists");
            }

            return;
        }

        context.Catalog.Databases.Create(
            context.Scope,
            new DatabaseInput
            {
                Name = create.Name,
                Description = create.Comment,
                LocationUri = create.Location,
                Parameters = create.Properties.Count > 0 ? create.Properties : null,
            }
        );
    }

    public static void Drop(HiveContext context, HiveStatement.DropDatabase drop)
    {
        if (context.Catalog.Databases.Find(context.Scope, drop.Name) is null)
        {
            if (!drop.IfExists)
            {
                throw HiveFailure.DatabaseNotFound(drop.Name);
            }

            return;
        }

        if (!drop.Cascade && context.Catalog.Tables.List(context.Scope, drop.Name).Count > 0)
        {
            throw HiveFailure.Execution(
                $"InvalidOperationException(message:Database {drop.Name} is not empty. One or more tables exist.)"
            );
        }

        context.Catalog.DeleteDatabase(context.Scope, drop.Name);
    }

    public static void SetProperties(HiveContext context, HiveStatement.SetDatabaseProperties set)
    {
        context.CheckDatabase(set.Name);
        var current = context.Catalog.Databases.Get(context.Scope, set.Name);
        context.Catalog.Databases.Update(
            context.Scope,
            set.Name,
            current.Input with
            {
                Parameters = HiveProperties.Merge(current.Input.Parameters, set.Properties),
            }
        );
    }
}

/// <summary>Parameters with some of them set anew.</summary>
internal static class HiveProperties
{
    public static IReadOnlyDictionary<string, string> Merge(
        IReadOnlyDictionary<string, string>? current,
        IReadOnlyDictionary<string, string> changes
    )
    {
        var merged = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in (current ?? new Dictionary<string, string>()).Concat(changes))
        {
            merged[key] = value;
        }

        return merged;
    }
}
