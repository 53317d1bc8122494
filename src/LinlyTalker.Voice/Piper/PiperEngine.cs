using System.Globalization;
using System.Runtime.CompilerServices;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Models.Folders;
using LinlyTalker.Voice.Engines;
using LinlyTalker.Voice.Espeak;
using LinlyTalker.Voice.Piper.Net;
using LinlyTalker.Voice.Piper.Text;

namespace LinlyTalker.Voice.Piper;

/// <summary>
/// Piper's neural voices, on ONNX Runtime in this process, streamed; espeak-ng tells their sounds, in the worker. A
/// voice is named <c>piper:NAME</c> by its model folder, its fourth speaker <c>piper:NAME#3</c>.
/// </summary>
/// <param name="folders">The models of the family, asked once, when voices are first wanted.</param>
/// <param name="phonemizer">Not disposed here.</param>
public sealed class PiperEngine(Func<IEnumerable<ModelFolder>> folders, IPhonemizer phonemizer, PiperOptions? options = null)
    : IStreamingSpeechEngine, IDisposable
{
    private const string Prefix = "piper:";
    private const string FolderPrefix = "piper-";

    /// <summary>What the model itself leaves behind one sentence and before the next is half of a reader's pause.</summary>
    private const double PauseSeconds = 0.17;

    private readonly PiperOptions options = options ?? new();
    private readonly SemaphoreSlim listing = new(1);
    private List<PiperVoice>? voices;

    public async Task<IReadOnlyList<VoiceInfo>> VoicesAsync(CancellationToken cancellation = default) =>
        [.. (await ListAsync(cancellation).ConfigureAwait(false)).Select(v => Describe(v, 0))];

    public async Task<VoiceInfo?> FindAsync(string name, CancellationToken cancellation = default)
    {
        if (!name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        return await ResolveAsync(name, cancellation).ConfigureAwait(false) is var (voice, speaker) ? Describe(voice, speaker) : null;
    }

    /// <summary>Loads a voice before it is needed, so that its first sentence does not wait for it.</summary>
    /// <exception cref="LinlyException">There is no such voice, or it cannot be loaded.</exception>
    public async Task PrepareAsync(string name, CancellationToken cancellation = default)
    {
        var (voice, _) = await ResolveAsync(name, cancellation).ConfigureAwait(false) ?? throw Missing(name);
        await Task.Run(voice.Open, cancellation).ConfigureAwait(false);
    }

    public async Task<SaidSentence> SayAsync(string text, VoiceInfo voice, float rate, CancellationToken cancellation = default)
    {
        var stream = await StartAsync(text, voice, rate, cancellation).ConfigureAwait(false);
        return await stream.JoinAsync(cancellation).ConfigureAwait(false);
    }

    public async Task<SaidStream> StartAsync(string text, VoiceInfo voice, float rate, CancellationToken cancellation = default)
    {
        var (piper, speaker) = await ResolveAsync(voice.Name, cancellation).ConfigureAwait(false) ?? throw Missing(voice.Name);
        var readable = options.Normalise ? ReadableText.Of(text, piper.Config.Language) : ReadableText.AsWritten(text);
        if (readable.Words.Count == 0)
        {
            return SaidStream.Nothing;
        }

        var utterances = await ReadAsync(piper.Config, readable, cancellation).ConfigureAwait(false);
        return await Task.Run(() => Start(piper, speaker, utterances, rate, cancellation), cancellation).ConfigureAwait(false);
    }

    public void Dispose()
    {
        voices?.ForEach(v => v.Dispose());
        listing.Dispose();
    }

    private async Task<IReadOnlyList<UtteranceSymbols>> ReadAsync(
        PiperConfig config, ReadableText readable, CancellationToken cancellation)
    {
        if (config.EspeakVoice is not { } voice)
        {
            return [LetterReader.Read(readable)];
        }

        string[] texts = [readable.Text, .. readable.Words.Select(w => w.Range.Of(readable.Text))];
        var clauses = await phonemizer.PhonemizeAsync(EspeakName(voice), texts, cancellation).ConfigureAwait(false);
        return [.. ClauseReader.Read(readable, clauses[0], [.. clauses.Skip(1)]).Where(HoldsSound)];
    }

    /// <summary>A lone mark is an utterance to espeak-ng, and a breath to the model.</summary>
    private static bool HoldsSound(UtteranceSymbols utterance) =>
        utterance.Symbols.Any(s => s is not (" " or "." or "," or ";" or ":" or "!" or "?"));

    private SaidStream Start(
        PiperVoice voice, int speaker, IReadOnlyList<UtteranceSymbols> utterances, float rate, CancellationToken cancellation)
    {
        var net = voice.Open();
        var (sampleRate, scales) = (voice.Config.SampleRate, voice.Config);
        var pause = (int)(PauseSeconds / rate * sampleRate);
        var speeches = new List<VitsSpeech>();
        var (phonemes, words) = (new List<PhonemeSpan>(), new List<WordSpan>());
        var start = 0L;
        foreach (var utterance in utterances)
        {
            start += speeches.Count > 0 ? pause : 0;
            var encoded = voice.Table.Encode(utterance.Symbols);
            voice.Note(encoded.Unknown);
            var speech = net.Start(
                new(
                    encoded.Ids,
                    speaker,
                    options.NoiseScale ?? scales.NoiseScale,
                    (options.LengthScale ?? scales.LengthScale) / rate,
                    options.NoiseW ?? scales.NoiseW,
                    SeedOf(encoded.Ids)),
                cancellation);
            speeches.Add(speech);
            var times = PiperTimes.Read(utterance, encoded, speech, sampleRate);
            Join(phonemes, times.Phonemes.Select(p => p with { Span = p.Span.Shift(start) }));
            words.AddRange(times.Words.Select(w => w with { Span = w.Span.Shift(start) }));
            start += speech.Length;
        }

        // The first piece is wanted at once, and a net that fails should fail before anything has been heard.
        var first = speeches.Count > 0 ? speeches[0].Pieces.GetEnumerator() : null;
        return first?.MoveNext() == true
            ? new(sampleRate, start, phonemes, words, Samples(first, speeches, pause, CancellationToken.None))
            : SaidStream.Nothing;
    }

    /// <summary>The silences behind one utterance and before the next are one.</summary>
    private static void Join(List<PhonemeSpan> phonemes, IEnumerable<PhonemeSpan> next)
    {
        foreach (var phoneme in next)
        {
            if (phoneme.Ipa.Length == 0 && phonemes.Count > 0 && phonemes[^1].Ipa.Length == 0)
            {
                phonemes[^1] = phonemes[^1] with { Span = new(phonemes[^1].Span.Start, phoneme.Span.End) };
                continue;
            }

            if (phonemes.Count > 0 && phonemes[^1].Span.End < phoneme.Span.Start)
            {
                phonemes[^1] = phonemes[^1] with { Span = new(phonemes[^1].Span.Start, phoneme.Span.Start) };
            }

            phonemes.Add(phoneme);
        }
    }

    /// <param name="first">The first utterance's pieces, at the first of them.</param>
    private static async IAsyncEnumerable<ReadOnlyMemory<float>> Samples(
        IEnumerator<float[]> first,
        List<VitsSpeech> speeches,
        int pause,
        [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        yield return first.Current;
        for (var i = 0; i < speeches.Count; i++)
        {
            if (i > 0)
            {
                yield return new float[pause];
            }

            // The sums block for some tens of milliseconds; the token of the sentence ends them.
            using var pieces = i == 0 ? first : speeches[i].Pieces.GetEnumerator();
            while (await Task.Run(pieces.MoveNext, cancellation).ConfigureAwait(false))
            {
                yield return pieces.Current;
            }
        }
    }

    private async Task<List<PiperVoice>> ListAsync(CancellationToken cancellation)
    {
        if (voices is not null)
        {
            return voices;
        }

        await listing.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return voices ??= await OpenAllAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            listing.Release();
        }
    }

    private async Task<List<PiperVoice>> OpenAllAsync(CancellationToken cancellation)
    {
        var opened = new List<PiperVoice>();
        foreach (var folder in folders())
        {
            try
            {
                opened.Add(new(folder, options));
            }
            catch (LinlyException fault)
            {
                options.Noted?.Invoke(fault.Message);
            }
        }

        try
        {
            if (opened.Find(v => v.Config.EspeakVoice is not null) is { Config.EspeakVoice: { } voice })
            {
                await phonemizer.PhonemizeAsync(EspeakName(voice), ["a"], cancellation).ConfigureAwait(false);
            }
        }
        catch (NativeLibraryMissingException fault)
        {
            options.Noted?.Invoke(fault.Message);
            opened.RemoveAll(v => v.Config.EspeakVoice is not null);
        }
        catch (LinlyException fault)
        {
            // It may have recovered when a sentence comes; if not, that sentence fails and another engine says it.
            options.Noted?.Invoke(fault.Message);
        }

        return opened;
    }

    /// <returns>Null where there is no such voice or speaker.</returns>
    private async Task<(PiperVoice Voice, int Speaker)?> ResolveAsync(string name, CancellationToken cancellation)
    {
        var hash = name.IndexOf('#', StringComparison.Ordinal);
        var (model, asked) = hash < 0 ? (name, "0") : (name[..hash], name[(hash + 1)..]);
        model = model.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? model[Prefix.Length..] : model;
        var all = await ListAsync(cancellation).ConfigureAwait(false);
        if ((all.Find(v => v.Folder.Name.Equals(model, StringComparison.OrdinalIgnoreCase))
            ?? all.Find(v => v.Folder.Name.Equals(FolderPrefix + model, StringComparison.OrdinalIgnoreCase))) is not { } voice)
        {
            return null;
        }

        return voice.Config.SpeakerNames.TryGetValue(asked, out var speaker)
            || (int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out speaker) && speaker < Math.Max(1, voice.Config.Speakers))
            ? (voice, speaker)
            : null;
    }

    private static VoiceInfo Describe(PiperVoice voice, int speaker) => new()
    {
        Name = Prefix + voice.Folder.Name + (speaker > 0 ? $"#{speaker}" : ""),
        Language = voice.Config.Language,
        Engine = "piper",
        Speakers = Math.Max(1, voice.Config.Speakers),
        GainDecibels = PiperGains.Usual,
        Licence = voice.Folder.Description.Licence,
        Credit = voice.Folder.Description.Credit ?? voice.Folder.Description.Source ?? "",
    };

    /// <summary>Debian's <c>cmn</c> reads Han characters as English letters; this one reads them right.</summary>
    private static string EspeakName(string voice) => voice is "cmn" or "zh" ? "cmn-latn-pinyin" : voice;

    /// <summary>The same for the same symbols (FNV-1a).</summary>
    private int SeedOf(long[] ids) =>
        (int)ids.Aggregate(2166136261u ^ (uint)options.Seed, (hash, id) => (hash ^ (uint)id) * 16777619u);

    private static InputException Missing(string name) =>
        new($"There is no voice named '{name}'; linly voices lists those that are here.");
}
