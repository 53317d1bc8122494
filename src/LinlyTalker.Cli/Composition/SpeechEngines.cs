using LinlyTalker.Cli.Console;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Fallback;
using LinlyTalker.Language.Chinese;
using LinlyTalker.Language.Pronunciation;
using LinlyTalker.Models.Folders;
using LinlyTalker.Models.Store;
using LinlyTalker.Voice.Aligned;
using LinlyTalker.Voice.Engines;
using LinlyTalker.Voice.Espeak;
using LinlyTalker.Voice.Flite;
using LinlyTalker.Voice.Piper;
using LinlyTalker.Voice.Routing;
using LinlyTalker.Voice.Sherpa;
using LinlyTalker.Voice.Syllables;

namespace LinlyTalker.Cli.Composition;

/// <summary>The speech engines of this machine behind one voice, best first for each language.</summary>
internal sealed class SpeechEngines : IAsyncDisposable
{
    private readonly EspeakEngine espeak = new();
    private readonly PiperEngine? piper;
    private readonly SherpaEngine? sherpa;
    private readonly Ears.Alignment.PocketSphinxAligner? aligner;

    /// <param name="neural">The models of voices that speak before the embedded engines, best first.</param>
    /// <param name="fellBack">Told when a voice failed and another speaks instead; null: it is printed.</param>
    public SpeechEngines(ModelStore store, IReadOnlyList<ModelFolder> neural, Action<FallenBack>? fellBack = null)
    {
        var flite = new FliteEngine();
        var engines = new List<ISpeechEngine>();
        if (neural.Any(m => m.Description.Family == "piper"))
        {
            piper = new PiperEngine(
                () => neural.Where(m => m.Description.Family == "piper"), espeak, new PiperOptions { Noted = Terminal.Note });
            engines.Add(piper);
        }

        if (neural.Any(SherpaEngine.Opens))
        {
            sherpa = new SherpaEngine(() => neural.Where(SherpaEngine.Opens), new SherpaEngineOptions { Noted = Terminal.Note });
            aligner = store.Has("pocketsphinx-en-us") ? EarsComposition.Aligner(store) : null;
            engines.Add(new TimedVoice(sherpa, aligner is null ? [] : [aligner], Sounds(store)));
        }

        Voice = new VoiceRouter([.. engines, flite, .. Mandarin(store, flite), espeak], fellBack ?? (f => Terminal.Note(f.ToString())));
    }

    public VoiceRouter Voice { get; }

    /// <summary>The voices of a profile.</summary>
    public static SpeechEngines Of(Settings settings, ModelStore store) =>
        new(store, EngineSelection.Select(settings, store, "en").Voices);

    /// <summary>Loads the neural voice that speaks first, about a second's work, while something else is waited for.</summary>
    public async Task PrepareAsync(string voice, CancellationToken cancellation)
    {
        if (piper is null)
        {
            return;
        }

        try
        {
            var voices = await piper.VoicesAsync(cancellation);
            if ((voices.FirstOrDefault(v => v.Name == voice) ?? voices.FirstOrDefault())?.Name is { } name)
            {
                await piper.PrepareAsync(name, cancellation);
            }
        }
        catch (LinlyException)
        {
            // Said when it is to speak, and another voice speaks.
        }
    }

    public async ValueTask DisposeAsync()
    {
        piper?.Dispose();
        if (sherpa is not null)
        {
            await sherpa.DisposeAsync();
        }

        if (aligner is not null)
        {
            await aligner.DisposeAsync();
        }

        await espeak.DisposeAsync();
    }

    private static TextSounds Sounds(ModelStore store) => new(
        store.Has("pocketsphinx-en-us") ? () => Lexicon.Open(store.Open("pocketsphinx-en-us").PathOf("cmudict-en-us.dict")) : null,
        store.Has("pinyin-dictionary") ? () => ChineseLexicon.Open(store.Open("pinyin-dictionary").Location) : null);

    private static IEnumerable<ISpeechEngine> Mandarin(ModelStore store, ISpeechEngine foreign) =>
        store.Has("gcin-syllables") && store.Has("pinyin-dictionary")
            ? [new SyllableEngine(
                () => new SyllableBank(store.Open("gcin-syllables").Location),
                () => ChineseLexicon.Open(store.Open("pinyin-dictionary").Location),
                foreign)]
            : [];
}
