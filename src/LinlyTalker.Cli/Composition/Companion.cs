using LinlyTalker.Brain.Domain;
using LinlyTalker.Brain.Knowledge;
using LinlyTalker.Brain.Responding;
using LinlyTalker.Cli.Console;
using LinlyTalker.Core.Conversations;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Models.Store;

namespace LinlyTalker.Cli.Composition;

/// <summary>Who answers: a persona with its knowledge, its voice and its face. Parts are opened when they are needed.</summary>
internal sealed class Companion : IAsyncDisposable
{
    private readonly ModelStore store;
    private readonly KnowledgeBase knowledge;
    private readonly string portrait;

    private Companion(ModelStore store, Persona persona, KnowledgeBase knowledge, Settings settings)
    {
        this.store = store;
        this.knowledge = knowledge;
        portrait = settings.Portrait.Length > 0 ? settings.Portrait : persona.Portrait;
        Persona = persona;
        Settings = settings;
        Selection = EngineSelection.Select(settings, store, persona.Language);
        Speech = new SpeechEngines(store, Selection.Voices);
        Organs = ReplyOrgans.Of(new KnowledgeResponder(knowledge), Speech.Voice);
        Options = new ConversationOptions
        {
            Persona = persona,
            Speak = new SpeakOptions { Voice = settings.Voice.Length > 0 ? settings.Voice : persona.Voice },
            Context = new ReplyContext { Channel = "console" },
        };
        Render = new RenderOptions
        {
            Size = settings.Size,
            FramesPerSecond = settings.FramesPerSecond,
            Label = settings.Label,
        };
    }

    public Persona Persona { get; }

    public Settings Settings { get; }

    /// <summary>The models that take part.</summary>
    public EngineSelection Selection { get; }

    public SpeechEngines Speech { get; }

    public ConversationOrgans Organs { get; }

    public ConversationOptions Options { get; }

    public RenderOptions Render { get; }

    /// <summary>What the recogniser should know of.</summary>
    public DomainText Domain => KnowledgeDomain.Of(knowledge, Persona);

    public static async Task<Companion> OpenAsync(Settings settings, ModelStore store, CancellationToken cancellation)
    {
        var folder = KnowledgeComposition.Folder(
            settings.Knowledge.Length > 0 ? settings.Knowledge : settings.Persona, store.Home);
        var persona = KnowledgeComposition.PersonaOf(folder);
        var knowledge = await KnowledgeComposition.OpenAsync(folder, store, cancellation);
        return new Companion(store, persona, knowledge, settings);
    }

    /// <summary>Finds the face in the portrait and prepares it; runs aside.</summary>
    public Task<IRenderer> OpenFaceAsync(CancellationToken cancellation) =>
        new PortraitCabinet(store, Terminal.Note).OpenFaceAsync(portrait, cancellation);

    public async ValueTask DisposeAsync()
    {
        await Speech.DisposeAsync();
        knowledge.Dispose();
    }
}
