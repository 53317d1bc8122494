using LinlyTalker.Models.Folders;
using LinlyTalker.Models.Onnx;
using static LinlyTalker.SystemTests.Sherpa.TinyRecognisers;

namespace LinlyTalker.SystemTests.Sherpa;

/// <summary>
/// Recognisers that write one token after another, with caches between: each token has one that follows it, so they
/// say the same of any sound.
/// </summary>
internal static class TinyDecoders
{
    /// <summary>0 unknown, 1 begin, 2 end; then the two words.</summary>
    private static readonly byte[] Words = Symbols("<unk>", "<s>", "</s>", "▁hello", "▁world");

    private static readonly long[] Following = [2, 3, 2, 4, 2];

    /// <summary>Moonshine's first export: four networks.</summary>
    public static ModelFolder Moonshine(SherpaFolders folders) => folders.Write(
        "moonshine", "recogniser", ("preprocessor", "preprocess.onnx", Preprocessor()), ("encoder", "encode.onnx", Pass("features", "features_len")),
        ("uncached-decoder", "uncached_decode.onnx", MoonshineDecoder(cached: false)), ("cached-decoder", "cached_decode.onnx", MoonshineDecoder(cached: true)),
        ("tokens", "tokens.txt", Words));

    /// <summary>FireRedASR: features (1, T, 80) → cross keys and values; tokens one by one.</summary>
    public static ModelFolder FireRed(SherpaFolders folders) => folders.Write(
        "fire-red", "recogniser", ("encoder", "encoder.onnx", FireRedEncoder()), ("decoder", "decoder.onnx", FireRedDecoder()), ("tokens", "tokens.txt", Words));

    /// <summary>args (1, S) → features (1, S / 384, 1).</summary>
    private static byte[] Preprocessor()
    {
        var graph = new GraphBuilder();
        graph.Constant<long>("axis", [1], 1);
        graph.Node("Unsqueeze", "u", ["args", "axis"]);
        graph.Node("AveragePool", "pooled", ["u"], ("kernel_shape", new long[] { 384 }), ("strides", new long[] { 384 }));
        graph.Node("Transpose", "features", ["pooled"], ("perm", new long[] { 0, 2, 1 }));
        return Bytes(graph.ToModel([OnnxValueInfo.Float32("args", 1, "S")], [OnnxValueInfo.Float32("features", 1, "T", 1)]));
    }

    private static byte[] Pass(string input, string length)
    {
        var graph = new GraphBuilder();
        graph.Node("Identity", "encoder_out", [input]);
        return Bytes(graph.ToModel([OnnxValueInfo.Float32(input, 1, "T", 1), Int32(length, 1)], [OnnxValueInfo.Float32("encoder_out", 1, "T", 1)]));
    }

    /// <summary>tokens (1, 1), encoder_out, seq_len, then the state → logits (1, 1, 5), the next state.</summary>
    private static byte[] MoonshineDecoder(bool cached)
    {
        var graph = new GraphBuilder();
        graph.Node("Identity", "logits", [Follow(graph, "tokens")]);
        graph.Node("Cast", "next", [cached ? "state" : "seq_len"], ("to", 1L));
        List<OnnxValueInfo> inputs = [Int32("tokens", 1, 1), OnnxValueInfo.Float32("encoder_out", 1, "T", 1), Int32("seq_len", 1)];
        if (cached)
        {
            inputs.Add(OnnxValueInfo.Float32("state", 1));
        }

        return Bytes(graph.ToModel(inputs, [OnnxValueInfo.Float32("logits", 1, 1, Following.Length), OnnxValueInfo.Float32("next", 1)]));
    }

    private static byte[] FireRedEncoder()
    {
        var graph = new GraphBuilder();
        graph.Node("ReduceMean", "n_layer_cross_k", ["x"], ("axes", new long[] { 2 }), ("keepdims", 1L));
        graph.Node("Identity", "n_layer_cross_v", ["n_layer_cross_k"]);
        return Bytes(
            graph.ToModel(
                [OnnxValueInfo.Float32("x", "N", "T", Mels), OnnxValueInfo.Int64("x_len", "N")],
                [OnnxValueInfo.Float32("n_layer_cross_k", "N", "T", 1), OnnxValueInfo.Float32("n_layer_cross_v", "N", "T", 1)]),
            ("model_type", "fire-red-asr"), ("num_decoder_layers", "1"), ("num_head", "1"), ("head_dim", "4"), ("sos", "1"), ("eos", "2"), ("max_len", "64"),
            ("cmvn_mean", string.Join(',', Enumerable.Repeat("0", Mels))), ("cmvn_inv_stddev", string.Join(',', Enumerable.Repeat("1", Mels))));
    }

    private static byte[] FireRedDecoder()
    {
        var graph = new GraphBuilder();
        graph.Node("Identity", "logits", [Follow(graph, "tokens")]);
        graph.Node("Identity", "k_out", ["k"]);
        graph.Node("Identity", "v_out", ["v"]);
        OnnxValueInfo Cache(string name) => OnnxValueInfo.Float32(name, 1, "N", "L", 1, 4);
        return Bytes(
            graph.ToModel(
                [
                    OnnxValueInfo.Int64("tokens", "N", 1), Cache("k"), Cache("v"), OnnxValueInfo.Float32("cross_k", "N", "T", 1),
                    OnnxValueInfo.Float32("cross_v", "N", "T", 1), OnnxValueInfo.Int64("offset", 1),
                ],
                [OnnxValueInfo.Float32("logits", "N", 1, Following.Length), Cache("k_out"), Cache("v_out")]));
    }

    private static string Follow(GraphBuilder graph, string tokens)
    {
        var table = new float[Following.Length * Following.Length];
        for (var i = 0; i < Following.Length; i++)
        {
            table[(i * Following.Length) + Following[i]] = 10;
        }

        graph.Constant<float>("following", table, Following.Length, Following.Length);
        return graph.Node("Gather", "scores", ["following", tokens]);
    }
}
