using Microsoft.Extensions.Logging;

namespace CarePlatform.Platform.Tests;

/// <summary>Keeps what is logged.</summary>
internal sealed class CollectingLogger : ILogger
{
    public List<(string Message, Exception? Exception)> Entries { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Entries.Add((formatter(state, exception), exception));
}
