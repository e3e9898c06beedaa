namespace CustomerLake.Local.Engine.State;

/// <summary>A deployment that is not in the form it must have; the message says which member.</summary>
public sealed class StateFormatException(string message) : Exception(message);

/// <summary>A checkpoint that breaks an invariant of <see cref="SnapshotIntegrity"/>.</summary>
public sealed class SnapshotIntegrityException(string message) : Exception(message);

/// <summary>The state cannot be saved: the operation must stop.</summary>
public class StateException(string message) : Exception(message);

/// <summary>A test's crash at a write: nothing may catch it and go on.</summary>
public sealed class SimulatedCrashException(string point) : Exception($"crash at: {point}");
