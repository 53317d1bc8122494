using System.Runtime.CompilerServices;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Core.Signal;
using LinlyTalker.Ears.LanguageModel;
using LinlyTalker.Ears.Listening;
using LinlyTalker.Ears.Recognition;
using LinlyTalker.Ears.VoiceActivity;
using LinlyTalker.Models.Inference;
using LinlyTalker.Native.PocketSphinx;
using LinlyTalker.Native.Worker;

namespace LinlyTalker.Ears.PocketSphinx;

/// <summary>
/// The ears that need no download: Silero hears that somebody speaks, PocketSphinx hears what, in English. Shared by
/// all conversations; each listens with its own state and shares a bounded number of decoders.
/// </summary>
public sealed class PocketSphinxEars : IEars, IAsyncDisposable
{
    private const int SampleRate = PocketSphinxDecoder.SampleRate;

    private readonly EarsOptions options;
    private readonly InferenceSession speechNet;
    private readonly HearingModel general;
    private readonly DomainModels domains;
    private readonly RecogniserPool pool;

    /// <param name="models">Where the models are.</param>
    /// <param name="cache">Folder for language models of domains; made when needed.</param>
    /// <exception cref="LinlyException">A model or a native library is missing or broken.</exception>
    public PocketSphinxEars(EarsModels models, string cache, EarsOptions? options = null)
    {
        this.options = options ?? new EarsOptions();
        general = models.Hearing;
        speechNet = InferenceSession.Open(models.SpeechNet);
        domains = new DomainModels(cache, general.Lexicon, this.options.DomainWeight);
        pool = new RecogniserPool(
            this.options.Decoders,
            () => new WorkerClient(new WorkerOptions { Service = HearingMethods.Service, Executable = this.options.Worker }));
    }

    /// <summary>Ids of the decoders' processes that live, for whoever measures them.</summary>
    public IReadOnlyList<int> ProcessIds => pool.ProcessIds;

    /// <summary>Throws when these ears cannot hear a language.</summary>
    /// <param name="language">BCP 47 tag.</param>
    /// <exception cref="InputException">The language is not English; the message names the model that hears it.</exception>
    public static void Require(string language)
    {
        var primary = language.Split('-', '_')[0].ToLowerInvariant();
        if (primary == "en")
        {
            return;
        }

        throw new InputException(primary == "zh"
            ? "The embedded profile cannot hear Chinese: PocketSphinx knows English only. "
              + "Typed Chinese is answered; speak English, or type the question."
            : $"The embedded profile hears English only, and '{language}' was asked for. Choose English.");
    }

    /// <summary>Loads what a domain's turns will need, so that the first does not wait for it.</summary>
    /// <exception cref="LinlyException">A model cannot be loaded.</exception>
    public async Task PrepareAsync(DomainText domain, CancellationToken cancellation = default) =>
        await pool.PrepareAsync(await ModelOfAsync(domain, cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    /// <exception cref="InputException">The language is not English.</exception>
    public IAsyncEnumerable<Utterance> ListenAsync(
        IAsyncEnumerable<AudioChunk> audio, ListenOptions options, CancellationToken cancellation = default)
    {
        Require(options.Language);
        return HearAsync(audio, options, cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await pool.DisposeAsync().ConfigureAwait(false);
        speechNet.Dispose();
    }

    private async IAsyncEnumerable<Utterance> HearAsync(
        IAsyncEnumerable<AudioChunk> audio, ListenOptions listen, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var attendance = pool.Attend();
        // Loads while the first sound comes; a model that cannot be loaded ends the stream at the first turn.
        using var left = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var loading = LoadAsync(listen.Domain, left.Token);
        try
        {
            using var detector = new SileroDetector(speechNet);
            await using var listener = new Listener(detector, listen.Turns ?? options.Turns, options.Suppression, OpenAsync);
            await foreach (var utterance in listener
                .ListenAsync(audio.ResampleAsync(SampleRate, cancellation), listen.Partials, cancellation).ConfigureAwait(false))
            {
                yield return utterance;
            }

            await loading.ConfigureAwait(false);
        }
        finally
        {
            await left.CancelAsync().ConfigureAwait(false);
            await ((Task)loading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        async Task<Turn> OpenAsync(long start, int lateness, CancellationToken token)
        {
            var model = await loading.ConfigureAwait(false);
            var lease = await pool.RentAsync(model, token).ConfigureAwait(false);
            return new Turn(lease, start, (long)(options.ShortestStretch.TotalSeconds * SampleRate), options.Fault)
            {
                Lateness = lateness,
                DoubtBelow = PocketSphinxRecogniser.DoubtBelow,
            };
        }
    }

    private async Task<HearingModel> LoadAsync(DomainText domain, CancellationToken cancellation)
    {
        var model = await ModelOfAsync(domain, cancellation).ConfigureAwait(false);
        await pool.PrepareAsync(model, cancellation).ConfigureAwait(false);
        return model;
    }

    private async Task<HearingModel> ModelOfAsync(DomainText domain, CancellationToken cancellation) =>
        general with { Domain = await Task.Run(() => domains.Get(domain), cancellation).ConfigureAwait(false) };
}
