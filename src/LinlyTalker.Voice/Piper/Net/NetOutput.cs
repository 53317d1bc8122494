using LinlyTalker.Core.Errors;
using LinlyTalker.Models.Inference;

namespace LinlyTalker.Voice.Piper.Net;

/// <summary>What comes out of a net, checked: frames of ids, columns of frames, samples.</summary>
internal static class NetOutput
{
    /// <summary>Ten minutes at the usual 86 frames a second: no sentence is so long.</summary>
    private const int MostFrames = 52_000;

    /// <exception cref="ModelFormatException">They are no counts, or too many.</exception>
    public static int[] FrameCounts(ReadOnlySpan<float> durations)
    {
        var counts = new int[durations.Length];
        var total = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            total += counts[i] = durations[i] is >= 0 and <= MostFrames ? (int)durations[i] : MostFrames + 1;
            if (total > MostFrames)
            {
                throw new ModelFormatException("The voice's model gave durations that cannot be those of a sentence; its file is damaged or no voice.");
            }
        }

        return counts;
    }

    /// <returns>Where each begins, in samples, and the end of the last.</returns>
    public static long[] Starts(ReadOnlySpan<int> counts, int hop)
    {
        var starts = new long[counts.Length + 1];
        for (var i = 0; i < counts.Length; i++)
        {
            starts[i + 1] = starts[i] + ((long)counts[i] * hop);
        }

        return starts;
    }

    /// <exception cref="ModelFormatException">They are no sound.</exception>
    public static float[] Sound(ReadOnlySpan<float> samples)
    {
        foreach (var sample in samples)
        {
            if (!float.IsFinite(sample))
            {
                throw new ModelFormatException("The voice's model gave numbers that are no sound; its file is damaged.");
            }
        }

        return samples.ToArray();
    }

    /// <param name="frames">(1, channels, frames).</param>
    /// <returns>(1, channels, end − start).</returns>
    public static Tensor Columns(Tensor frames, int start, int end)
    {
        var (channels, width) = ((int)frames.Shape[1], (int)frames.Shape[2]);
        var result = Tensor.Zeros<float>(1, channels, end - start);
        var from = frames.Span<float>();
        var to = result.Span<float>();
        for (var channel = 0; channel < channels; channel++)
        {
            from.Slice((channel * width) + start, end - start).CopyTo(to[(channel * (end - start))..]);
        }

        return result;
    }
}
