namespace CustomerLake.Local.Sql.Worker;

/// <summary>What the parent asks: one query, with the limits to run it under.</summary>
internal sealed record RunRequest(EngineQuery Query, DuckDbLimits Limits);
