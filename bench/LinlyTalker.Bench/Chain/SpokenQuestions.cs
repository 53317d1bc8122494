using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Core.Signal;
using LinlyTalker.Voice.Flite;
using LinlyTalker.Voice.Piper;
using LinlyTalker.Voice.Routing;

namespace LinlyTalker.Bench.Chain;

/// <summary>A question as somebody says it.</summary>
/// <param name="Sound">16 kHz; half a second of silence before.</param>
/// <param name="End">Where the last speech ends, in samples: the last 10 ms within 40 dB of the loudest, whatever any model says.</param>
internal sealed record SpokenQuestion(string Text, string Voice, float[] Sound, int End)
{
    public double Seconds => (double)Sound.Length / SpokenQuestions.SampleRate;
}

/// <summary>Questions of the evaluations, drawn by seed 5, said by flite's rms and slt and by a Piper voice in turn.</summary>
internal static class SpokenQuestions
{
    public const int SampleRate = 16000;
    private const int Frame = SampleRate / 100;

    public static async Task<IReadOnlyList<SpokenQuestion>> SayAsync(int count, PiperEngine piper)
    {
        string[] voices = ["rms", "slt", (await piper.VoicesAsync())[0].Name];
        var router = new VoiceRouter([piper, new FliteEngine()]);
        var texts = BenchKnowledge.Questions().Where(q => q.Split(' ').Length >= 4).ToArray();
        new Random(5).Shuffle(texts);
        var questions = new List<SpokenQuestion>();
        foreach (var text in texts.Take(count))
        {
            var voice = voices[questions.Count % voices.Length];
            var (said, rate) = (new List<float>(), 0);
            await foreach (var chunk in router.SpeakAsync(
                new[] { new Sentence { Index = 0, Text = text, Spoken = text, Language = "en" } }.ToAsyncEnumerable(), new SpeakOptions { Voice = voice }))
            {
                said.AddRange(chunk.Audio.Samples.Span);
                rate = chunk.Audio.SampleRate;
            }

            float[] sound = [.. new float[SampleRate / 2], .. Resampler.Resample([.. said], rate, SampleRate)];
            questions.Add(new(text, voice, sound, EndOf(sound)));
        }

        return questions;
    }

    private static int EndOf(float[] sound)
    {
        var levels = Enumerable.Range(0, sound.Length / Frame).Select(i => sound.AsSpan(i * Frame, Frame).ToArray().Sum(s => s * s)).ToArray();
        return (Array.FindLastIndex(levels, l => l > levels.Max() * 1e-4f) + 1) * Frame;
    }
}
