using LinlyTalker.Core.Errors;
using LinlyTalker.Language.Normalisation;
using LinlyTalker.Models.Folders;
using LinlyTalker.Models.Sherpa;
using LinlyTalker.Native.Sherpa;
using LinlyTalker.Voice.Engines;

namespace LinlyTalker.Voice.Sherpa;

/// <summary>
/// Kokoro, Matcha, VITS, and the cloning ZipVoice and PocketTTS, by sherpa-onnx in the worker. A voice is named by its
/// family and model folder, <c>kokoro:NAME</c>, one of its speakers <c>kokoro:NAME#3</c> or <c>kokoro:NAME#zf_xiaoxiao</c>.
/// Sentences come whole, and without times.
/// </summary>
/// <param name="folders">The models of these families, asked once, when voices are first wanted.</param>
public sealed class SherpaEngine(Func<IEnumerable<ModelFolder>> folders, SherpaEngineOptions? options = null) : ISpeechEngine, IAsyncDisposable
{
    private readonly SherpaEngineOptions options = options ?? new();
    private readonly Lock gate = new();
    private List<SherpaModelVoice>? voices;

    /// <summary>Whether a model is one of this engine's; Piper's own voices are better said by theirs.</summary>
    public static bool Opens(ModelFolder folder) => folder.Description.Family != "piper" && SherpaFolder.Opens(folder, SherpaTask.Speak);

    /// <summary>The families that clone: without a <see cref="VoiceClone"/> they have no voice.</summary>
    public static bool Clones(ModelFolder folder) => folder.Description.Family is "zipvoice" or "pocket";

    /// <summary>Ids of the processes that live: one a model that has spoken.</summary>
    public IReadOnlyList<int> ProcessIds => [.. List().Select(v => v.ProcessId).OfType<int>()];

    public bool RunsHere => false;

    public Task<IReadOnlyList<VoiceInfo>> VoicesAsync(CancellationToken cancellation = default) =>
        Task.FromResult<IReadOnlyList<VoiceInfo>>([.. List().SelectMany(Listed)]);

    public Task<VoiceInfo?> FindAsync(string name, CancellationToken cancellation = default) =>
        Task.FromResult(Resolve(name) is var (voice, speaker) ? Describe(voice, speaker) : null);

    /// <summary>Loads a voice before it is needed, so that its first sentence does not wait for it.</summary>
    /// <exception cref="LinlyException">There is no such voice, or it cannot be loaded.</exception>
    public Task PrepareAsync(string name, CancellationToken cancellation = default) =>
        Resolve(name) is var (voice, _) ? voice.PrepareAsync(cancellation) : throw Missing(name);

    public async Task<SaidSentence> SayAsync(string text, VoiceInfo voice, float rate, CancellationToken cancellation = default)
    {
        var (model, speaker) = Resolve(voice.Name) ?? throw Missing(voice.Name);
        var clean = SpeakableText.Clean(text);
        return SpeakableText.HasWords(clean)
            ? await model.SayAsync(clean, speaker, rate, cancellation).ConfigureAwait(false)
            : SaidSentence.Nothing;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var voice in voices ?? [])
        {
            await voice.DisposeAsync().ConfigureAwait(false);
        }
    }

    private List<SherpaModelVoice> List()
    {
        lock (gate)
        {
            return voices ??= Open();
        }
    }

    private List<SherpaModelVoice> Open()
    {
        var opened = new List<SherpaModelVoice>();
        foreach (var (folder, clone) in folders().Where(f => !Clones(f)).Select(f => (f, (VoiceClone?)null)).Concat(options.Clones.Select(c => (c.Model, (VoiceClone?)c))))
        {
            try
            {
                opened.Add(new SherpaModelVoice(folder, clone, options));
            }
            catch (LinlyException fault)
            {
                options.Noted?.Invoke(fault.Message);
            }
        }

        return opened;
    }

    /// <returns>Null where there is no such voice or speaker.</returns>
    private (SherpaModelVoice Voice, int Speaker)? Resolve(string name)
    {
        var hash = name.IndexOf('#', StringComparison.Ordinal);
        var (model, asked) = hash < 0 ? (name, "0") : (name[..hash], name[(hash + 1)..]);
        return List().Find(v => v.Name.Equals(model, StringComparison.OrdinalIgnoreCase)) is { } voice && voice.Speakers.Find(asked) is { } speaker
            ? (voice, speaker)
            : null;
    }

    /// <summary>One of each language and gender; a model may have hundreds of speakers.</summary>
    private static IEnumerable<VoiceInfo> Listed(SherpaModelVoice voice) =>
        Enumerable.Range(0, Math.Max(1, voice.Speakers.Names.Count))
            .Select(speaker => Describe(voice, speaker))
            .DistinctBy(info => (info.Language, info.Gender));

    private static VoiceInfo Describe(SherpaModelVoice voice, int speaker) => new()
    {
        Name = voice.Name + (speaker == 0 ? "" : speaker < voice.Speakers.Names.Count ? $"#{voice.Speakers.Names[speaker]}" : $"#{speaker}"),
        Language = voice.Speakers.LanguageOf(speaker),
        Engine = "sherpa-onnx",
        Gender = voice.Speakers.GenderOf(speaker),
        Speakers = voice.Speakers.Count,
        Licence = voice.Folder.Description.Licence,
        Credit = voice.Folder.Description.Credit ?? voice.Folder.Description.Source ?? "",
    };

    private static InputException Missing(string name) => new(
        $"There is no voice named '{name}'; linly voices lists those that are here. A cloning model speaks only with a recording and "
        + "the speaker's consent: --i-have-consent FILE.");
}
