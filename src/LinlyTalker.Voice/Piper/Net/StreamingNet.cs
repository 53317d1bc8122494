using LinlyTalker.Core.Errors;
using LinlyTalker.Models.Inference;
using LinlyTalker.Models.Onnx;

namespace LinlyTalker.Voice.Piper.Net;

/// <summary>
/// A voice in three sessions, so that its first sound leaves after a few frames: text with durations, flow, vocoder.
/// The frames around a piece are computed twice; the pieces together are the whole within −100 dB.
/// </summary>
internal sealed class StreamingNet : IVitsNet
{
    private const int FirstFrames = 10;

    /// <summary>The memory that stays with the process grows with it, its share of frames computed twice falls.</summary>
    private const int MostFrames = 56;

    /// <summary>The outer quarter of the flow's reach carries nothing that can be heard (−89 dB, measured).</summary>
    private const double HeardReach = 0.75;

    private readonly VitsCut cut;
    private readonly InferenceSession text;
    private readonly InferenceSession flow;
    private readonly InferenceSession vocoder;
    private readonly string output;
    private readonly bool hasSpeakers;
    private readonly int flowContext;
    private readonly int vocoderContext;
    private readonly int hop;

    private StreamingNet(OnnxModel model, VitsCut cut, string name, SessionOptions options)
    {
        this.cut = cut;
        output = model.Graph.Outputs[0].Name;
        hasSpeakers = model.Graph.Inputs.Exists(i => i.Name == VitsCut.Speaker);
        var (vocoderReach, upsampling) = ReceptiveField.Of(model.Graph, cut.Latent, output);
        var (flowReach, _) = ReceptiveField.Of(model.Graph, cut.Prior, cut.Latent);
        (vocoderContext, hop) = ((int)Math.Ceiling(vocoderReach), upsampling);
        flowContext = (int)Math.Ceiling(flowReach * HeardReach);
        text = Open(TextInputs(model, cut), [cut.Durations, cut.Mean, cut.LogDeviation]);
        flow = Open([Frames(cut.Prior), Frames(cut.Mask), .. Speaker()], [cut.Latent]);
        vocoder = Open([Frames(cut.Latent), .. Speaker()], [output]);

        // An inner tensor need not be of the shape that the first try assumes.
        _ = Start(new([1, 0, 2], 0, 0, 1, 0, 0), CancellationToken.None).Pieces.Count();

        InferenceSession Open(IReadOnlyList<OnnxValueInfo> inputs, IReadOnlyList<string> outputs) =>
            InferenceSession.Open(
                OnnxWriter.ToBytes(GraphCutter.Extract(model, inputs, [.. outputs.Select(o => new OnnxValueInfo(o))])), name, options);

        IEnumerable<OnnxValueInfo> Speaker() => model.Graph.Inputs.Where(i => i.Name == VitsCut.Speaker);
    }

    /// <summary>Null where the graph does not follow the pattern, with the reason.</summary>
    public static StreamingNet? TryOpen(OnnxModel model, string name, SessionOptions options, out string? reason)
    {
        if (VitsCut.Find(model.Graph) is not { } cut)
        {
            reason = "its graph is not laid out as Piper's voices are";
            return null;
        }

        try
        {
            reason = null;
            return new(model, cut, name, options);
        }
        catch (LinlyException fault) when (fault is ModelFormatException or NativeException)
        {
            reason = fault.Message;
            return null;
        }
    }

    public VitsSpeech Start(VitsRequest request, CancellationToken cancellation)
    {
        using var ids = Tensor.Of<long>(request.Ids, 1, request.Ids.Length);
        using var count = Tensor.Of<long>([request.Ids.Length], 1);
        using var scales = Tensor.Of<float>([request.Noise, request.Length, request.DurationNoise], 3);
        using var speaker = Tensor.Of<long>([request.Speaker], 1);
        using var noise = Tensor.Zeros<float>(1, 2, request.Ids.Length);
        var gaussian = new Gaussian(request.Seed);
        gaussian.Fill(noise.Span<float>());
        var inputs = WithSpeaker(speaker, (VitsCut.Ids, ids), (VitsCut.Lengths, count), (VitsCut.Scales, scales));
        if (cut.DurationNoise is not null)
        {
            inputs[cut.DurationNoise] = noise;
        }

        using var result = text.Run(inputs, cancellationToken: cancellation);
        var durations = NetOutput.FrameCounts(result[cut.Durations].Span<float>());
        var starts = NetOutput.Starts(durations, hop);
        var prior = new PriorFrames(
            durations, result[cut.Mean].Span<float>(), result[cut.LogDeviation].Span<float>(), request.Noise, gaussian);
        return new(starts, hop, starts[^1], Pieces(prior, request.Speaker, cancellation));
    }

    public void Dispose()
    {
        text.Dispose();
        flow.Dispose();
        vocoder.Dispose();
    }

    private IEnumerable<float[]> Pieces(PriorFrames prior, int speaker, CancellationToken cancellation)
    {
        var size = FirstFrames;
        for (var at = 0; at < prior.Count;)
        {
            var end = Math.Min(prior.Count, at + size);
            end = prior.Count - end < FirstFrames ? prior.Count : end; // no crumb at the end
            yield return Piece(prior, at, end, speaker, cancellation);
            (at, size) = (end, Math.Min(2 * size, MostFrames));
        }
    }

    /// <summary>The sound of the frames [at, end).</summary>
    private float[] Piece(PriorFrames prior, int at, int end, int speaker, CancellationToken cancellation)
    {
        var (low, high) = Around(at, end, vocoderContext);
        var (flowLow, flowHigh) = Around(low, high, flowContext);
        using var sid = Tensor.Of<long>([speaker], 1);
        using var noisy = prior.Take(flowLow, flowHigh);
        using var mask = Tensor.Zeros<float>(1, 1, flowHigh - flowLow);
        mask.Span<float>().Fill(1);
        using var flowed = flow.Run(WithSpeaker(sid, (cut.Prior, noisy), (cut.Mask, mask)), cancellationToken: cancellation);
        using var latent = NetOutput.Columns(flowed[cut.Latent], low - flowLow, high - flowLow);
        using var sound = vocoder.Run(WithSpeaker(sid, (cut.Latent, latent)), cancellationToken: cancellation);
        var samples = sound[output].Span<float>();
        return samples.Length == (high - low) * hop
            ? NetOutput.Sound(samples.Slice((at - low) * hop, (end - at) * hop))
            : throw new ModelFormatException($"The voice made {samples.Length} samples of {high - low} frames where {(high - low) * hop} were expected.");

        (int Low, int High) Around(int from, int to, int context) =>
            (Math.Max(0, from - context), Math.Min(prior.Count, to + context));
    }

    private Dictionary<string, Tensor> WithSpeaker(Tensor speaker, params ReadOnlySpan<(string Name, Tensor Tensor)> inputs)
    {
        var all = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        foreach (var (name, tensor) in inputs)
        {
            all[name] = tensor;
        }

        if (hasSpeakers)
        {
            all[VitsCut.Speaker] = speaker;
        }

        return all;
    }

    private static OnnxValueInfo Frames(string name) => OnnxValueInfo.Float32(name, 1, "channels_" + name, "frames");

    private static List<OnnxValueInfo> TextInputs(OnnxModel model, VitsCut cut)
    {
        var inputs = model.Graph.Inputs.Where(i => !model.Graph.Initializers.Exists(w => w.Name == i.Name)).ToList();
        if (cut.DurationNoise is not null)
        {
            inputs.Add(OnnxValueInfo.Float32(cut.DurationNoise, 1, 2, "ids"));
        }

        return inputs;
    }
}
