using System.Collections.Concurrent;
using LinlyTalker.Brain.Shelves;
using LinlyTalker.Cli.Composition;
using LinlyTalker.Core.Conversations;
using LinlyTalker.Core.Fallback;
using LinlyTalker.Core.Organs;
using LinlyTalker.Core.Serving;
using LinlyTalker.Ears;
using LinlyTalker.Ears.Echo;
using LinlyTalker.Ears.PocketSphinx;
using LinlyTalker.Language.Sentences;
using LinlyTalker.Models.Store;
using Companion = LinlyTalker.Core.Serving.Companion;

namespace LinlyTalker.Cli.Serving;

/// <summary>The organs of this machine for a server: each opened once, and shared by all who ask.</summary>
internal sealed class ServerEngines : IEngines, IAsyncDisposable
{
    private readonly Settings settings;
    private readonly ModelStore store;
    private readonly SpeechEngines speech;
    private readonly CompanionShelf companions;
    private readonly ConcurrentDictionary<(string Recogniser, string Language), Lazy<IEars>> ears = new();
    private readonly Action<string> note;
    private readonly Lazy<EchoCanceller?> canceller;

    /// <param name="documents">What users gave to know; stays the caller's.</param>
    /// <param name="note">Told in a sentence what goes on with less, or otherwise.</param>
    public ServerEngines(Settings settings, ModelStore store, KnowledgeShelves documents, Action<string> note)
    {
        (this.settings, this.store, this.note) = (settings, store, note);
        speech = new SpeechEngines(store, EngineSelection.Select(settings, store, "en").Voices, f => Tell(Organ.Voice, speech!.Voice, f));
        canceller = new(TryCanceller);
        companions = new CompanionShelf(settings, store, documents);
    }

    public IVoice Voice => speech.Voice;

    public string DefaultVoice => settings.Voice;

    public ISentenceCutter Cutter { get; } = new SentenceCutter();

    public EngineWatch Watch { get; } = new();

    public async ValueTask<IReadOnlyList<EngineDescription>> ListAsync(CancellationToken cancellation = default)
    {
        var voices = await speech.Voice.VoicesAsync(cancellation);
        return
        [
            .. companions.Names().Select(name => (Name: name, Persona: companions.PersonaOf(name)))
                .Select(c => Describe(c.Name, EngineKind.Companion, c.Persona.Role, [c.Persona.Language])),
            .. Recognisers().Select(name => Describe(name, EngineKind.Recogniser, "", [])),
            .. voices.Select(v => Describe(v.Name, EngineKind.Voice, v.Credit, [v.Language])),
        ];
    }

    public async ValueTask<Companion> CompanionAsync(string name, CancellationToken cancellation = default)
    {
        var (known, persona, brain, domain) = await companions.OpenAsync(name, cancellation);
        var organs = ReplyOrgans.Of(brain, speech.Voice) with { Brains = [brain, brain.Common] };
        var speaker = persona with { Voice = settings.Voice.Length > 0 ? settings.Voice : persona.Voice };
        return new Companion(known, speaker, organs with { Ears = TryEars(persona.Language), EchoCanceller = canceller.Value }, domain);
    }

    public ValueTask<IEars> EarsAsync(string recogniser, string language, CancellationToken cancellation = default) =>
        recogniser.Length == 0 || Recognisers().Contains(recogniser)
            ? new(Ears(recogniser, language))
            : throw new UnknownNameException(
                $"There is no recogniser {recogniser} on this machine; there are: {string.Join(", ", Recognisers())}.");

    /// <summary>Loads what the first question needs, so that it does not wait.</summary>
    /// <exception cref="Core.Errors.InputException">There is no voice of the name that the machine is set up with.</exception>
    public async Task PrepareAsync(CancellationToken cancellation)
    {
        await speech.Voice.CheckAsync(settings.Voice, cancellation);
        var (_, persona, brain, domain) = await companions.OpenAsync("", cancellation);
        await Task.WhenAll(
            Task.Run(brain.WarmUp, cancellation),
            speech.PrepareAsync(settings.Voice.Length > 0 ? settings.Voice : persona.Voice, cancellation),
            TryEars(persona.Language) is PocketSphinxEars sphinx ? sphinx.PrepareAsync(domain, cancellation) : Task.CompletedTask);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var opened in ears.Values.Where(e => e.IsValueCreated))
        {
            await ((IAsyncDisposable)opened.Value).DisposeAsync();
        }

        await companions.DisposeAsync();
        await speech.DisposeAsync();
    }

    private static EngineDescription Describe(string name, EngineKind kind, string about, IReadOnlyList<string> languages) =>
        new(name, kind, about, languages, DateTimeOffset.UnixEpoch);

    private IEnumerable<string> Recognisers() =>
        EngineSelection.Select(settings, store, "en").Recognisers.Select(m => m.Name)
            .Concat(store.Has("pocketsphinx-en-us") ? [EngineSelection.PocketSphinx] : Array.Empty<string>());

    /// <summary>A language that nothing here hears is typed in.</summary>
    private IEars? TryEars(string language)
    {
        try
        {
            return Ears("", language);
        }
        catch (Core.Errors.LinlyException e)
        {
            note(e.Message);
            return null;
        }
    }

    private EchoCanceller? TryCanceller()
    {
        try
        {
            return new EchoCanceller();
        }
        catch (Core.Errors.NativeLibraryMissingException e)
        {
            note(e.Message);
            return null;
        }
    }

    private IEars Ears(string recogniser, string language) => ears.GetOrAdd(
        (recogniser, language.Split('-', '_')[0].ToLowerInvariant()),
        key => new Lazy<IEars>(() => Open(key.Recogniser, key.Language))).Value;

    private IEars Open(string recogniser, string language)
    {
        IEars? opened = null;
        (opened, _) = RecogniserComposition.Compose(
            recogniser.Length > 0 ? settings.Hearing(recogniser) : settings,
            store,
            language,
            byMeaning: true,
            new EarsOptions { Fault = e => note(e.Message) },
            f => Tell(Organ.Ears, opened, f));
        return opened;
    }

    /// <param name="engine">Null: it is not yet in anybody's hands.</param>
    private void Tell(Organ organ, object? engine, FallenBack fallen)
    {
        note(fallen.ToString());
        if (engine is not null)
        {
            Watch.Tell(new(organ, engine, fallen.Summary));
        }
    }
}
