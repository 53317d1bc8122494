using Microsoft.Extensions.Logging;

namespace LinlyTalker.Cli.Console;

/// <summary>What a server says of itself, on standard error, a line each.</summary>
internal sealed class TerminalLog : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new Category(categoryName[(categoryName.LastIndexOf('.') + 1)..]);

    public void Dispose()
    {
        // Standard error is not ours to close.
    }

    private sealed class Category(string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var level = logLevel switch
            {
                LogLevel.Critical or LogLevel.Error => "error",
                LogLevel.Warning => "warning",
                _ => "note",
            };

            // Where it happened says enough; its message may hold what somebody said.
            var cause = exception is null ? "" : $" ({exception.GetType().Name})\n{exception.StackTrace}";
            Terminal.Note($"{DateTime.Now:HH:mm:ss} {level}: {name}: {formatter(state, exception)}{cause}");
        }
    }
}
