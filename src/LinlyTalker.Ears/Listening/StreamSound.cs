using LinlyTalker.Core.Flow;
using LinlyTalker.Ears.Denoise;
using LinlyTalker.Ears.Samples;
using LinlyTalker.Ears.VoiceActivity;

namespace LinlyTalker.Ears.Listening;

/// <summary>One window of a stream: as it came, without steady noise, and how likely somebody speaks in it.</summary>
internal readonly record struct JudgedWindow(ReadOnlyMemory<float> Raw, ReadOnlyMemory<float> Cleaned, float Probability);

/// <summary>What is done with a stream's sound before anyone recognises it; remembers its last second. One stream each.</summary>
/// <param name="detector">Of this stream; its owner disposes it.</param>
internal sealed class StreamSound(ISpeechDetector detector, Suppression suppression) : IDisposable
{
    public const int SampleRate = 16000;

    private readonly NoiseSuppressor suppressor = new();
    private readonly SteadyNoise noise = new();
    private readonly SampleRing raw = new(SampleRate);
    private readonly SampleRing cleaned = new(SampleRate);

    /// <summary>Whether a turn that begins now is better heard cleaned.</summary>
    public bool WantsCleaning =>
        suppression == Suppression.Always || (suppression == Suppression.OnSteadyNoise && noise.IsPresent);

    public JudgedWindow Take(AudioChunk window)
    {
        var samples = window.Samples.Span;
        var clean = new float[samples.Length];
        var probability = detector.Detect(samples);
        noise.Observe(samples, probability);
        suppressor.Process(samples, clean);
        raw.Write(samples);
        cleaned.Write(clean);
        return new JudgedWindow(window.Samples, clean, probability);
    }

    /// <summary>The last samples, at most a second of them.</summary>
    public float[] Last(int count, bool clean) => (clean ? cleaned : raw).Last(count);

    public void Dispose() => suppressor.Dispose();
}
