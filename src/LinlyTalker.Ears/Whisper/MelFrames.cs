using LinlyTalker.Core.Signal.Features;

namespace LinlyTalker.Ears.Whisper;

/// <summary>What Whisper sees: log-mels of the speech and of silence after it.</summary>
internal static class MelFrames
{
    private const int Hop = 160;

    /// <summary>Silence behind the speech after which a frame holds nothing else.</summary>
    private const int Tail = 5;

    /// <param name="samples">At 16 kHz.</param>
    /// <param name="padding">Frames of silence after the speech.</param>
    /// <param name="most">Frames in all at most; what lies beyond is left out.</param>
    /// <returns>Shape (mels, frames), mel by mel, and the number of frames, which is even.</returns>
    public static (float[] Values, int Frames) Of(ReadOnlySpan<float> samples, int mels, int padding, int most)
    {
        samples = samples[..Math.Min(samples.Length, most * Hop)];
        var sounding = (samples.Length + Hop - 1) / Hop;
        var frames = Math.Min(most, (sounding + padding + 1) / 2 * 2);
        var sound = new float[(sounding + Tail) * Hop];
        samples.CopyTo(sound);
        var spectrogram = LogMel.Whisper(sound, mels);
        var values = new float[mels * frames];
        for (var mel = 0; mel < mels; mel++)
        {
            var row = spectrogram.Values.AsSpan(mel * spectrogram.FrameCount, spectrogram.FrameCount);
            var shown = Math.Min(frames, row.Length);
            row[..shown].CopyTo(values.AsSpan(mel * frames));
            // All further frames are silence like the last one.
            values.AsSpan((mel * frames) + shown, frames - shown).Fill(row[^1]);
        }

        return (values, frames);
    }
}
