using CarePlatform.Messaging;
using Microsoft.Extensions.Logging;

namespace CarePlatform.Faults;

/// <summary>Writes what the host reports as plain lines, for the test that watches.</summary>
internal sealed class ConsoleLog : ILogger<LogHost>
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            Console.WriteLine($"LOG {formatter(state, exception)} {exception?.Message}");
        }
    }
}
