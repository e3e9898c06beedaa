namespace CustomerLake.Local.Engine.Display.Live;

/// <summary>A terminal in which lines can be drawn over: what runs is seen there, and is gone when it has ended.</summary>
public interface ILiveScreen
{
    int Width { get; }

    int Height { get; }

    /// <summary>Whether text may be coloured.</summary>
    bool HasColors { get; }

    /// <summary>Puts these lines in place of those drawn before; none clears them.</summary>
    void Draw(IReadOnlyList<string> lines);
}
