using System.Text.Json;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Core.Signal;
using LinlyTalker.Language.Normalisation;
using LinlyTalker.Language.Normalisation.English;
using LinlyTalker.Language.Pronunciation;
using LinlyTalker.Native.PocketSphinx;
using LinlyTalker.Native.Worker;

namespace LinlyTalker.Ears.Alignment;

/// <summary>
/// Forced alignment of English by PocketSphinx in the worker: the text's sounds are known, only their times are sought.
/// Any number of callers share one process, started by the first.
/// </summary>
public sealed class PocketSphinxAligner : IAligner, IAsyncDisposable
{
    private const int SampleRate = PocketSphinxDecoder.SampleRate;

    /// <summary>The acoustic model's phones have three states of at least one frame each.</summary>
    private const int ShortestPhone = 3 * PocketSphinxDecoder.SamplesPerFrame;

    /// <summary>More pronunciations of one word gain nothing.</summary>
    private const int MostVariants = 4;

    /// <summary>So much is sent to the worker at once.</summary>
    private const int PieceSamples = SampleRate;

    private static readonly EnglishNormaliser Normaliser = new();

    private readonly string acousticModel;
    private readonly Lazy<Pronouncer> pronouncer;
    private readonly WorkerClient worker;

    /// <param name="model">The acoustic model and the dictionary; nothing is loaded before the first text.</param>
    /// <param name="executable">Path of the worker's program; null: the usual places.</param>
    public PocketSphinxAligner(HearingModel model, string? executable = null)
    {
        acousticModel = model.AcousticModel;
        pronouncer = new(() => new Pronouncer(Lexicon.Open(model.Lexicon)));
        worker = new WorkerClient(new WorkerOptions { Service = HearingMethods.Service, Executable = executable });
    }

    public bool Aligns(string language) => language.Split('-', '_')[0].Equals("en", StringComparison.OrdinalIgnoreCase);

    /// <summary>Loads what the first text would wait for.</summary>
    /// <exception cref="LinlyException">The worker or a model failed.</exception>
    public async Task PrepareAsync(CancellationToken cancellation = default)
    {
        var loading = Task.Run(() => pronouncer.Value, cancellation);
        await AskAsync(new float[SampleRate / 2], [["AH"]], mayEndEarly: false, cancellation).ConfigureAwait(false);
        await loading.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <exception cref="InputException">The language is not English.</exception>
    /// <exception cref="LinlyException">The worker or a model failed.</exception>
    public async Task<Core.Flow.Alignment?> AlignAsync(
        AudioChunk sound, string text, string language, CancellationToken cancellation = default)
    {
        if (!Aligns(language))
        {
            throw new InputException($"Only English is aligned, and '{language}' was asked for.");
        }

        var (spoken, pronunciations) = Sounds(text);
        var samples = At16Kilohertz(sound);
        if (spoken.Count == 0 || samples.Length < (long)ShortestPhone * pronunciations.Sum(word => word.Min(phones => phones.Count(c => c == ' ') + 1)))
        {
            return null;
        }

        var found = await new ScriptWalk(AskAsync).AlignAsync(samples, pronunciations, cancellation).ConfigureAwait(false);
        return found is not { } aligned
            ? null
            : AlignmentTimes.Of(aligned.Phones, aligned.Lengths, [.. spoken.Select(word => word.Source)], sound.Samples.Length, sound.SampleRate);
    }

    public ValueTask DisposeAsync() => worker.DisposeAsync();

    /// <summary>The words of the text that have a sound, each with its pronunciations.</summary>
    private (List<SpokenWord> Words, List<IReadOnlyList<string>> Pronunciations) Sounds(string text)
    {
        var words = new List<SpokenWord>();
        var pronunciations = new List<IReadOnlyList<string>>();
        foreach (var word in Normaliser.Normalise(text))
        {
            if (pronouncer.Value.Of(word.Text) is { Count: > 0 } variants)
            {
                words.Add(word);
                pronunciations.Add([.. variants.Take(MostVariants)]);
            }
        }

        return (words, pronunciations);
    }

    private async Task<IReadOnlyList<AlignedPhone>> AskAsync(
        ReadOnlyMemory<float> samples, IReadOnlyList<IReadOnlyList<string>> words, bool mayEndEarly, CancellationToken cancellation)
    {
        var task = JsonSerializer.SerializeToUtf8Bytes(new AlignmentTask(acousticModel, words, mayEndEarly), HearingJson.Default.AlignmentTask);
        var pieces = new List<ReadOnlyMemory<byte>>();
        for (var at = 0; at < samples.Length; at += PieceSamples)
        {
            pieces.Add(Pcm16.Bytes(samples.Span.Slice(at, Math.Min(PieceSamples, samples.Length - at))));
        }

        var answer = await worker.AskAllAsync(HearingMethods.Align, task, pieces, cancellation).ConfigureAwait(false);
        return answer.Count > 0
            ? JsonSerializer.Deserialize(answer[0].Span, HearingJson.Default.AlignedPhones)!.Phones
            : throw new WorkerDiedException("The aligner ended without a result; the text has no times.");
    }

    private static float[] At16Kilohertz(AudioChunk sound) =>
        sound.SampleRate == SampleRate ? sound.Samples.ToArray() : Resampler.Resample(sound.Samples.Span, sound.SampleRate, SampleRate);
}
