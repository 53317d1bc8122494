using LinlyTalker.Voice.Espeak;
using LinlyTalker.Voice.Flite;
using LinlyTalker.Voice.Routing;

namespace LinlyTalker.Cli.Composition;

/// <summary>The speech engines of this machine behind one voice, best first for each language.</summary>
internal sealed class Speech : IAsyncDisposable
{
    private readonly EspeakEngine espeak = new();

    public Speech() => Voice = new VoiceRouter([new FliteEngine(), espeak]);

    public VoiceRouter Voice { get; }

    public ValueTask DisposeAsync() => espeak.DisposeAsync();
}
