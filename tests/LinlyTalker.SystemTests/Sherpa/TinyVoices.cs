using System.Text;
using LinlyTalker.Models.Onnx;

namespace LinlyTalker.SystemTests.Sherpa;

/// <summary>Voices, denoisers and the like of a few kilobytes, in the layouts of the real ones.</summary>
internal static class TinyVoices
{
    public const int SampleRate = 22050;

    /// <summary>A VITS that reads letters: input (1, L), input_lengths, scales → output (1, 1, 512 L), a hum as loud as the letter is late.</summary>
    public static byte[] Vits(int speakers = 0)
    {
        var graph = new GraphBuilder();
        graph.Constant<float>("k", [0.02f], 1);
        graph.Constant<long>("axis", [2], 1);
        graph.Constant<float>("wave", [.. Enumerable.Range(0, 512).Select(i => MathF.Sin(i * MathF.Tau * 8 / 512))], 1, 1, 512);
        graph.Constant<long>("shape", [1, 1, -1], 3);
        graph.Node("Cast", "f", ["input"], ("to", 1L));
        graph.Node("Mul", "g", ["f", "k"]);
        graph.Node("Unsqueeze", "u", ["g", "axis"]);
        graph.Node("Mul", "w", ["u", "wave"]);
        graph.Node("Reshape", "output", ["w", "shape"]);
        List<OnnxValueInfo> inputs = [OnnxValueInfo.Int64("input", "N", "L"), OnnxValueInfo.Int64("input_lengths", "N"), OnnxValueInfo.Float32("scales", 3)];
        if (speakers > 1)
        {
            inputs.Add(OnnxValueInfo.Int64("sid", 1));
        }

        return TinyRecognisers.Bytes(
            graph.ToModel(inputs, [OnnxValueInfo.Float32("output", 1, 1, "S")]),
            ("comment", "coqui"), ("frontend", "characters"), ("language", "English"), ("sample_rate", $"{SampleRate}"), ("n_speakers", $"{speakers}"),
            ("add_blank", "0"), ("use_eos_bos", "0"), ("blank_id", "0"), ("bos_id", "0"), ("eos_id", "0"), ("pad_id", "0"));
    }

    public static byte[] Letters() => Encoding.UTF8.GetBytes(
        string.Concat("abcdefghijklmnopqrstuvwxyz.,!?'-".Select((c, i) => $"{c} {i + 1}\n")) + "  40\n");

    /// <summary>A GTCRN that changes nothing: what it is given comes back through its short-time transform.</summary>
    public static byte[] Gtcrn()
    {
        var graph = new GraphBuilder();
        OnnxValueInfo[] inputs =
        [
            OnnxValueInfo.Float32("mix", 1, 257, 1, 2), OnnxValueInfo.Float32("conv_cache", 2, 1, 16, 16, 33),
            OnnxValueInfo.Float32("tra_cache", 2, 3, 1, 1, 16), OnnxValueInfo.Float32("inter_cache", 2, 1, 33, 16),
        ];
        OnnxValueInfo[] outputs = [.. inputs.Select(input => input with { Name = input.Name + "_out" })];
        foreach (var input in inputs)
        {
            graph.Node("Identity", input.Name + "_out", [input.Name]);
        }

        return TinyRecognisers.Bytes(
            graph.ToModel(inputs, outputs),
            ("model_type", "gtcrn"), ("sample_rate", "16000"), ("n_fft", "512"), ("hop_length", "256"), ("window_length", "512"),
            ("window_type", "hann_sqrt"), ("version", "1"), ("conv_cache_shape", "2,1,16,16,33"), ("tra_cache_shape", "2,3,1,1,16"),
            ("inter_cache_shape", "2,1,33,16"));
    }
}
