using LinlyTalker.Client;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Signal;
using LinlyTalker.Ears.VoiceActivity;

namespace LinlyTalker.Cli.Live.Questions;

/// <summary>
/// Where a recording's speech begins, pauses and ends: Silero says in which 32 ms, and within those the sound's energy
/// says where (10 ms frames less than 40 dB below the loudest).
/// </summary>
internal static class SpeechOutline
{
    private const int DetectorRate = 16000;
    private const int Frame = RealtimeClient.SampleRate / 100;
    private const int ShortestPause = RealtimeClient.SampleRate / 5;
    private const float Floor = 0.01f;

    /// <param name="sound">At <see cref="RealtimeClient.SampleRate"/>.</param>
    /// <exception cref="InputException">Nobody speaks in it.</exception>
    public static LiveQuestion Outline(string name, float[] sound, Func<ISpeechDetector> detect)
    {
        var spoken = Frames(sound, detect);
        var first = Array.IndexOf(spoken, true);
        if (first < 0)
        {
            throw new InputException($"Nobody speaks in {name}.");
        }

        var last = Array.LastIndexOf(spoken, true);
        return new LiveQuestion(
            name, sound, new SampleSpan(first * Frame, Math.Min(sound.Length, (last + 1) * Frame)), [.. Pauses(spoken, first, last)]);
    }

    private static IEnumerable<SampleSpan> Pauses(bool[] spoken, int first, int last)
    {
        for (var at = first; at < last;)
        {
            var next = Array.IndexOf(spoken, true, at + 1, last - at);
            if ((next - at - 1) * Frame >= ShortestPause)
            {
                yield return new SampleSpan((at + 1) * Frame, next * Frame);
            }

            at = next;
        }
    }

    private static bool[] Frames(float[] sound, Func<ISpeechDetector> detect)
    {
        var levels = new float[(sound.Length + Frame - 1) / Frame];
        for (var i = 0; i < levels.Length; i++)
        {
            var frame = sound.AsSpan(i * Frame, Math.Min(Frame, sound.Length - (i * Frame)));
            var sum = 0f;
            foreach (var sample in frame)
            {
                sum += sample * sample;
            }

            levels[i] = MathF.Sqrt(sum / frame.Length);
        }

        using var detector = detect();
        var resampled = Resampler.Resample(sound, RealtimeClient.SampleRate, DetectorRate);
        var window = new float[detector.WindowLength];
        var spoken = new bool[levels.Length];
        var floor = Floor * levels.DefaultIfEmpty().Max();
        for (var at = 0; at < resampled.Length; at += window.Length)
        {
            window.AsSpan().Clear();
            resampled.AsSpan(at, Math.Min(window.Length, resampled.Length - at)).CopyTo(window);
            if (detector.Detect(window) >= 0.5f)
            {
                var from = (int)((long)at * RealtimeClient.SampleRate / DetectorRate / Frame);
                var to = (int)((long)(at + window.Length) * RealtimeClient.SampleRate / DetectorRate / Frame);
                for (var i = from; i <= to && i < spoken.Length; i++)
                {
                    spoken[i] |= levels[i] > floor;
                }
            }
        }

        return spoken;
    }
}
