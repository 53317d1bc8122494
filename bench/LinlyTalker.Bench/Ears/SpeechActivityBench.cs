using LinlyTalker.Ears.VoiceActivity;
using LinlyTalker.Models.Inference;
using LinlyTalker.Models.Store;

namespace LinlyTalker.Bench.Ears;

/// <summary>
/// Silero on the same prompts, window by window, clean and in noise: how much of the speech it finds, and how often it
/// finds some where there is none. Speech is what lies within 35 dB of a clean prompt's loud windows, with gaps below
/// 200 ms filled; two seconds of silence stand before and after each prompt.
/// </summary>
internal static class SpeechActivityBench
{
    private const int Window = 512;
    private const int Around = 2 * 16000;
    private const int LongestGap = 6; // windows
    private const float Threshold = 0.5f;

    public static async Task<int> RunAsync(string[] args)
    {
        var store = ModelStore.FromEnvironment();
        using var session = InferenceSession.Open(store.Open("silero-vad").OnlyFile(".onnx"));
        var prompts = await new Prompts(store.Open("recordings-en")).ReadAsync(60);
        Console.WriteLine("| noise | recall | false alarms | F1 | µs per window |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (var (name, noise, ratio) in new (string, float[]?, double)[]
        {
            ("none", null, 0), ("pink 10 dB", Noise.Pink(60 * 16000), 10), ("pink 5 dB", Noise.Pink(60 * 16000), 5), ("fan 5 dB", Noise.Fan(60 * 16000), 5),
        })
        {
            var (hits, misses, alarms, rests) = (0, 0, 0, 0);
            var time = TimeSpan.Zero;
            foreach (var prompt in prompts)
            {
                var truth = Speech(Noise.Mix(prompt.Samples, Around, Around, null, 0));
                var sound = Noise.Mix(prompt.Samples, Around, Around, noise, ratio);
                using var detector = new SileroDetector(session);
                for (var i = 0; i < truth.Length; i++)
                {
                    var start = System.Diagnostics.Stopwatch.GetTimestamp();
                    var found = detector.Detect(sound.AsSpan(i * Window, Window)) >= Threshold;
                    time += System.Diagnostics.Stopwatch.GetElapsedTime(start);
                    (hits, misses, alarms, rests) = (truth[i], found) switch
                    {
                        (true, true) => (hits + 1, misses, alarms, rests),
                        (true, false) => (hits, misses + 1, alarms, rests),
                        (false, true) => (hits, misses, alarms + 1, rests),
                        _ => (hits, misses, alarms, rests + 1),
                    };
                }
            }

            var f1 = 2.0 * hits / ((2 * hits) + misses + alarms);
            Console.WriteLine(
                $"| {name} | {(double)hits / (hits + misses):P1} | {(double)alarms / (alarms + rests):P1} | {f1:F3} "
                + $"| {time.TotalMicroseconds / (hits + misses + alarms + rests):F0} |");
        }

        return 0;
    }

    private static bool[] Speech(float[] sound)
    {
        var power = new double[sound.Length / Window];
        for (var i = 0; i < power.Length; i++)
        {
            power[i] = sound.AsSpan(i * Window, Window).ToArray().Sum(s => s * (double)s);
        }

        var loud = power.Order().ElementAt(power.Length * 95 / 100);
        bool[] speech = [.. power.Select(p => p > loud * Math.Pow(10, -3.5))];
        for (var i = 0; i < speech.Length;)
        {
            var next = Array.FindIndex(speech, i, s => s);
            if (next < 0)
            {
                break;
            }

            if (i > 0 && next - i < LongestGap)
            {
                speech.AsSpan(i, next - i).Fill(true);
            }

            var end = Array.FindIndex(speech, next, s => !s);
            i = end < 0 ? speech.Length : end;
        }

        return speech;
    }
}
