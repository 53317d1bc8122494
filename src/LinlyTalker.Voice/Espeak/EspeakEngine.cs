using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;
using LinlyTalker.Core.Errors;
using LinlyTalker.Language.Normalisation;
using LinlyTalker.Native.Espeak;
using LinlyTalker.Native.Worker;
using LinlyTalker.Voice.Engines;

namespace LinlyTalker.Voice.Espeak;

/// <summary>
/// Every language that espeak-ng knows, spoken in a worker process that starts with the first sentence. Formant
/// synthesis: clear and robotic.
/// </summary>
public sealed class EspeakEngine : ISpeechEngine, IPhonemizer, IAsyncDisposable
{
    /// <summary>Name of the worker's service.</summary>
    public const string Service = "espeak";

    private const int UsualWordsPerMinute = 165;

    /// <summary>Measured by the benchmark <c>voice-levels</c>; one synthesiser makes all its voices.</summary>
    private const double GainDecibels = 2.6;

    /// <summary>
    /// Debian's 1.51 reads Han characters with the voice <c>cmn</c> as English letters (espeak-ng issues 1044, 1236);
    /// <c>cmn-latn-pinyin</c> reads them right.
    /// </summary>
    private const string BrokenMandarin = "sit/cmn";

    private readonly WorkerClient worker;
    private readonly SemaphoreSlim listing = new(1);
    private IReadOnlyList<VoiceInfo>? voices;
    private Dictionary<string, string> identifiers = [];

    /// <param name="worker">Of the service <see cref="Service"/>; disposed with the engine. Null: its usual options.</param>
    public EspeakEngine(WorkerClient? worker = null) =>
        this.worker = worker ?? new WorkerClient(new WorkerOptions { Service = Service });

    public bool RunsHere => false;

    public async Task<IReadOnlyList<VoiceInfo>> VoicesAsync(CancellationToken cancellation = default)
    {
        await listing.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return voices ??= await ListAsync(cancellation).ConfigureAwait(false);
        }
        catch (NativeLibraryMissingException)
        {
            return voices = [];
        }
        finally
        {
            listing.Release();
        }
    }

    public async Task<SaidSentence> SayAsync(
        string text, VoiceInfo voice, float rate, CancellationToken cancellation = default)
    {
        var clean = SpeakableText.Clean(text);
        if (!SpeakableText.HasWords(clean))
        {
            return SaidSentence.Nothing;
        }

        await VoicesAsync(cancellation).ConfigureAwait(false);
        var speed = (int)Math.Round(UsualWordsPerMinute * rate);
        var request = JsonSerializer.SerializeToUtf8Bytes(
            new EspeakRequest(identifiers[voice.Name], clean, speed), EspeakJson.Default.EspeakRequest);
        var pieces = await worker.AskAllAsync("say", request, [], cancellation).ConfigureAwait(false);
        var times = pieces.Count > 0 ? JsonSerializer.Deserialize(pieces[0].Span, EspeakJson.Default.EspeakTimes) : null;
        var samples = new List<float>();
        foreach (var piece in pieces.Skip(1))
        {
            for (var at = 0; at < piece.Length; at += sizeof(short))
            {
                samples.Add(BinaryPrimitives.ReadInt16LittleEndian(piece.Span[at..]) / 32768f);
            }
        }

        return times is null
            ? throw new NativeException("espeak-ng's worker gave no times for a sentence.")
            : EspeakSpans.Read(times, [.. samples], clean);
    }

    public Task<IReadOnlyList<IReadOnlyList<EspeakClause>>> PhonemizeAsync(
        string voice, IReadOnlyList<string> texts, CancellationToken cancellation = default) =>
        worker.AskAsync(
            "phonemize",
            new EspeakTexts(voice, texts),
            EspeakJson.Default.EspeakTexts,
            EspeakJson.Default.IReadOnlyListIReadOnlyListEspeakClause,
            cancellation);

    public async ValueTask DisposeAsync()
    {
        await worker.DisposeAsync().ConfigureAwait(false);
        listing.Dispose();
    }

    private async Task<IReadOnlyList<VoiceInfo>> ListAsync(CancellationToken cancellation)
    {
        var answer = await worker.AskAsync("voices", default, cancellation).ConfigureAwait(false);
        var listed = JsonSerializer.Deserialize(answer.Span, EspeakJson.Default.IReadOnlyListEspeakVoice) ?? [];

        // Voices of MBROLA are listed whether or not it is installed.
        var usable = listed
            .Where(v => v.Identifier != BrokenMandarin && !v.Identifier.StartsWith("mb/", StringComparison.Ordinal))
            .DistinctBy(v => v.Language)
            .OrderBy(v => v.Language.Split('-')[0], StringComparer.Ordinal)
            .ThenBy(v => v.Priority)
            .ToList();
        identifiers = usable.ToDictionary(VoiceName, v => v.Identifier);
        return [.. usable.Select(Describe)];
    }

    private static string VoiceName(EspeakVoice voice) => "espeak-" + voice.Language;

    private static VoiceInfo Describe(EspeakVoice voice) => new()
    {
        Name = VoiceName(voice),
        Language = Tag(voice.Language),
        Engine = "espeak-ng",
        Gender = voice.Gender switch { 1 => VoiceGender.Male, 2 => VoiceGender.Female, _ => VoiceGender.Unknown },
        GainDecibels = GainDecibels,
        Licence = "GPL-3.0-or-later (espeak-ng, in a process of its own)",
        Credit = $"{voice.Name}, espeak-ng by Jonathan Duddington, Reece H. Dunn and contributors",
    };

    /// <summary>BCP 47 as it is usually written: <c>fr-FR</c>, <c>zh</c> for Mandarin.</summary>
    private static string Tag(string language)
    {
        if (language.StartsWith("cmn", StringComparison.Ordinal))
        {
            return "zh-CN";
        }

        var parts = language.Split('-');
        return parts.Length == 2 && parts[1].Length == 2
            ? $"{parts[0]}-{parts[1].ToUpper(CultureInfo.InvariantCulture)}"
            : language;
    }
}
