using System.Diagnostics;
using LinlyTalker.Core.Signal;
using LinlyTalker.Core.Signal.Features;
using LinlyTalker.Core.Signal.Wav;

namespace LinlyTalker.Bench.Core;

/// <summary>How many times faster than real time one core works on 60 s of white noise (seed 1).</summary>
internal static class SignalBench
{
    private const int Seconds = 60;

    public static Task<int> RunAsync(string[] arguments)
    {
        Console.WriteLine($"{"60 s of noise, one core",-40} {"ms",8} {"x real time",12}");
        foreach (var (from, to) in ((int, int)[])[(44100, 16000), (48000, 16000), (16000, 48000), (16000, 22050), (22050, 16000), (16000, 16001)])
        {
            var samples = Noise(from);
            Measure($"resample {from} -> {to}", () => Resampler.Resample(samples, from, to).Length);
        }

        var sound = Noise(16000);
        Measure("loudness 16000", () => LoudnessMeter.Measure(sound, 16000));
        Measure("limiter 16000", () => Limiter.Limit(sound, 16000).Length);
        Measure("Whisper 80 mels", () => LogMel.Whisper(sound).FrameCount);
        Measure("Whisper 128 mels", () => LogMel.Whisper(sound, 128).FrameCount);
        Measure("Wav2Lip 80 mels", () => LogMel.Wav2Lip(sound).FrameCount);
        Measure("viseme 26 mels", () => LogMel.Visemes(sound).FrameCount);
        var wav = new MemoryStream();
        var writer = new WavWriter(wav, 16000);
        writer.Write(sound);
        writer.Complete();
        Measure("WAV, 16 bits, read", () =>
        {
            wav.Position = 0;
            return WavFile.Read(wav, "x.wav").Samples.Length;
        });
        return Task.FromResult(0);
    }

    /// <summary>The best of nine runs after one to warm up: what disturbs only ever slows.</summary>
    private static void Measure(string name, Func<double> work)
    {
        work();
        var times = new double[9];
        for (var i = 0; i < times.Length; i++)
        {
            var start = Stopwatch.GetTimestamp();
            work();
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Console.WriteLine($"{name,-40} {times.Min(),8:F1} {Seconds * 1000 / times.Min(),12:F0}");
    }

    private static float[] Noise(int rate)
    {
        var random = new Random(1);
        var samples = new float[rate * Seconds];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = (random.NextSingle() * 2) - 1;
        }

        return samples;
    }
}
