using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Signal;
using LinlyTalker.Server.Realtime.Audio;

namespace LinlyTalker.Server.Realtime.Speaking;

/// <summary>A reply's speech as the wire carries it: at the format's rate, in short stretches. One reply each.</summary>
internal sealed class WireVoice(SoundFormat format)
{
    /// <summary>What is stale after an interruption is no more than this on its way.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(100);

    private Resampler? resampler;

    public int SampleRate { get; } = format.SampleRate();

    /// <summary>Samples at the wire's rate so far.</summary>
    public long Length { get; private set; }

    /// <summary>A position of the voice's sound on the wire's, and back.</summary>
    public long ToWire(long position, int voiceRate) => position * SampleRate / voiceRate;

    public long ToVoice(long position) => resampler is null ? 0 : position * resampler.FromRate / SampleRate;

    public IEnumerable<Stretch> Take(AudioChunk chunk)
    {
        resampler ??= new Resampler(chunk.SampleRate, SampleRate);
        return Cut(resampler.Process(chunk.Samples.Span));
    }

    public IEnumerable<Stretch> Finish() => Cut(resampler?.Flush() ?? []);

    private List<Stretch> Cut(float[] samples)
    {
        var longest = (int)(Longest.TotalSeconds * SampleRate);
        var stretches = new List<Stretch>();
        for (var start = 0; start < samples.Length; start += longest)
        {
            var part = samples.AsSpan(start, Math.Min(longest, samples.Length - start));
            stretches.Add(new Stretch(Length, part.Length, WireSound.Encode(part, format)));
            Length += part.Length;
        }

        return stretches;
    }
}

/// <param name="Start">In samples of the wire since the reply's speech began.</param>
internal sealed record Stretch(long Start, int Length, byte[] Bytes);
