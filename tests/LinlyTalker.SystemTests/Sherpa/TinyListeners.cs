using LinlyTalker.Models.Onnx;
using static LinlyTalker.SystemTests.Sherpa.TinyRecognisers;

namespace LinlyTalker.SystemTests.Sherpa;

/// <summary>Networks of a few kilobytes that listen or read without recognising words.</summary>
internal static class TinyListeners
{
    private const int Window = 32000;
    private const int FieldSize = 400;
    private const int FieldShift = 160;

    /// <summary>Pyannote's segmentation: x (1, 1, 32000) → y (1, 198, 7); somebody speaks where it is loud.</summary>
    public static byte[] Pyannote()
    {
        var graph = new GraphBuilder();
        graph.Node("Abs", "loud", ["x"]);
        graph.Node("AveragePool", "pooled", ["loud"], ("kernel_shape", new long[] { FieldSize }), ("strides", new long[] { FieldShift }));
        graph.Node("Transpose", "frames", ["pooled"], ("perm", new long[] { 0, 2, 1 }));
        graph.Constant<float>("weight", [0, 1, 0, 0, 0, 0, 0], 1, 7);
        graph.Constant<float>("bias", [0.02f, 0, -1, -1, -1, -1, -1], 7);
        graph.Node("MatMul", "scaled", ["frames", "weight"]);
        graph.Node("Add", "y", ["scaled", "bias"]);
        return Bytes(
            graph.ToModel([OnnxValueInfo.Float32("x", 1, 1, "T")], [OnnxValueInfo.Float32("y", 1, "F", 7)]),
            ("model_type", "pyannote-segmentation-3.0"), ("sample_rate", "16000"), ("window_size", $"{Window}"), ("receptive_field_size", $"{FieldSize}"),
            ("receptive_field_shift", $"{FieldShift}"), ("num_speakers", "3"), ("powerset_max_classes", "2"), ("num_classes", "7"));
    }

    /// <summary>A CT-Transformer: inputs (1, T), text_lengths (1) → logits (1, T, 6): each symbol has its mark.</summary>
    public static byte[] Punctuation()
    {
        // Marks: <unk> _ ， 。 ？ 、
        int[] marks = [1, 1, 2, 4, 1, 1];
        var table = new float[36];
        for (var i = 0; i < marks.Length; i++)
        {
            table[(i * 6) + marks[i]] = 1;
        }

        var graph = new GraphBuilder();
        graph.Constant<float>("table", table, 6, 6);
        graph.Node("Gather", "logits", ["table", "inputs"]);
        return Bytes(
            graph.ToModel([Int32("inputs", 1, "T"), Int32("text_lengths", 1)], [OnnxValueInfo.Float32("logits", 1, "T", 6)]),
            ("model_type", "ct_transformer"), ("tokens", "<unk>|你|好|吗|我|在"), ("vocab_size", "6"), ("punctuations", "<unk>|_|，|。|？|、"), ("unk_symbol", "<unk>"));
    }

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

        return Bytes(
            graph.ToModel(inputs, outputs),
            ("model_type", "gtcrn"), ("sample_rate", "16000"), ("n_fft", "512"), ("hop_length", "256"), ("window_length", "512"),
            ("window_type", "hann_sqrt"), ("version", "1"), ("conv_cache_shape", "2,1,16,16,33"), ("tra_cache_shape", "2,3,1,1,16"),
            ("inter_cache_shape", "2,1,33,16"));
    }

    /// <summary>A DPDFNet that changes nothing: spec (1, 1, 161, 2), state (4) → the same.</summary>
    public static byte[] DpdfNet()
    {
        var graph = new GraphBuilder();
        graph.Node("Identity", "spec_e", ["spec"]);
        graph.Node("Identity", "state_out", ["state"]);
        return Bytes(
            graph.ToModel(
                [OnnxValueInfo.Float32("spec", 1, 1, 161, 2), OnnxValueInfo.Float32("state", 4)],
                [OnnxValueInfo.Float32("spec_e", 1, 1, 161, 2), OnnxValueInfo.Float32("state_out", 4)]),
            ("model_type", "dpdfnet"), ("profile", "16k"), ("sample_rate", "16000"), ("n_fft", "320"), ("hop_length", "160"), ("window_length", "320"),
            ("window_type", "vorbis"), ("pad_mode", "reflect"), ("freq_bins", "161"), ("erb_bins", "1"), ("spec_bins", "1"), ("state_size", "4"),
            ("erb_norm_state_size", "1"), ("spec_norm_state_size", "1"), ("erb_norm_init", "0"), ("spec_norm_init", "0"));
    }
}
