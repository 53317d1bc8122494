using LinlyTalker.Language.Chinese;
using LinlyTalker.Models.Store;
using LinlyTalker.Voice.Engines;
using LinlyTalker.Voice.Espeak;
using LinlyTalker.Voice.Flite;
using LinlyTalker.Voice.Routing;
using LinlyTalker.Voice.Syllables;

namespace LinlyTalker.Cli.Composition;

/// <summary>The speech engines of this machine behind one voice, best first for each language.</summary>
internal sealed class SpeechEngines : IAsyncDisposable
{
    private readonly EspeakEngine espeak = new();

    public SpeechEngines(ModelStore store)
    {
        var flite = new FliteEngine();
        Voice = new VoiceRouter([flite, .. Mandarin(store, flite), espeak]);
    }

    public VoiceRouter Voice { get; }

    public ValueTask DisposeAsync() => espeak.DisposeAsync();

    private static IEnumerable<ISpeechEngine> Mandarin(ModelStore store, ISpeechEngine foreign) =>
        store.Has("gcin-syllables") && store.Has("pinyin-dictionary")
            ? [new SyllableEngine(
                () => new SyllableBank(store.Open("gcin-syllables").Location),
                () => ChineseLexicon.Open(store.Open("pinyin-dictionary").Location),
                foreign)]
            : [];
}
