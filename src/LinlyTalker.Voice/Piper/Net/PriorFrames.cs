using LinlyTalker.Core.Errors;
using LinlyTalker.Models.Inference;

namespace LinlyTalker.Voice.Piper.Net;

/// <summary>
/// The flow's input, frame by frame: each id's mean as often as it has frames, and noise of its deviation. The noise of
/// a frame is drawn once, when it is first asked for.
/// </summary>
internal sealed class PriorFrames
{
    private readonly int[] idOfFrame;
    private readonly float[] means; // (ids, channels)
    private readonly float[] deviations; // (ids, channels), scaled; empty without noise
    private readonly List<float[]> drawn = []; // (frames, channels)
    private readonly Gaussian gaussian;
    private readonly int channels;

    /// <param name="durations">Frames of each id.</param>
    /// <param name="means">(1, channels, ids).</param>
    /// <param name="logDeviations">(1, channels, ids).</param>
    public PriorFrames(
        ReadOnlySpan<int> durations, ReadOnlySpan<float> means, ReadOnlySpan<float> logDeviations, float noise, Gaussian gaussian)
    {
        if (durations.Length == 0 || means.Length % durations.Length != 0 || logDeviations.Length != means.Length)
        {
            throw new ModelFormatException($"The voice's model gave {durations.Length} durations for {means.Length} means and {logDeviations.Length} deviations.");
        }

        this.gaussian = gaussian;
        channels = means.Length / durations.Length;
        this.means = Turned(means, durations.Length);
        deviations = noise == 0 ? [] : Turned(logDeviations, durations.Length);
        foreach (ref var deviation in deviations.AsSpan())
        {
            deviation = MathF.Exp(deviation) * noise;
        }

        var frames = new List<int>();
        for (var id = 0; id < durations.Length; id++)
        {
            frames.AddRange(Enumerable.Repeat(id, durations[id]));
        }

        idOfFrame = [.. frames];
    }

    public int Count => idOfFrame.Length;

    /// <returns>(1, channels, end − start).</returns>
    public Tensor Take(int start, int end)
    {
        var tensor = Tensor.Zeros<float>(1, channels, end - start);
        var values = tensor.Span<float>();
        for (var frame = start; frame < end; frame++)
        {
            var column = Frame(frame);
            for (var channel = 0; channel < channels; channel++)
            {
                values[(channel * (end - start)) + frame - start] = column[channel];
            }
        }

        return tensor;
    }

    private ReadOnlySpan<float> Frame(int frame)
    {
        if (deviations.Length == 0)
        {
            return means.AsSpan(idOfFrame[frame] * channels, channels);
        }

        while (drawn.Count <= frame)
        {
            var values = new float[channels];
            gaussian.Fill(values);
            var id = idOfFrame[drawn.Count] * channels;
            for (var channel = 0; channel < channels; channel++)
            {
                values[channel] = means[id + channel] + (values[channel] * deviations[id + channel]);
            }

            drawn.Add(values);
        }

        return drawn[frame];
    }

    /// <summary>(channels, ids) as (ids, channels).</summary>
    private float[] Turned(ReadOnlySpan<float> values, int ids)
    {
        var turned = new float[values.Length];
        for (var channel = 0; channel < channels; channel++)
        {
            for (var id = 0; id < ids; id++)
            {
                turned[(id * channels) + channel] = values[(channel * ids) + id];
            }
        }

        return turned;
    }
}
