namespace Pulumi;

/// <summary>Messages of the program to the engine.</summary>
public static class Log
{
    public static void Debug(string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null) =>
        Logger.DebugAsync(message, resource, streamId, ephemeral);

    public static void Info(string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null) =>
        Logger.InfoAsync(message, resource, streamId, ephemeral);

    public static void Warn(string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null) =>
        Logger.WarnAsync(message, resource, streamId, ephemeral);

    public static void Error(string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null) =>
        Logger.ErrorAsync(message, resource, streamId, ephemeral);

    public static void Exception(
        Exception exception,
        Resource? resource = null,
        int? streamId = null,
        bool? ephemeral = null
    )
    {
        ArgumentNullException.ThrowIfNull(exception);
        Error(exception.ToString(), resource, streamId, ephemeral);
    }

    private static IEngineLogger Logger => Deployment.Instance.Internal.Logger;
}

/// <summary>Where messages go; of the same name and shape as the genuine one.</summary>
internal interface IEngineLogger
{
    Task DebugAsync(string message, Resource? resource, int? streamId, bool? ephemeral);

    Task InfoAsync(string message, Resource? resource, int? streamId, bool? ephemeral);

    Task WarnAsync(string message, Resource? resource, int? streamId, bool? ephemeral);

    Task ErrorAsync(string message, Resource? resource, int? streamId, bool? ephemeral);
}

/// <summary>Under mocks only errors are kept: they make the run fail.</summary>
internal sealed class MockLogger(Action<string> addError) : IEngineLogger
{
    public Task DebugAsync(string message, Resource? resource, int? streamId, bool? ephemeral) => Task.CompletedTask;

    public Task InfoAsync(string message, Resource? resource, int? streamId, bool? ephemeral) => Task.CompletedTask;

    public Task WarnAsync(string message, Resource? resource, int? streamId, bool? ephemeral) => Task.CompletedTask;

    public Task ErrorAsync(string message, Resource? resource, int? streamId, bool? ephemeral)
    {
        addError(message);
        return Task.CompletedTask;
    }
}
