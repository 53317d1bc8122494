using System.Diagnostics;
using LinlyTalker.Bench.Voice;
using LinlyTalker.Bench.Voice.Piper;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Ears;
using LinlyTalker.Ears.Alignment;
using LinlyTalker.Ears.PocketSphinx;
using LinlyTalker.Language.Pronunciation;
using LinlyTalker.Media.Sound;
using LinlyTalker.Models.Folders;
using LinlyTalker.Models.Store;
using LinlyTalker.Voice.Aligned;
using LinlyTalker.Voice.Engines;
using LinlyTalker.Voice.Espeak;
using LinlyTalker.Voice.Flite;
using LinlyTalker.Voice.Piper;

namespace LinlyTalker.Bench.Ears;

/// <summary>
/// How exactly known words are found in speech: flite's and a Piper voice's own times against those of the forced alignment, and against those
/// that are estimated without one; and how well a
/// text that was not said is told, on recorded prompts. <c>align</c>
/// </summary>
internal static class AlignBench
{
    public static async Task<int> RunAsync(string[] args)
    {
        var store = ModelStore.FromEnvironment();
        var hearing = EarsModels.From(store.Open("silero-vad"), store.Open("pocketsphinx-en-us")).Hearing;
        await using var aligner = new PocketSphinxAligner(hearing);
        var began = Stopwatch.GetTimestamp();
        await aligner.PrepareAsync();
        Console.WriteLine($"Ready after {Stopwatch.GetElapsedTime(began).TotalMilliseconds:F0} ms: worker, acoustic model, dictionary.");
        Console.WriteLine("| voice | way | sentences | phones | matched | refused | median ms | 90 % ms | mean (late) ms | words: median / 90 % ms | s / s |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|");
        var sounds = new TextSounds(() => Lexicon.Open(hearing.Lexicon));
        await new TimedVoice(new Mute(new SaidSentence(new float[160], 16000, [], [])), [], sounds).SayAsync("Warm up.", new VoiceInfo { Name = "", Language = "en", Engine = "" }, 1);
        var engine = new FliteEngine();
        foreach (var voice in await engine.VoicesAsync())
        {
            await MeasureAsync("aligned", [aligner], sounds, engine, voice);
            await MeasureAsync("estimated", [], sounds, engine, voice);
        }

        // A neural voice's own durations are another's idea of where a sound begins.
        await using var espeak = new EspeakEngine();
        using var piper = await PiperVoices.OpenAsync(espeak, new PiperOptions());
        foreach (var voice in await piper.VoicesAsync())
        {
            await MeasureAsync("aligned", [aligner], sounds, piper, voice);
            await MeasureAsync("estimated", [], sounds, piper, voice);
        }

        await LongAsync(aligner, store);
        await DoubtAsync(aligner, store);
        return 0;
    }

    private static async Task MeasureAsync(string way, IReadOnlyList<IAligner> aligners, TextSounds sounds, ISpeechEngine engine, VoiceInfo voice)
    {
        var (phones, words) = (new List<double>(), new List<double>());
        var (all, refused, seconds, taken) = (0, 0, 0.0, TimeSpan.Zero);
        foreach (var text in TwentySentences.English)
        {
            var said = await engine.SayAsync(text, voice, 1);
            var timed = new TimedVoice(new Mute(said), aligners, sounds, _ => refused += aligners.Count);
            var start = Stopwatch.GetTimestamp();
            var found = await timed.SayAsync(text, voice, 1);
            taken += Stopwatch.GetElapsedTime(start);
            seconds += said.Samples.Length / (double)said.SampleRate;
            all += said.Phonemes.Count(p => p.Ipa.Length > 0);
            phones.AddRange(Differences(said.Phonemes, found.Phonemes).Select(d => d * 1000.0 / said.SampleRate));
            words.AddRange(said.Words.Join(found.Words, w => w.Range, w => w.Range, (a, b) => b.Span.Start - a.Span.Start).Select(d => d * 1000.0 / said.SampleRate));
        }

        var late = phones.Average();
        Console.WriteLine(
            $"| {voice.Name} | {way} | {TwentySentences.English.Count} | {all} | {phones.Count} | {refused} | {Quantile(phones, 0.5):F1} | {Quantile(phones, 0.9):F1} | {late:F1} "
            + $"| {Quantile(words, 0.5):F1} / {Quantile(words, 0.9):F1} | {taken.TotalSeconds / seconds:F4} |");
    }

    /// <summary>An engine that said one sentence and forgot its times.</summary>
    private sealed class Mute(SaidSentence said) : ISpeechEngine
    {
        public Task<IReadOnlyList<VoiceInfo>> VoicesAsync(CancellationToken cancellation = default) => Task.FromResult<IReadOnlyList<VoiceInfo>>([]);

        public Task<SaidSentence> SayAsync(string text, VoiceInfo voice, float rate, CancellationToken cancellation = default) =>
            Task.FromResult(said with { Phonemes = [], Words = [] });
    }

    /// <summary>For phones that both have, by how much the second begins later.</summary>
    private static IEnumerable<long> Differences(IReadOnlyList<PhonemeSpan> truth, IReadOnlyList<PhonemeSpan> found)
    {
        var a = truth.Where(p => p.Ipa.Length > 0).ToList();
        var b = found.Where(p => p.Ipa.Length > 0).ToList();
        var best = new int[a.Count + 1, b.Count + 1];
        for (var i = a.Count - 1; i >= 0; i--)
        {
            for (var j = b.Count - 1; j >= 0; j--)
            {
                best[i, j] = a[i].Ipa == b[j].Ipa ? best[i + 1, j + 1] + 1 : Math.Max(best[i + 1, j], best[i, j + 1]);
            }
        }

        for (var (i, j) = (0, 0); i < a.Count && j < b.Count;)
        {
            if (a[i].Ipa == b[j].Ipa)
            {
                yield return b[j++].Span.Start - a[i++].Span.Start;
            }
            else if (best[i + 1, j] >= best[i, j + 1])
            {
                i++;
            }
            else
            {
                j++;
            }
        }
    }

    private static double Quantile(List<double> values, double part)
    {
        var sorted = values.Select(Math.Abs).Order().ToList();
        return sorted.Count == 0 ? double.NaN : sorted[(int)Math.Min(sorted.Count - 1, sorted.Count * part)];
    }

    /// <summary>How the time grows with the sound: prompts one behind the other as one recording of one script.</summary>
    private static async Task LongAsync(PocketSphinxAligner aligner, ModelStore store)
    {
        var prompts = await new Prompts(store.Open("recordings-en")).ReadAsync(60);
        foreach (var count in new[] { 7, 15, 30, 60 })
        {
            var sound = new AudioChunk(prompts.Take(count).SelectMany(p => p.Samples).ToArray(), 16000, 0);
            var texts = prompts.Take(count).Select(p => string.Join(' ', p.Words)).ToList();
            var start = Stopwatch.GetTimestamp();
            var found = await aligner.AlignAsync(sound, string.Join(". ", texts), "en");
            var taken = Stopwatch.GetElapsedTime(start);

            // Each prompt's first word lies within its prompt.
            var (inPlace, at, sample) = (0, 0, 0L);
            foreach (var (text, prompt) in texts.Zip(prompts))
            {
                inPlace += found?.Words.Any(w => w.Range.Start == at && w.Span.Start >= sample - 1600 && w.Span.End <= sample + prompt.Samples.Length) == true ? 1 : 0;
                (at, sample) = (at + text.Length + 2, sample + prompt.Samples.Length);
            }

            Console.WriteLine($"{sound.Duration.TotalSeconds:F0} s of prompts as one script: {taken.TotalSeconds / sound.Duration.TotalSeconds:F4} s / s, {inPlace} of {count} in their places");
        }
    }

    private static async Task DoubtAsync(PocketSphinxAligner aligner, ModelStore store)
    {
        var prompts = await new Prompts(store.Open("recordings-en")).ReadAsync(60);
        var librivox = await LibriVoxAsync(store.Open("recordings-librivox"));
        foreach (var (name, read) in new[] { ("prompts", prompts), ("LibriVox", librivox) })
        {
            var (refused, taken) = (0, 0);
            for (var i = 0; i < read.Count; i++)
            {
                var sound = new AudioChunk(read[i].Samples, 16000, 0);
                refused += await aligner.AlignAsync(sound, string.Join(' ', read[i].Words), "en") is null ? 1 : 0;
                taken += await aligner.AlignAsync(sound, string.Join(' ', read[(i + 1) % read.Count].Words), "en") is null ? 0 : 1;
            }

            Console.WriteLine($"{read.Count} {name}: {refused} refused with their own text, {taken} taken with another's.");
        }
    }

    private static async Task<IReadOnlyList<Prompt>> LibriVoxAsync(ModelFolder recordings)
    {
        var prompts = new List<Prompt>();
        foreach (var line in File.ReadLines(recordings.PathOf("transcription")))
        {
            // Lines read: the words (name)
            var bracket = line.LastIndexOf('(');
            var name = line[(bracket + 1)..].TrimEnd(')');
            var audio = await AudioFile.ReadAsync(recordings.PathOf($"{name}.wav"), 16000);
            prompts.Add(new Prompt(name, Prompts.Normalised(line[..bracket].Replace("<s>", "", StringComparison.Ordinal).Replace("</s>", "", StringComparison.Ordinal)), audio.Samples.ToArray()));
        }

        return prompts;
    }
}
