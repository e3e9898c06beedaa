namespace CustomerLake.Local.Sql;

/// <summary>Guards the stack of a parser: text from users may nest as deep as it likes.</summary>
internal sealed class NestingGuard(Func<Exception> tooDeep)
{
    private const int MaximumDepth = 400;

    private int _depth;

    /// <exception cref="Exception">What the dialect says to a text that nests too deep.</exception>
    public T Enter<T>(Func<T> read)
    {
        if (_depth >= MaximumDepth)
        {
            throw tooDeep();
        }

        _depth++;
        try
        {
            return read();
        }
        finally
        {
            _depth--;
        }
    }
}
