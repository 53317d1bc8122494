using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Server.Hosting;
using LinlyTalker.Server.Parts;
using LinlyTalker.Tests.Core.Conversations;
using Microsoft.Extensions.Logging;

namespace LinlyTalker.Tests.Server.Realtime;

/// <summary>What organs fail with is for whoever runs the machine; clients get a sentence of ours.</summary>
public class FailureTests
{
    private const int Patience = 30_000;
    private const string Path = "/home/ada/models/joe.onnx";

    [Theory(Timeout = Patience)]
    [InlineData("brain", LogLevel.Trace, true)]
    [InlineData("voice", LogLevel.Trace, true)]
    [InlineData("face", LogLevel.Trace, true)]
    [InlineData("ears", LogLevel.Trace, true)]
    [InlineData("voice", LogLevel.Debug, false)] // It may be what somebody said.
    public async Task A_raw_text_goes_to_the_log_and_not_to_the_client(string organ, LogLevel from, bool isLogged)
    {
        var (reason, log) = await FailAsync(organ, new InvalidOperationException($"{Path} broke"), from);
        Assert.DoesNotContain("ada", reason, StringComparison.Ordinal);
        Assert.EndsWith(".", reason, StringComparison.Ordinal);
        Assert.Contains(log, line => line.Contains("InvalidOperationException", StringComparison.Ordinal));
        Assert.Equal(isLogged, log.Any(line => line.Contains(Path, StringComparison.Ordinal)));
    }

    [Fact(Timeout = Patience)]
    public async Task What_speaks_of_files_alone_is_always_in_the_log()
    {
        var (reason, log) = await FailAsync("voice", new ModelFormatException($"{Path} is cut off."), LogLevel.Information);
        Assert.DoesNotContain("ada", reason, StringComparison.Ordinal);
        Assert.Contains(log, line => line.Contains($"{Path} is cut off.", StringComparison.Ordinal));
    }

    private static async Task<(string Reason, IReadOnlyList<string> Log)> FailAsync(string organ, Exception failure, LogLevel from)
    {
        using var log = new CapturedLog();
        var engines = new FakeEngines
        {
            Brain = organ == "brain" ? new ScriptedBrain(failure) : new ScriptedBrain("One two."),
            Voice = new ScriptedVoice { Before = (_, _) => organ == "voice" ? throw failure : null },
            Ears = () => organ == "ears" ? new FailingEars(failure) : new ScriptedEars(),
            Animator = new FakeAnimator { FailsAt = organ == "face" ? 0 : -1, Failure = failure },
        };
        await using var served = await ServedTest.StartAsync(
            new ServerParts { Engines = engines, Log = log }, new ServerOptions { Port = 0, Drain = TimeSpan.FromSeconds(1), LogFrom = from });
        await using var client = await WireClient.ConnectAsync(served.Address);
        await client.SendAsync("""{"type":"session.update","session":{"avatar":{"mode":"motion"}}}""");
        await client.SoundAsync(100, loud: true);
        await client.AskAsync("Go.");
        await client.RespondAsync();
        var told = await client.WaitAsync("avatar.degraded", e => (string)e["organ"]! == organ);
        return ((string)told["reason"]!, log.Lines);
    }

    private sealed class FailingEars(Exception failure) : IEars
    {
        public async IAsyncEnumerable<Utterance> ListenAsync(
            IAsyncEnumerable<AudioChunk> audio, ListenOptions options, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
        {
            await foreach (var chunk in audio.WithCancellation(cancellation))
            {
                throw failure;
            }

            yield break;
        }
    }
}
