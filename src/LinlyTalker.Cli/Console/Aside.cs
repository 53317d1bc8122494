using System.CommandLine;
using System.CommandLine.Invocation;

namespace LinlyTalker.Cli.Console;

/// <summary>
/// Runs a verb on a thread of the pool. The library listens to Ctrl-C only when the verb has returned its task; one that
/// works long before its first wait would be killed by it, and leave its files and children behind.
/// </summary>
internal sealed class Aside(AsynchronousCommandLineAction verb) : AsynchronousCommandLineAction
{
    public override Task<int> InvokeAsync(ParseResult parseResult, CancellationToken cancellationToken = default) =>
        Task.Run(() => verb.InvokeAsync(parseResult, cancellationToken), cancellationToken);
}
