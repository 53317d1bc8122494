using LinlyTalker.Models.Inference;
using LinlyTalker.Models.Onnx;

namespace LinlyTalker.Voice.Piper.Net;

/// <summary>
/// A voice whose graph cannot be cut, in one session: each utterance is made before its first sound leaves, and its
/// noise is the runtime's, so no two readings are equal.
/// </summary>
internal sealed class WholeNet : IVitsNet
{
    private readonly InferenceSession session;
    private readonly string output;
    private readonly string? durations;
    private readonly bool hasSpeakers;

    /// <exception cref="Core.Errors.ModelFormatException">The runtime cannot load it.</exception>
    public WholeNet(OnnxModel model, string name, SessionOptions options)
    {
        output = model.Graph.Outputs[0].Name;
        hasSpeakers = model.Graph.Inputs.Exists(i => i.Name == VitsCut.Speaker);
        durations = VitsCut.FindDurations(model.Graph);
        if (durations is not null && !model.Graph.Outputs.Exists(o => o.Name == durations))
        {
            model.Graph.Outputs.Add(new OnnxValueInfo(durations));
        }

        session = InferenceSession.Open(OnnxWriter.ToBytes(model), name, options);
    }

    public VitsSpeech Start(VitsRequest request, CancellationToken cancellation)
    {
        using var ids = Tensor.Of<long>(request.Ids, 1, request.Ids.Length);
        using var count = Tensor.Of<long>([request.Ids.Length], 1);
        using var scales = Tensor.Of<float>([request.Noise, request.Length, request.DurationNoise], 3);
        using var speaker = Tensor.Of<long>([request.Speaker], 1);
        var inputs = new Dictionary<string, Tensor>
        {
            [VitsCut.Ids] = ids, [VitsCut.Lengths] = count, [VitsCut.Scales] = scales,
        };
        if (hasSpeakers)
        {
            inputs[VitsCut.Speaker] = speaker;
        }

        using var result = session.Run(inputs, cancellationToken: cancellation);
        var samples = NetOutput.Sound(result[output].Span<float>());
        var starts = Starts(result, request.Ids.Length, samples.Length, out var frameSamples);
        return new(starts, frameSamples, samples.Length, [samples]);
    }

    public void Dispose() => session.Dispose();

    /// <summary>Null where the durations are not those of these samples: times are never guessed.</summary>
    private long[]? Starts(InferenceResult result, int ids, int samples, out int frameSamples)
    {
        frameSamples = 0;
        if (durations is null || result[durations].Length != ids)
        {
            return null;
        }

        var counts = NetOutput.FrameCounts(result[durations].Span<float>());
        var frames = counts.Sum();
        if (frames == 0 || samples % frames != 0)
        {
            return null;
        }

        frameSamples = samples / frames;
        return NetOutput.Starts(counts, frameSamples);
    }
}
