using System.Diagnostics;
using LinlyTalker.Bench.Ears;
using LinlyTalker.Bench.Voice.Piper;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Core.Signal;
using LinlyTalker.Ears.Recognition;
using LinlyTalker.Models.Store;
using LinlyTalker.Voice.Espeak;
using LinlyTalker.Voice.Flite;
using LinlyTalker.Voice.Routing;

namespace LinlyTalker.Bench.Voice;

/// <summary>
/// How well voices are understood: what Whisper hears of the 20 sentences and of 40 questions (the evaluations' first).
/// <c>round-trip [VOICE…] [show]</c>.
/// </summary>
internal static class RoundTripBench
{
    private const int SampleRate = 16000;
    private const int Questions = 40;

    public static async Task<int> RunAsync(string[] args)
    {
        await using var espeak = new EspeakEngine();
        using var piper = await PiperVoices.OpenAsync(espeak);
        await using var recogniser = BenchModels.Whisper(ModelStore.FromEnvironment());
        var flite = new FliteEngine();
        var router = new VoiceRouter([piper, flite, espeak]);
        string[] voices = args.Where(a => a != "show").ToArray() is { Length: > 0 } asked
            ? asked
            : ["espeak-en-us", .. (await flite.VoicesAsync()).Concat((await piper.VoicesAsync()).Take(1)).Select(v => v.Name)];
        string[] texts = [.. TwentySentences.English, .. BenchKnowledge.Questions().Take(Questions)];
        Console.WriteLine($"{texts.Length} texts, {texts.Sum(t => HeardText.Words(t).Count)} words");
        Console.WriteLine("| voice | word error | sub | del | ins | texts right | speech s | wall a second of speech |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (var voice in voices)
        {
            var (errors, right, seconds, wall) = (default(WordErrors), 0, 0.0, TimeSpan.Zero);
            foreach (var text in texts)
            {
                var clock = Stopwatch.StartNew();
                var (said, rate) = await SayAsync(router, voice, text);
                wall += clock.Elapsed;
                seconds += (double)said.Length / rate;
                float[] sound = [.. new float[SampleRate / 4], .. Resampler.Resample(said, rate, SampleRate), .. new float[SampleRate / 4]];
                var heard = await recogniser.RecogniseAsync(sound, new RecognitionRequest { Language = "en" });
                var found = WordErrors.Count(HeardText.Words(text), HeardText.Words(heard.Text));
                errors += found;
                right += found.Errors == 0 ? 1 : 0;
                if (args.Contains("show") && found.Errors > 0)
                {
                    Console.WriteLine($"{voice}: {text}\n  heard {heard.Text}");
                }
            }

            Console.WriteLine(
                $"| {voice} | {errors.Rate:P1} | {errors.Substituted} | {errors.Deleted} | {errors.Inserted} | {right} of {texts.Length} | {seconds:F0} | {wall.TotalSeconds / seconds:F3} |");
        }

        return 0;
    }

    private static async Task<(float[] Samples, int Rate)> SayAsync(VoiceRouter router, string voice, string text)
    {
        var (samples, rate) = (new List<float>(), SampleRate);
        var sentence = new Sentence { Index = 0, Text = text, Spoken = text, Language = "en" };
        await foreach (var chunk in router.SpeakAsync(new[] { sentence }.ToAsyncEnumerable(), new SpeakOptions { Voice = voice }))
        {
            samples.AddRange(chunk.Audio.Samples.Span);
            rate = chunk.Audio.SampleRate;
        }

        return ([.. samples], rate);
    }
}
